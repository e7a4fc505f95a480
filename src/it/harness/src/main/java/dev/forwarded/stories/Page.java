package dev.forwarded.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page of {@code docs/stories}: tests take their settings from it, so that page and test cannot differ.
 *
 * @param name the name of the file, without {@code .md}
 */
public record Page(String name) {

    /** The settings in the block of properties below a heading of the third level. */
    public Map<String, String> settings(String heading) {
        List<String> section = behind(lines(), "### " + heading);
        List<String> block = behind(section, "```properties");
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : block.subList(0, block.indexOf("```"))) {
            int equals = line.indexOf('=');
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return settings;
    }

    private List<String> behind(List<String> lines, String line) {
        int index = lines.indexOf(line);
        if (index < 0) {
            throw new IllegalStateException("expected the line \"" + line + "\" in " + name);
        }
        return lines.subList(index + 1, lines.size());
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(Path.of("docs/stories", name + ".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
