package dev.forwarded.proxies;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row of the second table in {@code docs/proxies/README.md}.
 *
 * @param example the proxy
 * @param fields what its profile reads
 * @param believed the lies believed with the profile
 * @param others for each field that it leaves out, the lies believed if that is read too
 */
record FirstExampleRow(FirstExample example, List<String> fields, int believed, Map<String, Integer> others) {

    private String start() {
        return "| `" + example.profile() + "` | [" + example.profile() + "](" + example.page() + ") | ";
    }

    /** Behind the version, which differs by machine. */
    private String counts() {
        String more = others.entrySet().stream()
                .map(other -> "`" + other.getKey() + "` " + other.getValue())
                .collect(Collectors.joining(", "));
        String reads = String.join(",", fields);
        return " | `%s` | %d | %d | %s |".formatted(reads, example.lies().size(), believed, more);
    }

    String text(String version) {
        return start() + version + counts();
    }

    /** Whether the page has this row; the version in it may be another. */
    boolean isInPage() throws IOException {
        return Files.readAllLines(Tally.PAGE).stream()
                .anyMatch(line -> line.startsWith(start()) && line.endsWith(counts()));
    }

    /** Puts the row into the page, in the place of the one that is there. */
    void writeIfAsked(String version) throws IOException {
        if (LiveTests.WRITE) {
            List<String> lines = Files.readAllLines(Tally.PAGE);
            lines.replaceAll(line -> line.startsWith(start()) ? text(version) : line);
            Files.write(Tally.PAGE, lines);
        }
    }
}
