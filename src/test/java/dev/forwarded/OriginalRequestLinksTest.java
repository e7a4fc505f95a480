package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What applications make of an original request: links, origins, comparisons. */
final class OriginalRequestLinksTest {

    private static OriginalRequest behindPrefix(String target) {
        return ForwardedResolver.builder()
                .headers("x-forwarded")
                .set("prefix", "replace")
                .build()
                .resolve(RequestHead.parse("GET " + target + " HTTP/1.1\r\nHost: Shop.Example.COM.\r\n"
                                + "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"
                                + "X-Forwarded-Prefix: /shop\r\n")
                        .contextPath("/app"));
    }

    @Test
    void origin_base_url_and_links_are_those_of_the_client() {
        OriginalRequest original = behindPrefix("/app/cart?item=7");
        assertThat(original.origin()).isEqualTo("https://Shop.Example.COM.");
        assertThat(original.baseUrl()).isEqualTo("https://Shop.Example.COM./shop");
        assertThat(original.link("/reset?token=x")).isEqualTo("https://Shop.Example.COM./shop/reset?token=x");
        assertThat(original.path()).isEqualTo("/shop/cart");
        assertThat(original.query()).isEqualTo("item=7");
        assertThat(original.hostName()).isEqualTo("shop.example.com");
    }

    @Test
    void a_link_begins_with_a_slash() {
        assertThatThrownBy(() -> behindPrefix("/app").link("reset"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins with '/'");
    }

    @ParameterizedTest(name = "{0} is the URI {1}")
    @CsvSource({
        "/app/a%20b?x=1, https://Shop.Example.COM./shop/a%20b?x=1",
        "/app/a|b?q=a|b\"c, https://Shop.Example.COM./shop/a%7Cb?q=a%7Cb%22c",
        "/app/100%?p=%zz, https://Shop.Example.COM./shop/100%25?p=%25zz",
        "/app/[a]?b[c]=d, https://Shop.Example.COM./shop/%5Ba%5D?b%5Bc%5D=d",
        "/app/caf\u00e9, https://Shop.Example.COM./shop/caf%E9",
        "/app/\u20ac, https://Shop.Example.COM./shop/%E2%82%AC",
        "/app?a?b#c, https://Shop.Example.COM./shop?a?b%23c",
    })
    void what_no_uri_may_hold_is_encoded(String target, String uri) {
        assertThat(behindPrefix(target).uri()).hasToString(uri);
    }

    @Test
    void a_received_host_that_is_none_has_no_uri() {
        OriginalRequest original = ForwardedResolver.builder()
                .build()
                .resolve(RequestHead.parse("GET /x HTTP/1.1\r\n").server("a b", 80));
        assertThatThrownBy(original::uri)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a b");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"203.0.113.9, 203.0.113.9", "2001:db8::1, 2001:db8:0:0:0:0:0:1", "::ffff:192.0.2.1, 192.0.2.1"})
    void the_address_needs_no_look_up(String client, String text) throws Exception {
        InetAddress address =
                OriginalRequest.of("https://shop.example.com/", client).clientInetAddress();
        assertThat(address).isEqualTo(InetAddress.getByName(text));
    }

    @Test
    void a_client_behind_a_unix_socket_has_no_address() {
        assertThat(ForwardedResolver.builder()
                        .build()
                        .resolve(RequestHead.parse("GET / HTTP/1.1\r\nHost: a\r\n")
                                .peer("/run/x.sock", 0))
                        .clientInetAddress())
                .isNull();
    }

    @Test
    void one_line_makes_one_for_a_test() {
        OriginalRequest original = OriginalRequest.of("https://shop.example.com:8443/cart?item=7", "2001:DB8::1");
        assertThat(original.url()).isEqualTo("https://shop.example.com:8443/cart?item=7");
        assertThat(original.clientAddress()).isEqualTo("2001:db8::1");
        assertThat(original.isTrusted()).isTrue();
        assertThat(original.isSecure()).isTrue();
        assertThat(original.hops()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} from {1} is refused")
    @CsvSource({
        "/cart, 203.0.113.9",
        "ftp://a.example/, 203.0.113.9",
        "https://a b/, 203.0.113.9",
        "https://u@a.example/, 203.0.113.9",
        "https:///a, 203.0.113.9",
        "https://a.example/, localhost",
        "https://a.example/, [::1]",
    })
    void anything_else_is_refused(String url, String client) {
        assertThatThrownBy(() -> OriginalRequest.of(url, client)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "X-Original-URL: {0} gives {1}")
    @CsvSource({
        "/a?b=c, https://shop.example.com/a?b=c",
        "https://shop.example.com/a?b=c, https://shop.example.com/a?b=c",
        "http://SHOP.example.com, https://shop.example.com/",
        "https://shop.example.com:443/a, https://shop.example.com/a",
        "https://shop.example.com?x, https://shop.example.com/?x",
        "https://evil.example/a, rejected",
        "https://shop.example.com:8443/a, rejected",
        "https://user@shop.example.com/a, rejected",
        "//shop.example.com/a, https://shop.example.com//shop.example.com/a",
        "a, rejected",
    })
    void an_absolute_target_counts_if_it_is_of_the_same_host(String header, String expected) {
        Decision decision = ForwardedResolver.builder()
                .headers("x-forwarded")
                .set("names", "url=X-Original-URL")
                .build()
                .decide(RequestHead.parse("GET /x HTTP/1.1\r\nHost: shop.example.com\r\nX-Forwarded-Proto: https\r\n"
                        + "X-Original-URL: " + header + "\r\n"));
        String url = decision instanceof OriginalRequest original ? original.url() : "rejected";
        assertThat(url).isEqualTo(expected);
    }
}
