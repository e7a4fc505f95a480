package dev.forwarded.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What was measured, one entry a fork, kept as JSON so that a long run can be made in parts. */
final class Results {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Fork> forks = new ArrayList<>();

    /** One fork: the thread's own time in its fastest iteration, and the bytes in the mean. */
    record Fork(String scenario, String candidate, String reads, double nanoseconds, double bytes) {

        boolean is(Scenario of, String by, String reading) {
            return scenario.equals(of.word()) && candidate.equals(by) && reads.equals(reading);
        }
    }

    private Results(Path file) {
        this.file = file;
    }

    /** The results in a file; none if there is no such file. */
    static Results in(Path file) throws IOException {
        Results results = new Results(file);
        if (Files.exists(file)) {
            for (JsonNode entry : JSON.readTree(file.toFile())) {
                results.forks.add(JSON.treeToValue(entry, Fork.class));
            }
        }
        return results;
    }

    void add(Fork fork) throws IOException {
        forks.add(fork);
        ArrayNode entries = JSON.createArrayNode();
        forks.forEach(each -> entries.add(JSON.<ObjectNode>valueToTree(each)));
        Files.createDirectories(file.getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), entries);
    }

    OptionalDouble nanoseconds(Scenario scenario, String candidate, String reads) {
        return median(scenario, candidate, reads, Fork::nanoseconds);
    }

    OptionalDouble bytes(Scenario scenario, String candidate, String reads) {
        return median(scenario, candidate, reads, Fork::bytes);
    }

    int forks(Scenario scenario, String candidate, String reads) {
        return (int) forks.stream()
                .filter(fork -> fork.is(scenario, candidate, reads))
                .count();
    }

    private OptionalDouble median(Scenario scenario, String candidate, String reads, ToDoubleFunction<Fork> value) {
        double[] sorted = forks.stream()
                .filter(fork -> fork.is(scenario, candidate, reads))
                .mapToDouble(value)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
