package dev.forwarded.proxies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A file below {@code examples/proxies}, as users paste it. A test runs its text with ports, paths and addresses of its
 * own.
 *
 * @param file its path below that folder
 * @param text its text, with what was replaced so far
 */
record Recipe(String file, String text) {

    static final Path FOLDER = Path.of("").toAbsolutePath().resolve("examples/proxies");

    static Recipe of(String file) {
        try {
            return new Recipe(file, Files.readString(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everywhere; a text that is not there is an error, for then the recipe is not what the test takes it for. */
    Recipe replace(String literal, String with) {
        if (!text.contains(literal)) {
            throw new IllegalArgumentException("\"" + literal + "\" is not in " + file);
        }
        return new Recipe(file, text.replace(literal, with));
    }

    /** Without the lines that begin so. */
    Recipe without(String start) {
        String rest = text.lines()
                .filter(line -> !line.stripLeading().startsWith(start))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        if (rest.equals(text)) {
            throw new IllegalArgumentException("no line of " + file + " begins with \"" + start + "\"");
        }
        return new Recipe(file, rest);
    }
}
