package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the lines that the application prints, as a user would paste them. */
class ApplicationTest {

    @Test
    void every_printed_line_shows_what_is_said_above_it() throws Exception {
        assumeTrue("true".equals(System.getenv("CI")) || run("curl --version").startsWith("curl"), "curl is missing");
        Application application = Application.start();
        try {
            List<String> lines = application.lines();
            List<String> answers = lines.stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(ApplicationTest::run)
                    .toList();

            String url = lines.get(1).split(" ")[2];
            String after = url.replace("before", "after");
            String original = cart("https://shop.example.com/after/cart", true, "203.0.113.7");
            assertThat(answers).hasSize(7);
            assertThat(answers.get(0)).isEqualTo(cart(url, false, "127.0.0.1"));
            assertThat(answers.get(1)).isEqualTo(original);
            assertThat(answers.get(2)).contains(" 302 ").contains("\nLocation: /after/cart\r\n");
            assertThat(answers.get(3))
                    .contains(" 302 ")
                    .contains("\nLocation: https://shop.example.com/after/cart\r\n");
            assertThat(answers.get(4)).isEqualTo(cart(after, false, "127.0.0.2"));
            assertThat(answers.get(5)).isEqualTo(original);
            assertThat(answers.get(6)).startsWith("400 Bad Request").endsWith("status 400\n");
        } finally {
            application.stop();
        }
    }

    private static String cart(String url, boolean secure, String address) {
        return "getRequestURL()  " + url + "\nisSecure()       " + secure + "\ngetRemoteAddr()  " + address + "\n";
    }

    private static String run(String line) {
        try {
            Process process = new ProcessBuilder("sh", "-c", line)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }
}
