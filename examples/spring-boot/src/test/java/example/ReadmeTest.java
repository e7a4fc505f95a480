package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Runs the curl lines of the README against the started application. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReadmeTest {

    private static final Pattern LINE_AND_ANSWER =
            Pattern.compile("```console\n(curl [^\n]*)\n```\n\n```text\n(.*?)```", Pattern.DOTALL);

    @LocalServerPort
    private int port;

    @Test
    void every_curl_line_of_the_readme_gets_the_answer_below_it() throws IOException {
        assumeTrue("true".equals(System.getenv("CI")) || run("curl --version").startsWith("curl"), "curl is missing");
        Matcher matcher = LINE_AND_ANSWER.matcher(Files.readString(Path.of("README.md")));
        int lines = 0;
        for (; matcher.find(); lines++) {
            String line = matcher.group(1).replace(":8080", ":" + port);
            assertThat(run(line).replace(":" + port, ":8080").replace("\r", ""))
                    .as(line)
                    .isEqualTo(matcher.group(2));
        }
        assertThat(lines).isEqualTo(3);
    }

    private static String run(String line) throws IOException {
        Process process =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
