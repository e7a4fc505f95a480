package dev.forwarded.servlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The table of servers in {@code docs/containers.md}: what it says is what tests expect. */
public final class ServerPage {

    private static final Path PAGE = Path.of("docs/containers.md");

    private ServerPage() {}

    /** The cell of a run, {@code wildfly-39}, in the column of this title. */
    public static String of(String run, String column) throws IOException {
        List<String> table =
                Files.readAllLines(PAGE).stream().filter(ServerPage::isOfTable).toList();
        int place = cells(table.get(0)).indexOf(column);
        return table.stream()
                .filter(line -> line.contains("`" + run + "`"))
                .map(line -> cells(line).get(place))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no row for " + run));
    }

    private static boolean isOfTable(String line) {
        return line.startsWith("| run |") || line.startsWith("| `");
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("\\|")).map(String::trim).toList();
    }
}
