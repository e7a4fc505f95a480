package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What differs between a component and the library over the common requests: as found, as pinned in a table of
 * {@code src/test/resources/migration}, and as named in {@code docs/moving-over.md}.
 */
public final class MigrationDifferences {

    private static final Path TABLES = Path.of("src/test/resources/migration").toAbsolutePath();

    /** One side of a comparison. */
    public interface Side {

        /** What an application sees of a request: URL, security and client; or the status of the answer. */
        String see(MigrationRequests request) throws Exception;
    }

    private MigrationDifferences() {}

    /** How both sides tell what an application sees. */
    public static String facts(String scheme, String host, Object port, String uri, Object secure, String client) {
        return "%s://%s:%s%s secure=%s client=%s".formatted(scheme, host, port, uri, secure, client);
    }

    /** Fails if a difference is not pinned, or a pinned one does not occur, or the page names others. */
    public static void check(String heading, String table, Side theirs, Side ours) throws Exception {
        List<String> pinned = pinned(TABLES.resolve(table + ".txt"));
        Map<String, String> ids = pinned.stream()
                .map(MigrationDifferences::cells)
                .collect(Collectors.toMap(cells -> cells[1] + cells[2], cells -> cells[0]));
        StringBuilder found = new StringBuilder();
        for (MigrationRequests request : MigrationRequests.all()) {
            String there = theirs.see(request);
            String here = ours.see(request);
            if (!there.equals(here)) {
                String peer = request.peer().equals(MigrationRequests.PROXY) ? "proxy" : "stranger";
                found.append(String.join(
                                " | ", ids.getOrDefault(request.name() + peer, "?"), request.name(), peer, there, here))
                        .append('\n');
            }
        }
        assertPinned(heading, table, pinned, found.toString());
    }

    private static void assertPinned(String heading, String table, List<String> pinned, String found)
            throws IOException {
        Path record = Files.createDirectories(Path.of("target/migration")).resolve(table + ".txt");
        Files.writeString(record, found);
        assertThat(found.lines().toList()).as("differences, see %s", record).isEqualTo(pinned);
        assertThat(idsOfTables(table.replaceFirst("-.*", ""))).isEqualTo(MigrationPage.ids(heading));
    }

    /** The ids of all lines of a component, which may differ from version to version. */
    private static Set<String> idsOfTables(String component) throws IOException {
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> tables = Files.list(TABLES)) {
            for (Path table : tables.toList()) {
                if (table.getFileName().toString().startsWith(component)) {
                    pinned(table).forEach(line -> ids.add(cells(line)[0]));
                }
            }
        }
        return ids;
    }

    private static List<String> pinned(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
    }
}
