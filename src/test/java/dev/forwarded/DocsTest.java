package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_relative_link_leads_somewhere(Path page) throws IOException {
        for (Matcher link = LINK.matcher(read(page)); link.find(); ) {
            String target = link.group(1).replaceFirst("#.*", "");
            if (!target.isEmpty() && !target.contains(":")) {
                assertThat(page.resolveSibling(target)).exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_into_a_page_names_a_heading_of_it(Path page) throws IOException {
        for (Matcher link = LINK.matcher(read(page)); link.find(); ) {
            String[] parts = link.group(1).split("#", 2);
            if (parts.length == 2 && !parts[0].contains(":")) {
                Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
                assertThat(anchors(target)).contains(parts[1]);
            }
        }
    }

    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(java.util.Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .toList();
    }

    static List<Path> pages() throws IOException {
        return DocsPages.all();
    }

    @Test
    void the_index_of_the_docs_names_every_page() throws IOException {
        String index = read(ROOT.resolve("docs/README.md"));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }
}
