package dev.forwarded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A section of a page about a service, from its heading to the next one. */
record ProxyPage(String name, String heading, List<String> lines) {

    private static final Path PAGES = Path.of("docs/proxies").toAbsolutePath();
    private static final String ALLOWED = "`allowedHosts=";

    static ProxyPage section(String page, String heading) {
        List<String> all = lines(PAGES.resolve(page));
        int start = all.indexOf("## " + heading);
        if (start < 0) {
            throw new IllegalArgumentException(page + " has no section " + heading);
        }
        List<String> rest = all.subList(start + 1, all.size());
        return new ProxyPage(
                page,
                heading,
                rest.stream().takeWhile(line -> !line.startsWith("## ")).toList());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The block of settings, as a user would copy it. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : block("```properties")) {
            int equals = line.indexOf('=');
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return settings;
    }

    private List<String> block(String opening) {
        int start = lines.indexOf(opening);
        if (start < 0) {
            throw new IllegalArgumentException(name + ", " + heading + ": no " + opening);
        }
        return lines.subList(start + 1, lines.size()).stream()
                .takeWhile(line -> !line.equals("```"))
                .toList();
    }

    /** The command that the section shows; empty if it shows none. */
    String command() {
        return lines.stream()
                .filter(line -> line.startsWith("$ "))
                .collect(Collectors.joining())
                .replace("$ java -jar target/forwarded-filter-cli.jar explain ", "");
    }

    /** The value of {@code allowedHosts} that lets the service's probes pass; empty if it names none. */
    String allowedHosts() {
        return lines.stream()
                .filter(line -> line.contains(ALLOWED))
                .map(line -> line.substring(line.indexOf(ALLOWED) + ALLOWED.length()))
                .map(line -> line.substring(0, line.indexOf('`')))
                .collect(Collectors.joining());
    }
}
