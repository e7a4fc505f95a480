package dev.forwarded.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.forwarded.servlet.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A command of a page that asks the application as the proxy does, and a line of the answer that the page shows.
 *
 * @param command what follows the name of the program
 * @param shown a part of a line of the answer
 */
record CurlLine(String command, String shown) {

    private static final Pattern ON_PAGE = Pattern.compile("```console\n\\$ curl (-si [^\n]*)\n([^\n]*)\n```");
    private static final Pattern URL = Pattern.compile("-si (?:-X ([A-Z]+) )?http://127\\.0\\.0\\.1:8080(/\\S*)");
    private static final Pattern HEADER = Pattern.compile(" -H '([^']*)'");

    /** One test for each command of a page. */
    static Stream<DynamicTest> tests(String page, SpringShop shop) {
        List<CurlLine> lines = of(page);
        assertThat(lines).isNotEmpty();
        return lines.stream()
                .map(line -> dynamicTest(
                        line.command,
                        () -> assertThat(text(shop.ask(line.head()))).contains(line.shown)));
    }

    private static List<CurlLine> of(String page) {
        try {
            return ON_PAGE.matcher(Files.readString(Path.of("docs/stories", page + ".md")))
                    .results()
                    .map(match -> new CurlLine(match.group(1), match.group(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the program sends. */
    private String head() {
        Matcher url = URL.matcher(command);
        if (!url.lookingAt()) {
            throw new IllegalStateException("expected a URL of http://127.0.0.1:8080 but was " + command);
        }
        String method = url.group(1) == null ? "GET" : url.group(1);
        StringBuilder head = new StringBuilder(method + " " + url.group(2) + " HTTP/1.1");
        HEADER.matcher(command).results().forEach(header -> head.append('\n').append(header.group(1)));
        return method.equals("POST") ? head + "\nContent-Length: 0" : head.toString();
    }

    private static String text(Answer answer) {
        return String.join("\n", answer.headers()) + "\n\n" + answer.body();
    }
}
