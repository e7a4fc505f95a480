package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of a page that runs a jar works as it stands there, in a fresh clone after {@code mvn package}. */
final class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String JAVA = "java -jar ";

    /** Where {@code mvn package} puts it, and {@code mvn -Pquick package}. */
    private static final List<String> JARS =
            List.of(JAVA + "target/forwarded-filter-cli.jar ", JAVA + "target/quick/forwarded-filter-cli.jar ");

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : pages()) {
            Files.readAllLines(page).stream()
                    .map(line -> line.startsWith("$ ") ? line.substring(2) : line)
                    .filter(line -> line.startsWith(JAVA))
                    .forEach(commands::add);
        }
        return commands;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("docs", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        pages.add(ROOT.resolve("README.md"));
        return pages;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_runs_as_printed(String command) throws IOException {
        assertThat(command)
                .matches(line -> JARS.stream().anyMatch(line::startsWith))
                .doesNotContain("\"", "'", "$", "\\", "*", "|");
        String[] sides = withoutJar(command).split(" < ", -1);
        byte[] input = sides.length == 1 ? new byte[0] : Files.readAllBytes(ROOT.resolve(sides[1]));
        Cli cli = Cli.run(sides[0].split(" ", -1), input, false);
        assertThat(cli.status()).isIn(0, 1);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).isNotEmpty();
    }

    @Test
    void a_jar_of_ours_is_run_in_no_other_form() throws IOException {
        for (Path page : pages()) {
            for (String line : Files.readAllLines(page)) {
                assertThat(withoutJar(line)).as("%s", page).doesNotContain(JAVA + "target", JAVA + "forwarded");
            }
        }
    }

    private static String withoutJar(String line) {
        String rest = line;
        for (String jar : JARS) {
            rest = rest.replace(jar, "");
        }
        return rest;
    }
}
