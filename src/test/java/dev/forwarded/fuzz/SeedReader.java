package dev.forwarded.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Request heads with settings from the recorded requests and the cases. */
final class SeedReader {

    private static final int MOST_OF_A_FILE = 60;

    private static final String DEFAULT = "trustedProxies=loopback,10.0.0.0/8";

    private SeedReader() {}

    /** Heads, each with settings, a line each. */
    static Map<String, String> all(Path resources) {
        Map<String, String> seeds = new LinkedHashMap<>();
        for (String folder : new String[] {"captures", "cases"}) {
            try (Stream<Path> files = Files.list(resources.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jsonl"))
                        .sorted()
                        .forEach(file -> addAll(file, seeds));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return seeds;
    }

    private static void addAll(Path file, Map<String, String> seeds) {
        try (Stream<String> lines = Files.lines(file)) {
            ObjectMapper json = new ObjectMapper();
            for (String line : lines.limit(MOST_OF_A_FILE).toList()) {
                add(json.readTree(line), seeds);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(JsonNode entry, Map<String, String> seeds) {
        JsonNode request = entry.has("request") ? entry.get("request") : entry;
        String peer = request.path("peer").asText("127.0.0.1");
        StringBuilder settings = new StringBuilder("peer=" + peer);
        if (entry.path("settings").isObject()) {
            entry.get("settings")
                    .properties()
                    .forEach(setting -> settings.append('\n')
                            .append(setting.getKey())
                            .append('=')
                            .append(setting.getValue().asText()));
        } else {
            settings.append('\n').append(DEFAULT);
        }
        String head = request.path("head").asText("");
        if (head.isEmpty() && request.path("headers").isArray()) {
            StringBuilder text =
                    new StringBuilder("GET " + request.path("requestURI").asText("/") + " HTTP/1.1\r\n");
            request.get("headers")
                    .forEach(line -> text.append(line.path(0).asText())
                            .append(": ")
                            .append(line.path(1).asText())
                            .append("\r\n"));
            head = text + "\r\n";
        }
        if (!head.isEmpty()) {
            seeds.put(head, settings.toString());
        }
    }
}
