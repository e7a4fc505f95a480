package dev.forwarded.servlet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a JVM of its own, with the wars of {@link Wars}; started once a run, and ended with it. */
final class ServerContainer implements Container {

    private static final int PATIENCE_SECONDS = 90;
    private static final int STARTS = 4;
    private static final int LAST_WORDS = 4_000;

    /** The server of this run; tests take turns on it. */
    private static final class Running {

        static final Running ONE = new Running();

        private int port;
        private Process process;

        private Running() {
            Runtime.getRuntime().addShutdownHook(new Thread(this::end));
            try {
                Path work = Path.of(System.getProperty("server.home")).resolveSibling("work");
                Wars.into(work.resolve("wars"));
                for (int left = STARTS; !starts(work); left--) {
                    if (left == 1) {
                        throw new IllegalStateException("the server did not start:\n" + lastWords());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * Whether it came up. Some servers end when the port was taken meanwhile, some go on without it: such a one is
         * ended, and the next is given another port.
         */
        private boolean starts(Path work) throws IOException {
            port = Ports.free();
            process = Servers.start(work, port);
            if (isUpInTime()) {
                return true;
            }
            end();
            return false;
        }

        private boolean isUpInTime() {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!Wars.PAGES.stream().allMatch(this::isUp)) {
                if (waitForItsEnd(200) || System.nanoTime() > end) {
                    return false;
                }
            }
            return true;
        }

        private boolean isUp(String path) {
            try {
                return RawHttp.ask(port, "GET " + path + " HTTP/1.1\nHost: inner\n")
                                .status()
                        == 200;
            } catch (IOException notYet) {
                return false;
            }
        }

        private boolean waitForItsEnd(int millis) {
            try {
                return process.waitFor(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The server, and what its start script has started. */
        private void end() {
            if (process != null) {
                List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                        .toList();
                all.forEach(ProcessHandle::destroy);
                if (!waitForItsEnd(20_000)) {
                    all.forEach(ProcessHandle::destroyForcibly);
                    waitForItsEnd(20_000);
                }
            }
        }
    }

    private final String context;

    private ServerContainer(String context) {
        this.context = context;
    }

    /** The end of {@link #log()}, for whoever reads why it did not start. */
    private static String lastWords() throws IOException {
        String said = log();
        return said.substring(Math.max(0, said.length() - LAST_WORDS));
    }

    /** At {@code /app} or {@code /files}. */
    static Container of(Application application) {
        assumeTrue(
                Runtime.version().feature() >= 21 || !Container.is("payara-7"),
                "Payara 7 needs Java 21: the build was given no second JDK");
        application.staged();
        return new ServerContainer(application.context);
    }

    static int runningPort() {
        return Running.ONE.port;
    }

    /** All that the server has said, wherever it keeps its logs. */
    static String log() throws IOException {
        Path work = Path.of(System.getProperty("server.home")).resolveSibling("work");
        StringBuilder said = new StringBuilder();
        try (Stream<Path> files = Files.walk(work)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                said.append(Files.readString(log, StandardCharsets.ISO_8859_1));
            }
        }
        return said.toString();
    }

    @Override
    public int port() {
        return runningPort();
    }

    @Override
    public void show(Application application) {
        byte[] state = application.staged().bytes();
        String head = "PUT " + context + Staged.PATH
                + " HTTP/1.1\r\nHost: inner\r\nConnection: close\r\nContent-Length: " + state.length + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(state);
            out.flush();
            byte[] answer = socket.getInputStream().readAllBytes();
            int status = Answer.read(new ByteArrayInputStream(answer), true).status();
            if (status != 204) {
                throw new IllegalStateException(
                        "the server did not take the application: " + new String(answer, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // Its server goes on until the run ends.
    }
}
