package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Holds {@code docs/design.md} and its picture to the code. */
class DesignTest {

    private static final Path PAGE = Path.of("docs/design.md").toAbsolutePath();
    private static final Path PICTURE = Path.of("docs/img/design.svg").toAbsolutePath();
    private static final Path SOURCES = Path.of("src").toAbsolutePath();
    private static final Path MAIN = SOURCES.resolve("main/java");
    private static final Pattern STOP = Pattern.compile("(?m)^\\d+\\. `([A-Z]\\w+\\.\\w+)`");
    private static final Pattern CLASS_OR_METHOD = Pattern.compile("`([A-Z][a-z]\\w+(?:\\.[a-z]\\w+)?)`");

    private static final int MAX_STOPS = 10;

    @Test
    void the_way_of_a_header_value_has_at_most_ten_stops() throws IOException {
        assertThat(stops()).hasSizeBetween(2, MAX_STOPS).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("stops")
    void every_stop_is_a_method_of_a_class_of_that_name(String stop) throws IOException {
        String[] names = stop.split("\\.");
        assertThat(methods(names[0])).contains(names[1]);
    }

    static List<String> stops() throws IOException {
        return names(STOP).toList();
    }

    @ParameterizedTest
    @MethodSource("named")
    void every_class_and_method_that_the_page_names_exists(String named) throws IOException {
        String[] names = named.split("\\.");
        if (names.length == 1) {
            assertThat(source(names[0])).exists();
        } else {
            assertThat(methods(names[0])).contains(names[1]);
        }
    }

    static List<String> named() throws IOException {
        return names(CLASS_OR_METHOD).distinct().toList();
    }

    @Test
    void the_picture_shows_the_stops_of_the_list_in_their_order() throws Exception {
        NodeList texts = picture().getElementsByTagName("text");
        assertThat(IntStream.range(0, texts.getLength())
                        .mapToObj(index -> (Element) texts.item(index))
                        .filter(text -> text.getAttribute("class").equals("stop"))
                        .map(Element::getTextContent))
                .containsExactlyElementsOf(stops());
    }

    @Test
    void the_picture_is_well_formed_says_what_it_shows_and_needs_nothing_else() throws Exception {
        Element svg = picture();
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(Files.readString(PICTURE))
                .contains("prefers-color-scheme: dark")
                .doesNotContain("href", "url(", "@import", "@font-face");
    }

    private static Element picture() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(PICTURE.toFile())
                .getDocumentElement();
    }

    private static Stream<String> names(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PAGE)).results().map((MatchResult found) -> found.group(1));
    }

    private static List<String> methods(String type) throws IOException {
        String name = MAIN.relativize(source(type)).toString().replace(".java", "");
        try {
            Class<?> found = Class.forName(name.replace('/', '.').replace('\\', '.'));
            return Stream.of(found.getDeclaredMethods()).map(Method::getName).toList();
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static Path source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No class is called " + type));
        }
    }
}
