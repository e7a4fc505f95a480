package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
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

    private static final String ECHO = """
            Request Information:
            \treal path=/
            Request Headers:
            \thost=h
            \tx-forwarded-for=192.0.2.1

            """;

    private static final String LOG = """
            Before request [GET /, headers=[host:"h", x-forwarded-for:"192.0.2.1", "192.0.2.2"], payload=x]
            GET "/", parameters={}, headers={host:[h], x-forwarded-for:[192.0.2.1]} in DispatcherServlet
            """;

    private static final String HTTPBIN = """
            {"headers": {"Host": "h", "X-Forwarded-For": "192.0.2.1"}, "origin": "192.0.2.1", "url": "http://h/a?b"}
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
    @ValueSource(strings = {HEAD, CURL, JSON, HEADERS, ECHO, LOG, HTTPBIN})
    void a_spoilt_request(String request) {
        SplittableRandom random = new SplittableRandom(7239);
        String[] args = {"explain", "--diff", "trustedProxies=all"};
        for (int i = 0; i < 2_000; i++) {
            byte[] input = spoilt(request, random);
            if (i % 100 > 0) {
                assertReadOrRefused(input);
                continue;
            }
            Cli cli = Cli.run(args, input, false);
            assertThat(cli.status()).isBetween(0, 2);
            assertThat(cli.out().isEmpty()).isEqualTo(cli.status() == 2);
            assertThat(cli.err().isEmpty()).isEqualTo(cli.status() != 2);
            assertThat(cli.out() + cli.err()).doesNotContain("\u001b", "\u0000", "Exception", "Usage:");
        }
    }

    private static void assertReadOrRefused(byte[] input) {
        try {
            assertThat(RequestReader.read(input, "/")).isNotEmpty();
        } catch (CommandException refused) {
            assertThat(refused).hasMessageNotContaining("Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.yml " + YAML, "a.properties " + PROPERTIES, "web.xml " + XML})
    void a_spoilt_file_of_settings(String file) {
        int space = file.indexOf(' ');
        String name = file.substring(0, space);
        SplittableRandom random = new SplittableRandom(7239);
        for (int i = 0; i < 2_000; i++) {
            byte[] content = spoilt(file.substring(space + 1), random);
            try {
                SettingsFile.read(name, content)
                        .forEach((key, given) -> assertThat(given.place()).startsWith(name + ", line "));
            } catch (CommandException refused) {
                assertThat(refused.getMessage()).startsWith(name).doesNotContain("\u001b", "Exception");
            }
        }
    }

    /** Requests and settings of growing size; the bytes that are taken tell the work, whatever else the machine does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "head GET / HTTP/1.1\r\nX-Forwarded-For: |1,|\r\n\r\n",
                "head GET / HTTP/1.1\r\n|a: b\r\n|\r\n",
                "head GET / HTTP/1.1\r\nX-Forwarded-For: ::1\r\n|X-Forwarded-For: 127.0.0.1\r\n|\r\n",
                "head |\n|",
                "head |GET / HTTP/1.1\n\n|",
                "head |> a: b\n|> GET / HTTP/1.1\n",
                "head [|[\"a\",\"b\"],|[\"a\",\"b\"]]",
                "head |[|",
                "head |{\"headers\":|",
                "head {\"X-Forwarded-For\": [|\"127.0.0.1\",|\"::1\"]}",
                "head |{\"Host\":\"h\"}|",
                "head Request Headers:\n|a=b\n|",
                "head GET /, headers=[|a:\"b\", |c:\"d\"]",
                "head GET /, headers=[a:\"|\", |\"]",
                "head GET /, headers=[a:\"|\", aaaaaaaa|\"]",
                "head |GET /, headers=[]\n|",
                "a.yml forwarded:\n  allowed-hosts:\n|  - a\n|",
                "a.yml forwarded.allowed-hosts: [|a,|a]",
                "a.yml |[|",
                "a.yml forwarded: |[|",
                "a.yml |a: [{b: c}]\nd: &e f\n---\n|",
                "a.properties |forwarded.allowed-hosts[0]=a\n|",
                "a.properties forwarded.allowed-hosts=|a,\\\n|a\n",
                "a.env |FORWARDED_ALLOWEDHOSTS_0=a\n|",
                "a.xml <web-app><filter><filter-class>dev.forwarded.servlet.ForwardedFilter</filter-class><init-param>"
                        + "<param-name>allowedHosts</param-name><param-value>|aaaaaa <!---->|</param-value></init-param>"
                        + "</filter></web-app>",
                "a.xml |<a>|",
                "a.xml <web-app>|<filter></filter>|</web-app>"
            })
    void work_grows_as_the_input_does(String template, @TempDir Path folder) throws IOException {
        int space = template.indexOf(' ');
        String[] parts = template.substring(space + 1).split("\\|", -1);
        String name = template.substring(0, space);
        long small = 0;
        // Whole accounts of thousands of requests take long, though not more than their share.
        int large = name.equals("head") ? 60_000 : 480_000;
        for (int size : new int[] {large / 20, large / 2, large}) {
            String input = parts[0] + parts[1].repeat(size / parts[1].length()) + parts[2];
            long before = allocated();
            run(name, input, folder);
            long taken = allocated() - before;
            if (size == large) {
                assertThat(taken).isLessThan(3 * small + 1_000_000);
            }
            small = taken;
        }
    }

    private static void run(String name, String input, Path folder) throws IOException {
        boolean isHead = name.equals("head");
        Path file = isHead ? folder : Files.writeString(folder.resolve(name), input);
        String[] args = isHead
                ? new String[] {"explain", "--diff", "trustedProxies=all"}
                : new String[] {"check", "--settings", file.toString()};
        Cli cli = Cli.run(args, input.getBytes(StandardCharsets.UTF_8), false);
        assertThat(cli.status()).isBetween(0, 2);
        assertThat(cli.err()).doesNotContain("Exception", "Error", "Usage:");
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
