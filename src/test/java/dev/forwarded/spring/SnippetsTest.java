package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages about the ways in show stands in code that a test compiles or runs, but for white space. */
class SnippetsTest {

    private static final Pattern BLOCK = Pattern.compile("```(?:java|xml|yaml)\n(.*?)```", Pattern.DOTALL);

    private static final List<String> SOURCES = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        for (Path folder : List.of(
                Path.of("examples"),
                Path.of("src/it/harness/src/main/java/dev/forwarded"),
                Path.of("src/test/java/dev/forwarded/servlet/PageSnippets.java"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(SnippetsTest::isSource).toList()) {
                    SOURCES.add(normalized(Files.readString(file)));
                }
            }
        }
    }

    private static boolean isSource(Path file) {
        return file.toString().matches(".*[.](java|xml|yml)")
                && !file.toString().contains("target");
    }

    /** The examples run on one machine, where the proxy has another address, and name the version once. */
    private static String normalized(String text) {
        return text.replace("trustedProxies\", \"127.0.0.1", "trustedProxies\", \"10.0.0.0/8")
                .replace("<param-value>127.0.0.1<", "<param-value>10.0.0.0/8<")
                .replace("trusted-proxies: 127.0.0.1", "trusted-proxies: 10.0.0.0/8")
                .replace("${forwarded.version}", "1.0.0")
                .replaceAll("\\s+", "");
    }

    private static List<String> blocks(String text) {
        List<String> blocks = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            blocks.add(normalized(block.group(1)));
        }
        return blocks;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/spring-boot.md",
                "docs/testing.md",
                "docs/web-xml.md",
                "docs/own-filters.md",
                "docs/stories/webhook-signature.md",
                "examples/embedded-jetty/README.md",
                "examples/own-filter/README.md",
                "examples/spring-boot/README.md"
            })
    void a_snippet_is_code_that_runs(String page) throws IOException {
        assertRuns(blocks(Files.readString(Path.of(page))));
    }

    @ParameterizedTest
    @MethodSource("dev.forwarded.DocsPages#all")
    void java_in_any_page_is_code_that_runs(Path page) throws IOException {
        for (String block : blocks(Files.readString(page).replaceAll("```(xml|yaml)", "```"))) {
            assertThat(SOURCES.stream().anyMatch(source -> source.contains(block)))
                    .as("found in a source: " + block)
                    .isTrue();
        }
    }

    @Test
    void the_snippets_of_the_readme_are_code_that_runs() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (String heading : List.of("## web.xml", "## Spring Boot", "## Your own filter")) {
            assertThat(readme).contains(heading);
            String section = readme.substring(readme.indexOf(heading) + 1).replaceFirst("(?s)\n## .*", "\n");
            assertRuns(blocks(section));
        }
    }

    private static void assertRuns(List<String> blocks) {
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            assertThat(SOURCES.stream().anyMatch(source -> source.contains(block)))
                    .as("found in a source: " + block)
                    .isTrue();
        }
    }
}
