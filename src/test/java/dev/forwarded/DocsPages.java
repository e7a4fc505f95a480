package dev.forwarded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every page that is written for readers. */
public final class DocsPages {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    private DocsPages() {}

    /** The README, and all below {@code docs}, {@code examples} and {@code .github}. */
    public static List<Path> all() throws IOException {
        return Stream.of(
                        below(ROOT.resolve("docs")),
                        below(ROOT.resolve("examples")),
                        below(ROOT.resolve(".github")),
                        List.of(ROOT.resolve("README.md")))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target"))
                    .toList();
        }
    }
}
