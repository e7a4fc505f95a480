package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The answer: URLs, paths and the client. */
final class OriginalRequestTest {

    @TestFactory
    Stream<DynamicTest> urls() {
        return Cases.tests("headers=x-forwarded", """
                The default port is left out, or always written
                Host: shop.example.com
                X-Forwarded-Proto: https
                -> url=https://shop.example.com/; urlWithPort=https://shop.example.com:443/; authority=shop.example.com; secure=true

                Another port is written
                Host: shop.example.com:8443
                X-Forwarded-Proto: https
                -> url=https://shop.example.com:8443/; urlWithPort=https://shop.example.com:8443/; authority=shop.example.com:8443

                The default of the other scheme is another port
                Host: shop.example.com:443
                X-Forwarded-Proto: http
                -> url=http://shop.example.com:443/; secure=false

                IPv6 keeps its brackets
                X-Forwarded-Host: [2001:db8::1]:8080
                -> url=http://[2001:db8::1]:8080/; host=[2001:db8::1]

                Web sockets are http
                Host: shop.example.com
                X-Forwarded-Proto: wss
                -> url=https://shop.example.com/; scheme=https

                Path and query are raw
                request=GET /a%20b;x=1/../%c3?q=%20&r HTTP/1.1
                Host: shop.example.com
                X-Forwarded-Proto: https
                -> url=https://shop.example.com/a%20b;x=1/../%c3?q=%20&r

                An empty query is a query
                request=GET /a? HTTP/1.1
                Host: shop.example.com
                X-Forwarded-Proto: https
                -> url=https://shop.example.com/a?

                An asterisk is no path
                request=OPTIONS * HTTP/1.1
                Host: shop.example.com
                X-Forwarded-Proto: https
                -> url=https://shop.example.com
                """);
    }

    @TestFactory
    Stream<DynamicTest> clients() {
        return Cases.tests("headers=x-forwarded", """
                The address of a trusted peer is canonical text
                peer=0:0:0:0:0:0:0:1 4711
                X-Forwarded-Proto: https
                -> client=::1; address=::1; clientPort=4711; peer=0:0:0:0:0:0:0:1

                Without brackets and zone
                peer=[fe80::1%eth0] 4711; trustedProxies=link-local
                X-Forwarded-Proto: https
                -> client=fe80::1; peer=[fe80::1%eth0]

                IPv4-mapped as IPv4
                peer=::ffff:127.0.0.1 4711
                X-Forwarded-Proto: https
                -> client=127.0.0.1

                That of a peer that is not trusted stays the container's text
                peer=[2001:db8:0:0:0:0:0:1] 4711
                X-Forwarded-For: 192.0.2.1
                -> client=[2001:db8:0:0:0:0:0:1]; address=[2001:db8:0:0:0:0:0:1]; clientPort=4711; hops=0

                A peer on a Unix socket names the client
                peer=unix:/run/x.sock 0; trustedProxies=unix
                X-Forwarded-For: 192.0.2.1
                -> client=192.0.2.1; peer=unix:/run/x.sock

                The client of an unknown node has the nearest address
                peer=[::1] 4711
                X-Forwarded-For: unknown
                -> client=unknown; address=::1; clientPort=0
                """);
    }

    @Test
    void a_peer_without_address_is_the_empty_text() {
        RequestHead received = head("GET / HTTP/1.1").peer("", 0);
        OriginalRequest original =
                ForwardedResolver.builder().trustedProxies("unix").build().resolve(received);
        assertThat(original.isTrusted()).isTrue();
        assertThat(original.peerAddress()).isEmpty();
        assertThat(original.clientAddress()).isEmpty();
    }

    @Test
    void url_of_another_path() {
        OriginalRequest original = original("/shop");
        assertThat(original.url("/a%20b", null)).isEqualTo("https://shop.example.com/a%20b");
        assertThat(original.url("/a", "b=%20c")).isEqualTo("https://shop.example.com/a?b=%20c");
        assertThat(original.url("", "b")).isEqualTo("https://shop.example.com?b");
        assertThat(original.url(original.contextPath() + "/a", "")).isEqualTo("https://shop.example.com/shop/a?");
        assertThatThrownBy(() -> original.url("a", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> original.url("@evil.example/", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void paths_are_computed_when_asked() {
        OriginalRequest original = original("/shop");
        assertThat(original.url()).isEqualTo("https://shop.example.com/shop/cart?a=1");
        assertThat(original.path("/app/other;x=1", "/app")).isEqualTo("/shop/other;x=1");
        assertThat(original.path("/elsewhere/x", "/elsewhere")).isEqualTo("/shop/x");
        assertThat(original.contextPath("/elsewhere")).isEqualTo("/shop");
    }

    @Test
    void without_prefix_paths_are_the_received_ones() {
        OriginalRequest original = original("");
        assertThat(original.prefix()).isEmpty();
        assertThat(original.path("//a", "/app")).isEqualTo("//a");
        assertThat(original.contextPath("/app")).isEqualTo("/app");
        assertThat(original).hasToString("https://shop.example.com/app/cart from 192.0.2.1");
    }

    private static OriginalRequest original(String prefix) {
        String headers = "X-Forwarded-For: 192.0.2.1\nX-Forwarded-Proto: https\nX-Forwarded-Prefix: " + prefix + "\n";
        RequestHead received = RequestHead.parse("GET /app/cart?a=1 HTTP/1.1\nHost: shop.example.com\n" + headers)
                .contextPath("/app");
        return ForwardedResolver.builder().set("prefix", "replace").build().resolve(received);
    }

    private static RequestHead head(String line) {
        return RequestHead.parse(line + "\nHost: shop.example.com\n");
    }
}
