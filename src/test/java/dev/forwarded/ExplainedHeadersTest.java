package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account says of the peer, of each header line, and of where the values of a pinned URL come from. */
final class ExplainedHeadersTest {

    private static Map<String, Object> account(String settings, String headers, String peer) {
        String head = "GET /app/a HTTP/1.1\r\nHost: shop.example.com\r\n" + headers.replace("; ", "\r\n") + "\r\n";
        return ForwardedResolver.builder()
                .settings(FindingsTest.settings(settings))
                .build()
                .explain(RequestHead.parse(head).contextPath("/app").peer(peer, 40112))
                .toMap();
    }

    @SuppressWarnings("unchecked")
    private static String headers(Map<String, Object> account) {
        return ((List<Map<String, Object>>) account.get("headers"))
                .stream()
                        .map(row -> row.get("name") + ": " + row.get("value") + " -> " + row.get("verdict"))
                        .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "headers=x-forwarded | X-Forwarded-Proto: https | X-Forwarded-Proto: https -> read",
                "headers=x-forwarded | X-Forwarded-Proto: | X-Forwarded-Proto:  -> empty",
                "headers=x-forwarded | X-Forwarded-Proto: , | X-Forwarded-Proto: , -> empty",
                "headers=x-forwarded | Forwarded: for=203.0.113.9 | Forwarded: for=203.0.113.9 -> not read: headers=x-forwarded",
                "headers=forwarded | Forwarded: for=203.0.113.9 | Forwarded: for=203.0.113.9 -> read",
                "headers=forwarded | Forwarded: , | Forwarded: , -> empty",
                "fields=port | Forwarded: for=203.0.113.9 | Forwarded: for=203.0.113.9 -> not read: it states nothing that is in fields",
                "headers=forwarded | X-Forwarded-Host: www.example.com | X-Forwarded-Host: www.example.com -> not read: headers=forwarded",
                "headers=x-forwarded fields=for | X-Forwarded-Host: www.example.com | X-Forwarded-Host: www.example.com -> not read: host is not in fields",
                "headers=x-forwarded publicUrl=https://shop.example.com | X-Forwarded-Host: www.example.com | X-Forwarded-Host: www.example.com -> not read: publicUrl pins it",
                "headers=x-forwarded publicUrl=https://shop.example.com | X-Forwarded-For: 203.0.113.9 | X-Forwarded-For: 203.0.113.9 -> read",
                "headers=x-forwarded publicUrl=https://shop.example.com fields=proto | X-Forwarded-For: 203.0.113.9 | X-Forwarded-For: 203.0.113.9 -> not read: for is not in fields",
                "headers=x-forwarded prefix=replace publicUrl=https://shop.example.com/shop | X-Forwarded-Prefix: /x | X-Forwarded-Prefix: /x -> not read: publicUrl pins it",
                "headers=x-forwarded | X-Forwarded-Prefix: /x | X-Forwarded-Prefix: /x -> not read: prefix=ignore",
                "headers=x-forwarded prefix=replace | X-Forwarded-Prefix: /x | X-Forwarded-Prefix: /x -> read",
                "headers=x-forwarded prefix=replace hops=prefix=0,for=1 | X-Forwarded-Prefix: /x | X-Forwarded-Prefix: /x -> not read: hops=prefix=0,for=1",
                "headers=x-forwarded hops=for=1 | X-Forwarded-Proto: https | X-Forwarded-Proto: https -> not read: hops=for=1",
                "headers=x-forwarded names=proto=X-Scheme | X-Forwarded-Proto: https | X-Forwarded-Proto: https -> not read: names gives proto=X-Scheme",
                "headers=x-forwarded names=url=X-Original-URL | X-Original-URL: /b | X-Original-URL: /b -> read",
                "headers=x-forwarded onInvalid=reject | X-Forwarded-For: a b; X-Forwarded-Proto: https | X-Forwarded-Proto: https -> not read: the request was refused before",
                "headers=x-forwarded hops=2 | X-Forwarded-For: 203.0.113.9; X-Forwarded-Proto: https | X-Forwarded-Proto: https -> not read: the chain is too short",
                "headers=x-forwarded | X-Real-IP: 203.0.113.9 | X-Real-IP: 203.0.113.9 -> never read",
                "headers=x-forwarded hideHeaders=true,X-Real-IP | X-Real-IP: 203.0.113.9 | X-Real-IP: 203.0.113.9 -> never read, and hidden from the application",
                "headers=x-forwarded explainToken=X-Real-IP=0123456789abcdef | X-Real-IP: 0123456789abcdef | X-Real-IP: … -> the header of explainToken",
                "headers=x-forwarded trustedSecret=X-Secret=0123456789abcdef | X-Secret: 0123456789abcdef | X-Secret: … -> the trusted secret",
                "headers=x-forwarded trustedSecret=X-Secret=0123456789abcdef | X-Secret: 0123456789abcdee | X-Secret: … -> not the trusted secret, or more than one line",
                "headers=x-forwarded trustedProxies=10.0.0.1 | X-Forwarded-Proto: https | X-Forwarded-Proto: https -> not read: the peer is not trusted"
            })
    void a_header_line_has_its_verdict(String settings, String headers, String row) {
        assertThat(headers(account(settings, headers, "127.0.0.1"))).contains("Host: shop.example.com -> ; ", row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trustedProxies=127.0.0.1 | 127.0.0.1 | true | trusted: it is in trustedProxies=127.0.0.1",
                "trustedProxies=127.0.0.1 trustedSecret=X-Secret=0123456789abcdef | 127.0.0.1 | true | trusted: it is in trustedProxies=127.0.0.1, and it sends the trusted secret in X-Secret",
                "trustedSecret=X-Secret=0123456789abcdef | 192.0.2.1 | true | trusted: it sends the trusted secret in X-Secret",
                "hops=1 | 192.0.2.1 | true | trusted: hops=1 counts the peer as a proxy, whoever it is",
                "hops=1 trustedSecret=X-Secret=0123456789abcdef | 192.0.2.1 | true | trusted: hops=1 counts the peer as a proxy, whoever it is, and it sends the trusted secret in X-Secret",
                "hops=0 | 127.0.0.1 | false | not trusted: hops=0 believes nobody",
                "trustedProxies=10.0.0.1 | 127.0.0.1 | false | not trusted: it is not in trustedProxies=10.0.0.1",
                "trustedProxies= | 127.0.0.1 | false | not trusted: trustedProxies is empty",
                "trustedSecret=X-Other=0123456789abcdef | 127.0.0.1 | false | not trusted: it does not send the trusted secret in X-Other",
                "trustedProxies=unix | /run/app.sock | true | trusted: it is in trustedProxies=unix"
            })
    void the_peer_has_its_verdict(String settings, String peer, boolean trusted, String verdict) {
        String address = peer.startsWith("/") ? "unix socket " + peer : peer;
        assertThat(account(settings, "X-Secret: 0123456789abcdef", peer).get("peer"))
                .isEqualTo(Map.of("address", address, "trusted", trusted, "verdict", verdict));
    }

    @Test
    void what_is_pinned_comes_from_the_setting() {
        assertThat(account(
                                "headers=x-forwarded prefix=replace publicUrl=https://shop.example.com:8443/shop",
                                "X-Forwarded-Host: www.example.com",
                                "127.0.0.1")
                        .get("sources"))
                .hasToString("{scheme={value=https, source=publicUrl}, host={value=shop.example.com, source=publicUrl},"
                        + " port={value=8443, source=publicUrl}, client={value=127.0.0.1, source=the peer},"
                        + " prefix={value=/shop, source=publicUrl}}");
    }
}
