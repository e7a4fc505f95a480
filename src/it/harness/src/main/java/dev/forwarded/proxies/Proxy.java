package dev.forwarded.proxies;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.forwarded.servlet.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running proxy: one or more processes in a temporary folder of their own, with free ports of 127.0.0.1 and ::1. They
 * log to a file there, and end with this object or with the JVM.
 */
final class Proxy implements AutoCloseable {

    private static final int TRIES = 1_200;
    private static final long PAUSE_MILLIS = 50;
    private static final long PATIENCE_SECONDS = 3;
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/sbin"), Path.of("/usr/local/bin"));

    private final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();
    private final Thread last = new Thread(this::end);

    Proxy() throws IOException {
        folder = Files.createTempDirectory("forwarded-proxy");
        write("shop.pem", Tls.shared().certificate + Tls.shared().key);
        write("shop.crt", Tls.shared().certificate);
        write("shop.key", Tls.shared().key);
        Runtime.getRuntime().addShutdownHook(last);
    }

    /** The path of a program; without it the tests are skipped, in CI they fail. */
    static String binary(String name, String debianPackage) {
        for (Path place : PLACES) {
            if (Files.isExecutable(place.resolve(name))) {
                return place.resolve(name).toString();
            }
        }
        return missing("no " + name + ": apt-get install " + debianPackage, "true".equals(System.getenv("CI")));
    }

    static String missing(String message, boolean ci) {
        return ci ? fail(message) : abort(message);
    }

    /** All that a command prints. */
    static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }

    /** A file in the folder. */
    Path path(String name) {
        return folder.resolve(name);
    }

    Path write(String name, String text) throws IOException {
        Path file = path(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    Path directory(String name) throws IOException {
        return Files.createDirectories(path(name));
    }

    /** The port of a name: one that was free on both addresses when it was first asked for. */
    int port(String name) throws IOException {
        Integer known = ports.get(name);
        if (known != null) {
            return known;
        }
        int port = Ports.free();
        while (ports.containsValue(port)) {
            port = Ports.free();
        }
        ports.put(name, port);
        return port;
    }

    int plain() throws IOException {
        return port("plain");
    }

    int tls() throws IOException {
        return port("tls");
    }

    /** An address literal: nothing is looked up. */
    static InetAddress address(String literal) throws IOException {
        return InetAddress.getByName(literal);
    }

    /** Starts a command in the folder that stays in the foreground. */
    Process run(String... command) throws IOException {
        return run(Map.of(), command);
    }

    Process run(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(path("log").toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** Waits until something listens on each port that was asked for, on one of its addresses. */
    Proxy await() throws IOException, InterruptedException {
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            await(port.getKey(), port.getValue());
        }
        return this;
    }

    private void await(String name, int port) throws IOException, InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (accepts("127.0.0.1", port) || accepts("::1", port)) {
                return;
            }
            if (!processes.stream().allMatch(Process::isAlive)) {
                break;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        String log = log();
        close();
        throw new IllegalStateException("nothing listens on the port \"" + name + "\":\n" + log);
    }

    private static boolean accepts(String address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address(address), port));
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    /** What the processes have printed. */
    String log() throws IOException {
        return Files.exists(path("log")) ? Files.readString(path("log"), ISO_8859_1) : "";
    }

    /** All at once: an inner proxy may wait for the connections of an outer one. */
    private void end() {
        List<ProcessHandle> children =
                processes.stream().flatMap(Process::descendants).toList();
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws IOException {
        end();
        processes.clear();
        Runtime.getRuntime().removeShutdownHook(last);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
