package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/security.md says of tests and of reflection is so. */
final class SecurityPageTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT))\\.(\\w+)`");

    private static final Pattern LOOKED_UP = Pattern.compile("(?:forName|getMethod)\\(\"([^\"]+)\"");

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/security.md"));
    }

    private static List<String> attacks() throws IOException {
        List<String> rows = page().lines().filter(line -> line.startsWith("| ")).toList();
        return rows.subList(1, rows.size());
    }

    private static List<String> named() throws IOException {
        List<String> named = new ArrayList<>();
        for (Matcher test = NAMED.matcher(page()); test.find(); ) {
            named.add(test.group(1) + "." + test.group(2));
        }
        return named;
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void every_attack_names_a_rule_and_a_test(String row) {
        String[] cells = row.substring(2).split(" \\| ?");
        assertThat(cells).hasSize(3).doesNotContain("");
        assertThat(cells[2]).containsPattern(NAMED);
    }

    @ParameterizedTest
    @MethodSource("named")
    void every_test_that_the_page_names_exists(String test) throws IOException {
        String file = test.substring(0, test.indexOf('.')) + ".java";
        String method = test.substring(test.indexOf('.') + 1);
        Path found = Stream.of("src/test/java", "src/it/harness/src/main/java")
                .flatMap(folder -> files(Path.of(folder)).stream())
                .filter(path -> path.getFileName().toString().equals(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No test class has the file " + file));
        assertThat(Files.readString(found)).containsPattern("(void|ArchRule|>) " + method + "\\b");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_is_looked_up_by_name_is_known_to_native_images_and_named_on_the_page() throws IOException {
        Set<String> lookedUp = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                for (Matcher name = LOOKED_UP.matcher(Files.readString(file)); name.find(); ) {
                    lookedUp.add(name.group(1));
                }
            }
        }
        Set<String> known = new TreeSet<>();
        String path = "META-INF/native-image/dev.forwarded/forwarded-filter/reachability-metadata.json";
        JsonNode metadata =
                new ObjectMapper().readTree(Path.of("src/main/resources", path).toFile());
        metadata.get("reflection").forEach(entry -> {
            known.add(entry.get("type").asText());
            entry.path("methods").forEach(method -> known.add(method.get("name").asText()));
        });
        assertThat(lookedUp).hasSizeGreaterThan(5);
        assertThat(known).containsAll(lookedUp);
        assertThat(page()).contains(path);
        assertThat(lookedUp)
                .filteredOn(name -> name.contains("."))
                .allSatisfy(name -> assertThat(page()).contains("`" + name + "`"));
    }
}
