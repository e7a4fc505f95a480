package dev.forwarded.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A request head as the nearest proxy sends it.
 *
 * @param text its lines
 */
record Head(String text) {

    /** One of {@code examples/stories}. */
    static Head of(String file) {
        try {
            return new Head(Files.readString(Path.of("examples/stories", file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same request for another path and query. */
    Head at(String target) {
        return new Head(text.replaceFirst("^(\\w+) \\S+ ", "$1 " + target + " "));
    }

    Head with(String line) {
        return new Head(text.stripTrailing() + "\n" + line + "\n");
    }

    Head without(String name) {
        return new Head(
                text.lines().filter(line -> !line.startsWith(name + ":")).collect(Collectors.joining("\n")));
    }

    Head with(String name, String value) {
        return without(name).with(name + ": " + value);
    }

    String value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text;
    }
}
