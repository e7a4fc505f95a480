package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the program prints, and its lines as a user would paste them. */
class DemoTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Demo demo;

    @BeforeEach
    void start() throws Exception {
        demo = new Demo(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        demo.stop();
    }

    @Test
    void both_sides_stand_beside_each_other() throws Exception {
        demo.run();
        String url = demo.url();
        String client = Loopback.client();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("getRequestURL\\(\\) +http://localhost:\\d+/before/cart +" + url + "/after/cart")
                .containsPattern("isSecure\\(\\) +false +true")
                .containsPattern("getRemoteAddr\\(\\) +127.0.0.1 +" + client)
                .containsPattern("Location +/after/cart +" + url + "/after/cart")
                .containsPattern("session cookie +without Secure +with Secure");
    }

    @Test
    void no_lie_is_believed() throws Exception {
        demo.run();
        String seen = "    " + demo.url() + "/after/cart from " + Loopback.client();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("past the proxy\n    " + demo.past() + "/after/cart from ");
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsSubsequence(
                        "  Forwarded: for=6.6.6.6;proto=http;host=evil.example",
                        seen,
                        "  X-Forwarded-Host: evil.example",
                        seen,
                        "  Host: evil.example",
                        "    400 Bad Request");
    }

    @Test
    void the_printed_lines_say_the_same() {
        assumeTrue("true".equals(System.getenv("CI")) || run("curl --version").startsWith("curl"), "curl is missing");
        List<String> answers = demo.lines().stream().map(DemoTest::run).toList();
        assertThat(answers.get(0)).contains("/before/cart", "isSecure()       false");
        assertThat(answers.get(1)).contains(demo.url() + "/after/cart", "isSecure()       true");
        assertThat(answers.get(2)).contains(" 302 ", "Location: " + demo.url() + "/after/cart");
        assertThat(answers.get(3)).isEqualTo(answers.get(1));
        assertThat(answers.get(4)).startsWith("400 Bad Request");
        assertThat(answers.get(5)).contains(demo.past() + "/after/cart", "isSecure()       false");
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
