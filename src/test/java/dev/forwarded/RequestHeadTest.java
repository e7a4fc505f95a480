package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A received request made from text. */
final class RequestHeadTest {

    @Test
    void lines_end_with_crlf_or_lf() {
        RequestHead head = RequestHead.parse("GET /a?b HTTP/1.1\r\nHost: a.example\nX: 1\r\n\r\nX: body");
        assertThat(head.protocol()).isEqualTo("HTTP/1.1");
        assertThat(head.rawPath()).isEqualTo("/a");
        assertThat(head.rawQuery()).isEqualTo("b");
        assertThat(Collections.list(head.headers("x"))).containsExactly("1");
    }

    @Test
    void the_text_may_end_without_an_empty_line() {
        assertThat(RequestHead.parse("GET / HTTP/1.1\nHost: a.example").header("host"))
                .isEqualTo("a.example");
    }

    @Test
    void headers_keep_their_order_and_any_case_finds_them() {
        RequestHead head = RequestHead.parse("GET / HTTP/1.1\nX-a: 1\nx-B: 2\nX-A:\t3 \nx-a:\n");
        assertThat(Collections.list(head.headers("X-A"))).containsExactly("1", "3", "");
        assertThat(head.header("x-A")).isEqualTo("1");
        assertThat(head.header("X-C")).isNull();
        assertThat(Collections.list(head.headers("X-C"))).isEmpty();
    }

    @Test
    void a_name_is_taken_as_it_stands_before_the_colon() {
        RequestHead head = RequestHead.parse("GET / HTTP/1.1\nX-A : 1\nX_B: a:b\n");
        assertThat(head.header("X-A")).isNull();
        assertThat(head.header("X-A ")).isEqualTo("1");
        assertThat(head.header("X-B")).isNull();
        assertThat(head.header("X_B")).isEqualTo("a:b");
    }

    @Test
    void until_said_otherwise_it_is_from_loopback_over_http() {
        RequestHead head = RequestHead.parse("GET / HTTP/1.0\n");
        assertThat(head.scheme()).isEqualTo("http");
        assertThat(head.serverName()).isEqualTo("localhost");
        assertThat(head.serverPort()).isEqualTo(80);
        assertThat(head.peerAddress()).isEqualTo("127.0.0.1");
        assertThat(head.peerPort()).isZero();
        assertThat(head.localAddress()).isNull();
        assertThat(head.contextPath()).isEmpty();
        assertThat(head.isRewritten()).isFalse();
    }

    @Test
    void each_copy_changes_one_thing() {
        RequestHead head = RequestHead.parse("GET / HTTP/1.0\n")
                .peer("10.0.0.1", 4711)
                .scheme("https")
                .server("intra", 8443)
                .localAddress("10.0.0.2")
                .contextPath("/app");
        assertThat(head.peerAddress()).isEqualTo("10.0.0.1");
        assertThat(head.peerPort()).isEqualTo(4711);
        assertThat(head.scheme()).isEqualTo("https");
        assertThat(head.serverName()).isEqualTo("intra");
        assertThat(head.serverPort()).isEqualTo(8443);
        assertThat(head.localAddress()).isEqualTo("10.0.0.2");
        assertThat(head.contextPath()).isEqualTo("/app");
    }

    @ParameterizedTest(name = "{0} with Host {1} over {2}: {3}:{4} {5} {6}")
    @CsvSource(
            nullValues = "null",
            value = {
                "/a, shop.example.com, http, shop.example.com, 80, /a, null",
                "/a?, shop.example.com, https, shop.example.com, 443, /a, ''",
                "/a?b?c, shop.example.com:8443, https, shop.example.com, 8443, /a, b?c",
                "/, [::1]:8080, http, [::1], 8080, /, null",
                "/, a b, http, localhost, 80, /, null",
                "http://other.example/x?y, shop.example.com, http, other.example, 80, /x, y",
                "http://other.example:99/x, shop.example.com, http, other.example, 99, /x, null",
                "http://other.example, shop.example.com, http, other.example, 80, /, null",
                "http://other.example?y, shop.example.com, http, other.example, 80, /, y",
                "http://u@other.example/, shop.example.com, http, localhost, 80, /, null",
                "*, shop.example.com, http, shop.example.com, 80, *, null",
                "/a?u=http://b/c, shop.example.com, http, shop.example.com, 80, /a, u=http://b/c",
                "//evil.example/a, shop.example.com, http, shop.example.com, 80, //evil.example/a, null",
                "?b, shop.example.com, http, shop.example.com, 80, '', b",
                "/%2e%2E/a%20b, shop.example.com, http, shop.example.com, 80, /%2e%2E/a%20b, null",
            })
    void targets(String target, String host, String scheme, String name, int port, String path, String query) {
        RequestHead head = RequestHead.parse("GET " + target + " HTTP/1.1\nHost: " + host + "\n")
                .scheme(scheme);
        assertThat(head.serverName()).isEqualTo(name);
        assertThat(head.serverPort()).isEqualTo(port);
        assertThat(head.rawPath()).isEqualTo(path);
        assertThat(head.rawQuery()).isEqualTo(query);
    }

    @ParameterizedTest(name = "refused: {0}")
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "GET",
                "GET /",
                "GET HTTP/1.1",
                "GET  HTTP/1.1",
                " / HTTP/1.1",
                "GET / SPDY/3",
                "GET / HTTP/1.1\nno colon",
                "GET / HTTP/1.1\n: no name",
                "GET / HTTP/1.1\nA: 1\n folded"
            })
    void refused(String text) {
        assertThatThrownBy(() -> RequestHead.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
