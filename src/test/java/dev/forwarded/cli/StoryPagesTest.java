package dev.forwarded.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.forwarded.ForwardedResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of {@code docs/stories}: what they print, what they set, and how they are found. */
final class StoryPagesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path STORIES = ROOT.resolve("docs/stories");
    private static final Path HEADS = ROOT.resolve("examples/stories");

    static List<Path> pages() throws IOException {
        return files(STORIES).filter(file -> !file.endsWith("README.md")).toList();
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    /** The bodies of the code blocks of a language, each as lines. */
    private static List<List<String>> blocks(Path page, String language) throws IOException {
        List<List<String>> blocks = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(page)) {
            if (line.equals("```" + language)) {
                blocks.add(new ArrayList<>());
                inside = true;
            } else if (line.startsWith("```")) {
                inside = false;
            } else if (inside) {
                blocks.get(blocks.size() - 1).add(line);
            }
        }
        return blocks;
    }

    private static Map<String, String> settings(Stream<String> words) {
        return words.map(word -> word.split("=", 2)).collect(toMap(word -> word[0], word -> word[1]));
    }

    /** But those of Spring Boot, which hold more than settings. */
    private static List<Map<String, String>> settings(Path page) throws IOException {
        return blocks(page, "properties").stream()
                .filter(lines -> lines.stream().noneMatch(line -> line.startsWith("forwarded.")))
                .map(lines -> settings(lines.stream()))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> a_transcript_is_what_the_command_prints() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            for (ExplainDocTest.Transcript transcript : ExplainDocTest.transcripts(page)) {
                tests.add(dynamicTest(page.getFileName() + ": " + transcript.command(), () -> {
                    Cli cli = transcript.run();
                    assertThat(cli.out() + cli.err()).isEqualTo(transcript.output());
                    assertThat(cli.status()).isNotEqualTo(2);
                }));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_command_has_the_settings_of_a_block_of_its_page(Path page) throws IOException {
        List<Map<String, String>> settings = settings(page);
        for (ExplainDocTest.Transcript transcript : ExplainDocTest.transcripts(page)) {
            Map<String, String> given =
                    settings(Stream.of(transcript.words().split(" ", -1)).skip(1));
            given.keySet().removeAll(Connection.KEYS);
            if (!settings.isEmpty()) {
                assertThat(settings).contains(given);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_settings_of_a_page_are_understood(Path page) throws IOException {
        for (Map<String, String> settings : settings(page)) {
            assertThat(ForwardedResolver.builder().settings(settings).build()).isNotNull();
        }
    }

    @Test
    void web_xml_and_yaml_say_the_same_as_the_properties(@TempDir Path folder) throws IOException {
        Path page = STORIES.resolve("redirect-loop.md");
        String filter = String.join("\n", blocks(page, "xml").get(0));
        Path webXml = Files.writeString(folder.resolve("web.xml"), "<web-app>" + filter + "</web-app>");
        Path yaml = Files.write(
                folder.resolve("application.yml"), blocks(page, "yaml").get(0));
        ExplainDocTest.Transcript transcript = ExplainDocTest.transcripts(page).get(0);
        for (Path file : List.of(webXml, yaml)) {
            String words =
                    "explain --settings " + file + " < " + transcript.command().split(" < ", 2)[1];
            assertThat(new ExplainDocTest.Transcript("", words, "").run().out()).isEqualTo(transcript.output());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void troubleshooting_names_a_page_by_its_symptom(Path page) throws IOException {
        String title = Files.readAllLines(page).get(0).replaceFirst("^# ", "");
        assertThat(Files.readString(ROOT.resolve("docs/troubleshooting.md")))
                .contains("| [" + title + "](stories/" + page.getFileName() + ") |");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_tells_why_what_to_set_and_how_to_check(Path page) throws IOException {
        assertThat(Files.readAllLines(page))
                .containsSubsequence("## Why", "## Setting", "## How to check", "## What to look out for");
    }

    @Test
    void every_request_is_listed_and_used() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path page : pages()) {
            text.append(Files.readString(page));
        }
        String list = Files.readString(HEADS.resolve("README.md"));
        List<String> heads = files(HEADS)
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".http"))
                .toList();
        assertThat(heads).isNotEmpty().allSatisfy(head -> {
            assertThat(text).contains("examples/stories/" + head);
            assertThat(list).contains("| `" + head + "` |");
        });
    }
}
