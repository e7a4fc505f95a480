package dev.forwarded.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every transcript in {@code docs/explain.md} and {@code docs/explain-cases.md} is what the command prints, byte by byte. */
final class ExplainDocTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path REFERENCE = ROOT.resolve("docs/explain.md");
    private static final Path CASES = ROOT.resolve("docs/explain-cases.md");
    private static final String COMMAND = "$ java -jar target/forwarded-filter-cli.jar ";

    record Transcript(String heading, String command, String output) {

        String words() {
            int input = command.indexOf(" < ");
            return input < 0 ? command : command.substring(0, input);
        }

        Cli run() throws IOException {
            return Cli.run(words().split(" ", -1), input(), false);
        }

        private byte[] input() throws IOException {
            int input = command.indexOf(" < ");
            return input < 0 ? new byte[0] : Files.readAllBytes(ROOT.resolve(command.substring(input + 3)));
        }
    }

    private static List<Transcript> transcripts() throws IOException {
        List<Transcript> all = new ArrayList<>(transcripts(REFERENCE));
        all.addAll(transcripts(CASES));
        return all;
    }

    static List<Transcript> transcripts(Path page) throws IOException {
        List<Transcript> transcripts = new ArrayList<>();
        String heading = "";
        String command = "";
        StringBuilder output = new StringBuilder();
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith(COMMAND)) {
                command = line.substring(COMMAND.length());
                output.setLength(0);
            } else if (line.equals("```") && !command.isEmpty()) {
                transcripts.add(new Transcript(heading, command, output.toString()));
                command = "";
            } else if (!command.isEmpty()) {
                output.append(line).append('\n');
            } else if (line.startsWith("## ")) {
                heading = line.substring(3);
            }
        }
        return transcripts;
    }

    @TestFactory
    Stream<DynamicTest> a_transcript_is_what_the_command_prints() throws IOException {
        return transcripts().stream()
                .map(transcript -> dynamicTest(transcript.heading, () -> {
                    Cli cli = transcript.run();
                    assertThat(cli.out() + cli.err()).isEqualTo(transcript.output);
                    assertThat(cli.status()).isEqualTo(cli.out().contains("\nrejected  400 ") ? 1 : 0);
                }));
    }

    @Test
    void every_kind_of_case_has_a_transcript() throws IOException {
        assertThat(transcripts())
                .extracting(Transcript::heading)
                .contains(
                        "The peer is not trusted",
                        "One hop",
                        "Two hops",
                        "A family that is passed through",
                        "Families that disagree",
                        "The port of the listener",
                        "A host that the profile does not read",
                        "A prefix",
                        "A client without an address",
                        "A malformed header",
                        "A chain that is too short",
                        "A host that is not allowed",
                        "A public URL",
                        "A secret that is missing",
                        "What would a setting change?",
                        "For machines");
    }

    @Test
    void the_index_of_the_cases_leads_to_each_of_them() throws IOException {
        String page = Files.readString(CASES);
        String index = page.substring(0, page.indexOf("\n## "));
        assertThat(page.lines().filter(line -> line.startsWith("## ")))
                .isNotEmpty()
                .allSatisfy(line -> {
                    String anchor = line.substring(3).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "");
                    assertThat(index).contains("](#" + anchor.replace(' ', '-') + ")");
                });
    }

    @Test
    void every_recorded_request_is_listed_and_used() throws IOException {
        String page = Files.readString(CASES);
        String list = Files.readString(ROOT.resolve("examples/requests/README.md"));
        assertThat(examples()).isNotEmpty().allSatisfy(file -> {
            assertThat(page).contains("examples/requests/" + file);
            assertThat(list).contains("| `" + file + "` |");
        });
    }

    @Test
    void every_request_head_is_as_a_proxy_sent_it() throws IOException {
        Set<String> recorded = new TreeSet<>();
        for (String file : List.of("nginx", "haproxy", "caddy", "chains")) {
            for (String line : Files.readAllLines(ROOT.resolve("src/test/resources/captures/" + file + ".jsonl"))) {
                recorded.add(new ObjectMapper().readTree(line).get("head").asText());
            }
        }
        for (String file : examples()) {
            if (file.endsWith(".http")) {
                byte[] head =
                        Files.readAllBytes(ROOT.resolve("examples/requests").resolve(file));
                assertThat(recorded).contains(new String(head, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static Set<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples/requests"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".http") || name.endsWith(".txt"))
                    .collect(toCollection(TreeSet::new));
        }
    }

    @Test
    void the_page_names_every_option_and_key() throws IOException {
        String page = Files.readString(REFERENCE);
        assertThat(page).contains("`--settings FILE`", "`--diff KEY=VALUE`", "`--json`", "`NO_COLOR`");
        assertThat(Connection.KEYS).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }
}
