package dev.forwarded.proxies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts the answers behind one proxy: its row in {@code docs/proxies/README.md}. */
final class Tally {

    static final Path PAGE = Path.of("").toAbsolutePath().resolve("docs/proxies/README.md");

    /** The line that adds the rows up. */
    static final String SUM = "In all ";

    private final String start;
    private int requests;
    private int answered;
    private int urlsRight;
    private int clientsRight;
    private int lies;
    private int liesRefused;

    /** For a row that is named by a link to a page. */
    Tally(String name, String page) {
        start = "| [" + name + "](" + page + ") | ";
    }

    void add(LiveRequest request, Seen seen) {
        boolean urlRight = request.urlMistake(seen) == null;
        boolean clientRight = request.clientMistake(seen) == null;
        requests++;
        answered += seen.answered() || !urlRight ? 1 : 0;
        urlsRight += seen.answered() && urlRight ? 1 : 0;
        clientsRight += seen.answered() && clientRight ? 1 : 0;
        lies += request.lie() ? 1 : 0;
        liesRefused += request.lie() && urlRight && clientRight ? 1 : 0;
    }

    int requests() {
        return requests;
    }

    /** Behind the version, which differs by machine. */
    private String counts() {
        return "%d | %d of %d | %d of %d | %d of %d |"
                .formatted(requests, urlsRight, answered, clientsRight, answered, liesRefused, lies);
    }

    /** Whether the page has this row; the version in it may be another. */
    boolean isInPage() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .anyMatch(line -> line.startsWith(start) && line.endsWith(" | " + counts()));
    }

    String row(String version) {
        return start + version + " | " + counts();
    }

    /** Puts the row into the page, in the place of an earlier one. */
    void write(String version) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
        int place = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                lines.remove(i);
                place = i;
                break;
            }
            place = lines.get(i).startsWith("| [") ? i + 1 : place;
        }
        lines.add(place, row(version));
        lines.replaceAll(line -> line.startsWith(SUM) ? SUM + sum(lines) + " live requests." : line);
        Files.write(PAGE, lines);
    }

    private static int sum(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("| [") && line.contains(" of "))
                .mapToInt(line -> Integer.parseInt(line.split(" \\| ", -1)[2]))
                .sum();
    }
}
