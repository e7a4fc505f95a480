package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every transcript on a page about a service known from documentation is what the command prints. */
final class DocumentedTranscriptTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String COMMAND = "$ java -jar target/forwarded-filter-cli.jar ";

    private record Page(String name, List<String> lines) {

        List<Integer> commands() {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(COMMAND)) {
                    numbers.add(i);
                }
            }
            return numbers;
        }

        DynamicTest test(int line) {
            String[] command = lines.get(line).substring(COMMAND.length()).split(" < ", 2);
            String output = lines.subList(line + 1, lines.size()).stream()
                    .takeWhile(text -> !text.equals("```"))
                    .map(text -> text + "\n")
                    .collect(Collectors.joining());
            return dynamicTest(name + ", " + command[1], () -> {
                byte[] head = Files.readAllBytes(ROOT.resolve(command[1]));
                Cli cli = Cli.run(command[0].split(" ", -1), head, false);
                assertThat(cli.out() + cli.err()).isEqualTo(output);
                assertThat(cli.status()).isZero();
            });
        }
    }

    private static List<Page> pages() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/proxies"))) {
            return files.map(DocumentedTranscriptTest::page)
                    .filter(page -> page.lines().get(2).startsWith("From documentation"))
                    .toList();
        }
    }

    private static Page page(Path file) {
        try {
            return new Page(file.getFileName().toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> a_transcript_is_what_the_command_prints() throws IOException {
        return pages().stream().flatMap(page -> page.commands().stream().map(page::test));
    }

    @Test
    void every_page_has_a_transcript() throws IOException {
        assertThat(pages())
                .hasSizeGreaterThan(10)
                .allSatisfy(page -> assertThat(page.commands()).isNotEmpty());
    }
}
