package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Javadoc itself does not ask for: since when a type exists, and links into the pages that lead somewhere. */
final class JavadocTest {

    private static final Path MAIN = Path.of("src/main/java/dev/forwarded");
    private static final Pattern TYPE = Pattern.compile(
            "(?m)^(?: {4})?public (?:static |final |abstract |sealed )*(?:class|record|interface|enum|@interface) (\\w+)");
    private static final Pattern SINCE =
            Pattern.compile("\n +\\* @since \\d+\\.\\d+\\.\\d+\n +\\*/\n(?: *@[^\n]+\n)*$");

    /** Where the sources live, as the POM says; the pages stand below it. */
    private static final Pattern PAGE =
            Pattern.compile("href=\"https://forwarded\\.dev/forwarded-filter/([^\"#]+)(?:#([^\"]+))?\"");

    private static List<Path> exported() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("", "servlet", "spring")) {
            try (Stream<Path> found = Files.list(MAIN.resolve(folder))) {
                found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }

    @TestFactory
    Stream<DynamicTest> a_public_type_says_since_when_it_exists() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : exported()) {
            String source = Files.readString(file);
            TYPE.matcher(source)
                    .results()
                    .forEach(type -> tests.add(dynamicTest(
                            type.group(1),
                            () -> assertThat(source.substring(0, type.start())).containsPattern(SINCE))));
        }
        assertThat(tests).hasSizeGreaterThan(14);
        return tests.stream();
    }

    @Test
    void a_package_leads_to_the_pages() throws IOException {
        for (String folder : List.of("", "servlet", "spring")) {
            assertThat(Files.readString(MAIN.resolve(folder).resolve("package-info.java")))
                    .containsPattern(PAGE)
                    .contains("@since");
        }
    }

    @TestFactory
    Stream<DynamicTest> a_link_into_the_pages_leads_somewhere() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : exported()) {
            PAGE.matcher(Files.readString(file).replaceAll("\n +\\* ", " "))
                    .results()
                    .forEach(link -> tests.add(dynamicTest(
                            file.getFileName() + " " + link.group(1),
                            () -> assertThat(headings(Path.of(link.group(1))))
                                    .contains(link.group(2) == null ? "" : link.group(2)))));
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    /** The anchors of a page, and an empty one for the page itself. */
    private static List<String> headings(Path page) throws IOException {
        List<String> anchors = new ArrayList<>(List.of(""));
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("#")) {
                anchors.add(line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'));
            }
        }
        return anchors;
    }
}
