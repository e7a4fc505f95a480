package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is read, the answer is an account or a message, never an exception, and nothing a terminal could obey. */
final class HostileInputTest {

    private static final String HEAD = """
            POST /a?b HTTP/1.1\r
            Host: h\r
            X-Forwarded-For: 192.0.2.1\r
            Content-Length: 9\r
            \r
            {"a": 1}
            GET /b HTTP/1.0
             Folded: x

            """;

    private static final String CURL = """
            * a
            > GET / HTTP/2
            > Host: h
            > X-Forwarded-Proto: https
            >
            < HTTP/1.1 200
            """;

    private static final String HEADERS = """
            Host: h
            X-Forwarded-For: 192.0.2.1
            """;

    private static final String JSON = """
            [["Host", "h"], {"name": ":path", "value": "/"}, ["X-Forwarded-Port", 443], {"name": "\\u0041"}]
            """;

    private static final String YAML = """
            a: {}
            forwarded:
              fields: [for, 'proto']
              hops: 1 # one
              trusted-proxies:
                - "::1"
            forwarded.mode: report
            """;

    private static final String PROPERTIES = """
            # a
            forwarded.hops = 1\\
            2
            forwarded.fields[0]=\\u0066or
            """;

    private static final String XML = """
            <web-app><filter><filter-class>dev.forwarded.servlet.ForwardedFilter</filter-class>
            <init-param><param-name>hops</param-name><param-value>1</param-value></init-param></filter></web-app>
            """;

    private static final String SPOIL = "\"\\,;=:[]{}._ \t\r\n%@/?#-'>*&<!01aFGET\u0000\u001b\u007f\u00e9\u0661";

    private static byte[] spoilt(String text, SplittableRandom random) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(spoilt.length());
            switch (random.nextInt(4)) {
                case 0 -> spoilt.deleteCharAt(at);
                case 1 -> spoilt.insert(at, spoilt.substring(random.nextInt(at + 1), at));
                default -> spoilt.setCharAt(at, SPOIL.charAt(random.nextInt(SPOIL.length())));
            }
        }
        return spoilt.toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {HEAD, CURL, JSON, HEADERS})
    void a_spoilt_request(String request) {
        SplittableRandom random = new SplittableRandom(7239);
        String[] args = {"explain", "--diff", "trustedProxies=all"};
        for (int i = 0; i < 5_000; i++) {
            Cli cli = Cli.run(args, spoilt(request, random), false);
            assertThat(cli.status()).isBetween(0, 2);
            assertThat(cli.out().isEmpty()).isEqualTo(cli.status() == 2);
            assertThat(cli.err().isEmpty()).isEqualTo(cli.status() != 2);
            assertThat(cli.out() + cli.err()).doesNotContain("\u001b", "\u0000", "Exception", "usage:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.yml " + YAML, "a.properties " + PROPERTIES, "web.xml " + XML})
    void a_spoilt_file_of_settings(String file) {
        int space = file.indexOf(' ');
        String name = file.substring(0, space);
        SplittableRandom random = new SplittableRandom(7239);
        for (int i = 0; i < 5_000; i++) {
            byte[] content = spoilt(file.substring(space + 1), random);
            try {
                SettingsFile.read(name, content)
                        .forEach((key, given) -> assertThat(given.place()).startsWith(name + ", line "));
            } catch (CommandException refused) {
                assertThat(refused.getMessage()).startsWith(name).doesNotContain("\u001b", "Exception");
            }
        }
    }

    @Test
    void the_largest_inputs_take_no_time() {
        String list = "X-Forwarded-For: " + "1,".repeat(500_000) + "\r\n";
        for (String input : new String[] {
            "GET / HTTP/1.1\r\n" + list,
            "GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(170_000),
            "\n".repeat(1_000_000),
            "GET / HTTP/1.1\n\n".repeat(5_000),
            "[" + "[\"a\",\"b\"],".repeat(100_000) + "[]]",
            "[".repeat(1_000_000)
        }) {
            byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
            assertThatCode(() -> Cli.run(new String[] {"explain"}, bytes, false))
                    .doesNotThrowAnyException();
        }
    }
}
