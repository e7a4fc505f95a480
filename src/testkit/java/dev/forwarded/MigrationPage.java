package dev.forwarded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The sections of {@code docs/moving-over.md}, one for each component that the library takes the place of. */
public final class MigrationPage {

    private static final Path PAGE = Path.of("docs/moving-over.md").toAbsolutePath();

    private static final String OPENING = "```properties";

    private MigrationPage() {}

    private static List<String> section(String heading) {
        try {
            List<String> lines = Files.readAllLines(PAGE);
            int start = lines.indexOf("## " + heading);
            if (start < 0) {
                throw new IllegalArgumentException("no section " + heading);
            }
            return lines.subList(start + 1, lines.size()).stream()
                    .takeWhile(line -> !line.startsWith("## "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of the differences that a section lists. */
    public static Set<String> ids(String heading) {
        Set<String> ids = new TreeSet<>();
        for (String line : section(heading)) {
            if (line.startsWith("| `")) {
                ids.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        return ids;
    }

    /** The first block of settings of a section. */
    public static Map<String, String> settings(String heading) {
        return block(section(heading));
    }

    /** The last block of settings of a section, which may be the first. */
    public static Map<String, String> lastSettings(String heading) {
        List<String> lines = section(heading);
        return block(lines.subList(lines.lastIndexOf(OPENING), lines.size()));
    }

    private static Map<String, String> block(List<String> lines) {
        Map<String, String> settings = new LinkedHashMap<>();
        lines.subList(lines.indexOf(OPENING) + 1, lines.size()).stream()
                .takeWhile(line -> !line.equals("```"))
                .forEach(line ->
                        settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return settings;
    }

    /** Whether a section has a text between backquotes. */
    public static boolean shows(String heading, String code) {
        return section(heading).stream().anyMatch(line -> line.contains("`" + code + "`"));
    }
}
