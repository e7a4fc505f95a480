package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.forwarded.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which people have requests at hand. */
final class RequestReaderTest {

    private static List<Recorded> read(String input) {
        return RequestReader.read(input.getBytes(StandardCharsets.UTF_8), "/t?q=1");
    }

    private static RequestHead one(String input) {
        List<Recorded> requests = read(input);
        assertThat(requests).hasSize(1);
        return requests.get(0).head();
    }

    private static String asked(RequestHead head) {
        return head.rawPath() + " " + head.protocol() + " " + head.header("Host") + " "
                + Collections.list(head.headers("X-Forwarded-For"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 192.0.2.2\r\n\r\n",
                "GET /a HTTP/1.1\nHost: h\nX-Forwarded-For: 192.0.2.1\nX-Forwarded-For: 192.0.2.2",
                "\r\n\r\nPOST /a HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.1\r\nx-forwarded-for:192.0.2.2\r\n\r\nbody\r\n",
                "\u00ef\u00bb\u00bfGET /a HTTP/1.1\nHost: h\nX-Forwarded-For:\n  192.0.2.1\nX-Forwarded-For: 192.0.2.2\n",
                "M-SEARCH /a HTTP/1.1\nHost: h\nX-Forwarded-For: 192.0.2.1\nX-Forwarded-For: 192.0.2.2\n"
            })
    void a_raw_head(String input) {
        byte[] bytes = input.getBytes(StandardCharsets.ISO_8859_1);
        RequestHead head = RequestReader.read(bytes, "/").get(0).head();
        assertThat(asked(head)).isEqualTo("/a HTTP/1.1 h [192.0.2.1, 192.0.2.2]");
    }

    @Test
    void the_output_of_curl() {
        List<Recorded> requests = read("""
                *   Trying 127.0.0.1:8080...
                * Connected to localhost (127.0.0.1) port 8080 (#0)
                > POST /a HTTP/1.1
                > Host: h
                > X-Forwarded-For: 192.0.2.1
                > Content-Length: 400
                >\s
                } [5 bytes data]
                < HTTP/1.1 302 Found
                < Location: http://h/b
                < X-Forwarded-For: never
                <\s
                * Issue another request to this URL: 'http://h/b'
                > GET /b HTTP/1.1
                > Host: h
                >
                < HTTP/1.1 200 OK
                """);
        assertThat(requests)
                .extracting(Recorded::line, Recorded::at)
                .containsExactly(tuple("POST /a HTTP/1.1", 3), tuple("GET /b HTTP/1.1", 14));
        assertThat(asked(requests.get(0).head())).isEqualTo("/a HTTP/1.1 h [192.0.2.1]");
        assertThat(asked(requests.get(1).head())).isEqualTo("/b HTTP/1.1 h []");
    }

    @Test
    void curl_says_http_2_without_a_minor_version() {
        assertThat(one("> GET /a HTTP/2\n> Host: h\n>\n").protocol()).isEqualTo("HTTP/2");
    }

    @Test
    void a_followed_stream_of_tshark() {
        List<Recorded> requests = read("""

                ===================================================================
                Follow: tcp,ascii
                Filter: tcp.stream eq 0
                Node 0: 10.0.0.7:40112
                Node 1: 10.0.0.9:8080
                104
                POST /a HTTP/1.1
                Host: h
                X-Forwarded-For: 192.0.2.1
                Content-Length: 23

                GET /inner HTTP/1.1
                {}

                \t38
                HTTP/1.1 200 OK
                Content-Length: 0

                30
                GET /b HTTP/1.1
                Host: h

                ===================================================================
                """);
        assertThat(requests).extracting(Recorded::line).containsExactly("POST /a HTTP/1.1", "GET /b HTTP/1.1");
        assertThat(requests).extracting(Recorded::at).containsExactly(8, 21);
    }

    @Test
    void a_response_may_follow_a_body_in_the_same_line() {
        String stream = """
                POST /a HTTP/1.1
                Host: h
                Content-Length: 3

                a=1HTTP/1.1 200 OK
                Content-Length: 0

                GET /b HTTP/1.1
                Host: h

                """;
        List<Recorded> requests = read(stream.replace("\n", "\r\n"));
        assertThat(requests).extracting(Recorded::line).containsExactly("POST /a HTTP/1.1", "GET /b HTTP/1.1");
        assertThat(requests).extracting(Recorded::at).containsExactly(1, 8);
    }

    @Test
    void packets_of_tcpdump() {
        RequestHead head = one("""
                12:00:00.000000 IP 10.0.0.7.40112 > 10.0.0.9.8080: Flags [P.], length 60: HTTP: GET /a HTTP/1.1
                E..p..@.@.y.
                .......P.. xGET /a HTTP/1.1
                Host: h
                X-Forwarded-For: 192.0.2.1

                """);
        assertThat(asked(head)).isEqualTo("/a HTTP/1.1 h [192.0.2.1]");
    }

    @Test
    void header_lines_alone() {
        Recorded recorded = read("\nHost: h\nX-Forwarded-For: 192.0.2.1\n\nanything: else\n")
                .get(0);
        assertThat(recorded.line()).isEqualTo("headers alone");
        assertThat(asked(recorded.head())).isEqualTo("/t HTTP/1.1 h [192.0.2.1]");
        assertThat(recorded.head().rawQuery()).isEqualTo("q=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"Host\", \"h\"], [\"X-Forwarded-For\", \"192.0.2.1\"], [\"X-Forwarded-For\", \"192.0.2.2\"]]",
                " [{\"name\": \"Host\", \"value\": \"h\"}, {\"name\": \"X-Forwarded-For\", \"value\": \"192.0.2.1\"},"
                        + "{\"value\": \"192.0.2.2\", \"name\": \"x-forwarded-for\", \"comment\": null}]",
                "{\"Host\": \"h\", \"X-Forwarded-For\": [\"192.0.2.1\", \"192.0.2.2\"]}\n",
                "\ufeff{\"X-Forwarded-For\": \"192.0.2.1\", \"x-forwarded-for\": \"192.0.2.2\", \"Host\": [\"h\"]}",
                "[[\":authority\", \"h\"], [\":path\", \"/t\"], [\":method\", \"GET\"],"
                        + " [\"X-Forwarded-For\", \"192.0.2.1\"], [\"X-Forwarded-For\", \"192.0.2.2\"]]"
            })
    void headers_as_json(String input) {
        assertThat(asked(one(input))).isEqualTo("/t HTTP/1.1 h [192.0.2.1, 192.0.2.2]");
    }

    @Test
    void a_number_is_a_value_and_host_wins_over_authority() {
        RequestHead head = one("{\"X-Forwarded-Port\": 8443, \"Host\": \"h\", \":authority\": \"other\"}");
        assertThat(head.header("X-Forwarded-Port")).isEqualTo("8443");
        assertThat(head.header("Host")).isEqualTo("h");
    }

    @Test
    void no_headers_at_all_are_a_request_too() {
        assertThat(asked(one("[]"))).isEqualTo("/t HTTP/1.1 null []");
        assertThat(asked(one("{}"))).isEqualTo("/t HTTP/1.1 null []");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                              | standard input is empty: expected a request head
                    ' '                             | standard input is empty
                    hello                           | line 1: expected a request head ("GET /path HTTP/1.1" and header lines), the output
                    HTTP/1.1 200 OK                 | line 1: expected a request head
                    Host: h~a b: c                  | line 2: expected a request head
                    GET /a~Host: h                  | line 1: expected a request head
                    GET / HTTP/1.1~Host h           | line 2: expected "Name: value" but was "Host h"
                    GET / HTTP/1.1~ Host            | line 2: expected "Name: value" but was " Host"
                    GET / HTTP/1.1~: h              | line 2: expected "Name: value" but was ": h"
                    [["Host"]]                      | JSON: expected [["Name", "value"], …]
                    [1]                             | JSON: expected [["Name", "value"], …]
                    [{"name": "a"}]                 | JSON: expected [["Name", "value"], …], [{"name": "Name", "value": "value"}, …], {"Name": "value", …} or {"Name": ["value", …], …}, but the value of "a" is no text
                    {"a": null}                     | JSON: expected
                    {"a": {"b": 1}}                 | JSON: expected
                    [["a b", "c"]]                  | JSON: "a b" is no header name
                    {"": "c"}                       | JSON: "" is no header name
                    {"a": "b\\r\\nc: d"}            | JSON: the value of "a" has a line break, which no header can have
                    {":path": "/\\n"}               | JSON: the value of ":path" has a line break
                    {"a": "b"                       | JSON, line 1, column 10: expected ',' or '}' but was the end
                    """)
    void anything_else_is_refused_with_its_place(String input, String why) {
        assertThatThrownBy(() -> read(input.replace('~', '\n')))
                .isInstanceOf(CommandException.class)
                .message()
                .startsWith(why);
    }
}
