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

    @ParameterizedTest
    @ValueSource(strings = {"GET /a HTTP/1.0", "GET /a HTTP/1.0\n", "GET /a HTTP/1.0\r\n\r\n"})
    void a_head_may_have_no_headers(String input) {
        assertThat(asked(one(input))).isEqualTo("/a HTTP/1.0 null []");
    }

    @Test
    void the_output_of_curl() {
        List<Recorded> requests = read("""
                *   Trying 127.0.0.1:8080...
                * Connected to localhost (127.0.0.1) port 8080 (#0)
                > POST /a HTTP/1.1
                > Host: h
                > X-Forwarded-For: 192.0.2.1
                > Content-Length: 40
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
        Recorded recorded = read("\nHost: h\nX-Forwarded-For: 192.0.2.1\n\n").get(0);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                // httpbin /get and /headers, an echo server for Kubernetes, two more, whoami, and the Gateway API's
                """
                {"args": {"q": "1"}, "headers": {"Host": "h", "X-Forwarded-For": "192.0.2.1"}, "origin": "192.0.2.1",
                 "url": "https://h/t?q=1"}
                """,
                """
                {
                  "headers": {
                    "Host": "h",
                    "X-Forwarded-For": "192.0.2.1"
                  }
                }
                """,
                """
                {"host": {"hostname": "h", "ip": "::ffff:10.1.2.3", "ips": []},
                 "http": {"method": "GET", "baseUrl": "", "originalUrl": "/t?q=1", "protocol": "http"},
                 "request": {"params": {"0": "/t"}, "query": {"q": "1"}, "cookies": {}, "body": {},
                   "headers": {"host": "h", "x-forwarded-for": "192.0.2.1"}},
                 "environment": {"PATH": "/bin"}}
                """,
                """
                {"path": "/t?q=1", "headers": {"host": "h", "x-forwarded-for": "192.0.2.1"}, "method": "GET",
                 "ip": "10.1.2.3", "protocol": "https", "os": {"hostname": "a"}, "connection": {}}
                """,
                """
                {"hostname": "a", "ip": ["127.0.0.1"], "headers": {"X-Forwarded-For": ["192.0.2.1"]}, "url": "/t?q=1",
                 "host": "h", "method": "GET", "remoteAddr": "10.1.2.3:40112"}
                """,
                """
                {"level": "info", "request": {"remote_ip": "10.1.2.3", "method": "GET", "host": "h", "uri": "/t?q=1",
                 "headers": {"X-Forwarded-For": ["192.0.2.1"]}}, "status": 200}
                """,
                """
                {"log": {"entries": [{"request": {"method": "GET", "url": "http://h/t?q=1", "headers": [
                  {"name": "Host", "value": "h"}, {"name": "X-Forwarded-For", "value": "192.0.2.1"}]}}]}}
                """
            })
    void json_answers_of_echo_servers(String input) {
        assertThat(asked(one(input))).isEqualTo("/t HTTP/1.1 h [192.0.2.1]");
        assertThat(one(input).rawQuery()).isEqualTo("q=1");
    }

    @Test
    void every_json_value_is_a_request() {
        assertThat(read("{\"Host\": \"a\"}\n\n{\"headers\": {\"Host\": \"b\"}}\n"))
                .extracting(request -> request.head().header("Host"))
                .containsExactly("a", "b");
    }

    @Test
    void the_answer_of_an_echo_server_for_kubernetes() {
        String answer = """


                Hostname: echo-7fd7648898-6hh48

                Pod Information:
                \t-no pod information available-

                Request Information:
                \tclient_address=10.244.0.7
                \tmethod=GET
                \treal path=/t?q=1
                \tquery=q=1
                \trequest_version=1.1
                \trequest_uri=http://h:8080/t?q=1

                Request Headers:
                \taccept=*/*\s\s
                \thost=h\s\s
                \tx-forwarded-for=192.0.2.1
                \tforwarded=for=192.0.2.1;proto=https

                Request Body:
                \t-no body in request-
                """;
        assertThat(asked(one(answer))).isEqualTo("/t HTTP/1.1 h [192.0.2.1]");
        assertThat(one(answer).rawQuery()).isEqualTo("q=1");
        assertThat(one(answer).header("Forwarded")).isEqualTo("for=192.0.2.1;proto=https");
        assertThat(read(answer + answer)).extracting(Recorded::at).containsExactly(16, 39);
        String older = "CLIENT VALUES:\nclient_address=10.2.3.0\nreal path=/t\nquery=nil\n\nHEADERS RECEIVED:\nhost=h\n"
                + "x-forwarded-for=192.0.2.1\nBODY:\n-no body in request-\n";
        assertThat(asked(one(older))).isEqualTo("/t HTTP/1.1 h [192.0.2.1]");
    }

    @Test
    void an_empty_line_behind_the_request_line_is_an_echo_servers() {
        String answer = "Request served by a1b2\n\nGET /a HTTP/1.1\n\nHost: h\nX-Forwarded-For: 192.0.2.1\n\nbody\n";
        assertThat(asked(one(answer))).isEqualTo("/a HTTP/1.1 h [192.0.2.1]");
        assertThat(read(answer + "\n" + answer)).extracting(Recorded::at).containsExactly(3, 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Before request [GET /t?q=1, client=10.1.2.3, headers=[host:\"h\", x-forwarded-for:\"192.0.2.1\","
                        + " forwarded:\"for=\"[::1]\", for=\"b\"\"]]",
                "2026-01-01 12:00:00 DEBUG o.s.w.f.CommonsRequestLoggingFilter : Before request [GET /t?q=1,"
                        + " client=10.1.2.3, session=1, headers=[forwarded:\"for=\"[::1]\", for=\"b\"\", host:\"h\","
                        + " x-forwarded-for:\"192.0.2.1\"], payload={}]",
                "Before request [uri=/t?q=1;client=10.1.2.3;headers=[host:\"h\", x-forwarded-for:\"192.0.2.1\","
                        + " forwarded:\"for=\"[::1]\", for=\"b\"\"]]",
                "12:00 TRACE o.s.w.s.DispatcherServlet : GET \"/t?q=1\", parameters={}, headers={host:[h],"
                        + " x-forwarded-for:[192.0.2.1], forwarded:[for=\"[::1]\", for=\"b\"]} in DispatcherServlet 'd'",
            })
    void springs_log_of_a_request(String line) {
        RequestHead head = one("12:00 INFO started\n" + line + "\n");
        assertThat(asked(head)).isEqualTo("/t HTTP/1.1 h [192.0.2.1]");
        assertThat(head.rawQuery()).isEqualTo("q=1");
        assertThat(head.header("Forwarded")).isEqualTo("for=\"[::1]\", for=\"b\"");
    }

    @Test
    void springs_log_has_several_values_of_a_header_and_several_requests() {
        String line = "POST /a, headers=[x-forwarded-for:\"192.0.2.1\", \"192.0.2.2\", host:\"h\"]\n";
        assertThat(read(line + "other\n" + line))
                .extracting(request -> asked(request.head()) + " " + request.at())
                .containsExactly("/a HTTP/1.1 h [192.0.2.1, 192.0.2.2] 1", "/a HTTP/1.1 h [192.0.2.1, 192.0.2.2] 3");
        assertThat(asked(one("GET /a, headers=[]"))).isEqualTo("/a HTTP/1.1 null []");
    }

    @Test
    void no_headers_at_all_are_a_request_too() {
        assertThat(asked(one("[]"))).isEqualTo("/t HTTP/1.1 null []");
        assertThat(asked(one("{}"))).isEqualTo("/t HTTP/1.1 null []");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                              | standard input is empty: expected a request head
                    ` `                             | standard input is empty
                    hello                           | line 1: expected a request head ("GET /path HTTP/1.1" and header lines), the output
                    HTTP/1.1 200 OK                 | line 1: expected a request head
                    Host: h~a b: c                  | line 2: expected a request head
                    GET /a~Host: h                  | line 1: expected a request head
                    GET / HTTP/1.1~Host h           | line 2: expected "Name: value" but was "Host h"
                    GET / HTTP/1.1~ Host            | line 2: expected "Name: value" but was " Host"
                    GET / HTTP/1.1~: h              | line 2: expected "Name: value" but was ": h"
                    Host: h~~more: lines            | line 3: expected a request head
                    Host: h\\r\\nX-Forwarded-For: 1   | line 1: expected a request head ("GET /path HTTP/1.1" and header lines), the output of curl -v, a followed TCP stream, the answer of an echo server, Spring's log of a request, or JSON, but was "Host: h\\r\\nX-Forwarded-For: 1"; line breaks are written out there: print it by printf '%b'
                    GET / HTTP/1.1\\r\\nHost: h\\r\\n   | line 1: expected a request head
                    GET / HTTP/1.1~Host: h\\r\\nA: b  | line 2: expected "Name: value" but was "Host: h\\r\\nA: b"; line breaks are written out there
                    GET / HTTP/1.1~Host: h~~A: b     | line 4: a header line behind the empty line that ends the head: "A: b"
                    GET / HTTP/1.1~Host: h~~~A: b    | line 5: a header line behind the empty line that ends the head: "A: b"
                    GET / HTTP/1.1~~Host: h~~A: b    | line 5: a header line behind the empty line that ends the head: "A: b"
                    Request Headers:~ accept         | line 2: expected name=value but was "accept"
                    Request Headers:~ a b=c          | line 2: "a b" is no header name
                    GET /, headers=[host:"h"         | line 1, column 22: expected headers=[name:"value", …] but was ""h""
                    GET /, headers=[host]            | line 1, column
                    GET /, headers=[host:h]          | line 1, column 22: expected headers=[name:"value", …] but was "h]"
                    [["Host"]]                      | line 1: expected [["Name", "value"], …]
                    [1]                             | line 1: expected [["Name", "value"], …]
                    "a"                             | line 1: expected a request head
                    {"headers": "a"}~1              | line 2: expected
                    [{"name": "a"}]                 | line 1: expected [["Name", "value"], …], [{"name": "Name", "value": "value"}, …], {"Name": "value", …}, {"Name": ["value", …], …} or {"headers": one of these}, but the value of "a" is no text
                    {"log": {"entries": []}}        | JSON: there is no request in it
                    {"a": null}                     | line 1: expected
                    {"a": {"b": 1}}                 | line 1: expected
                    {"headers": {"a": {"b": 1}}}    | line 1: expected
                    {"headers": [1]}                | line 1: expected
                    {"status": 404, "error": {}}    | line 1: expected
                    [["a b", "c"]]                  | line 1: "a b" is no header name
                    {"": "c"}                       | line 1: "" is no header name
                    {"a": "b\\r\\nc: d"}            | line 1: the value of "a" has a line break, which no header can have
                    {":path": "/\\n"}               | line 1: the request target has a line break
                    {"a": "b"                       | JSON, line 1, column 10: Unexpected end-of-input
                    {"a": "b",~"a": "c"}            | JSON, line 2, column 4: Duplicate field 'a'
                    {"a": "b"} x                    | JSON, line 1, column
                    """)
    void anything_else_is_refused_with_its_place(String input, String why) {
        assertThatThrownBy(() -> read(input.replace('~', '\n')))
                .isInstanceOf(CommandException.class)
                .message()
                .startsWith(why);
    }
}
