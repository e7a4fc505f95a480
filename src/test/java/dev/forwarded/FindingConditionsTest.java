package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.internal.settings.Planned;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A finding appears where it is true, and in the near miss beside it not: each row has every finding of its request, by
 * id, and words that must be in them.
 */
final class FindingConditionsTest {

    private static final String HOST = "Host: shop.example.com";

    private static List<Finding> findings(String settings, String headers) {
        String host = headers.contains("Host: ") && headers.matches("(.*; )?Host: .*") ? "" : HOST + "\r\n";
        RequestHead head = RequestHead.parse("GET / HTTP/1.1\r\n" + host + headers.replace("; ", "\r\n") + "\r\n");
        return ForwardedResolver.builder()
                .settings(FindingsTest.settings(settings))
                .build()
                .explain(head.peer("127.0.0.1", 40112))
                .findings();
    }

    private static void check(String settings, String headers, String ids, String words) {
        List<Finding> findings = findings(settings, headers);
        assertThat(findings.stream().map(Finding::id).collect(Collectors.joining(",")))
                .isEqualTo(ids);
        assertThat(findings.toString()).contains(words);
    }

    @Test
    void a_rejection_needs_no_second_look() {
        ForwardedResolver resolver =
                ForwardedResolver.builder().headers("x-forwarded").build();
        Decision rejected = resolver.decide(RequestHead.parse("GET / HTTP/1.1\nX-Forwarded-Proto: gopher\n"));
        assertThat(Planned.isRemarkable(resolver, rejected)).isFalse();
        Decision remarkable = resolver.decide(RequestHead.parse("GET / HTTP/1.1\nX-Forwarded-Proto: http\n"));
        assertThat(Planned.isRemarkable(resolver, remarkable)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X-Real-IP has the client that is not stated | X-Real-IP: 203.0.113.9 | client-not-stated | X-Real-IP",
                "X-Real-IP has no address | X-Real-IP: somebody | `` | ``",
                "X-Real-IP beside a client that is stated | X-Real-IP: 203.0.113.9; X-Forwarded-For: 203.0.113.9 | `` | ``",
                "a private node ends the walk before the last value | X-Forwarded-For: 203.0.113.9, 10.1.2.3 | proxy-missing | 10.1.2.3",
                "a private node is the last value | X-Forwarded-For: 10.1.2.3 | `` | ``",
                "a public node ends the walk before the last value | X-Forwarded-For: 203.0.113.9, 198.51.100.7 | `` | ``",
                "two values before the private node | X-Forwarded-For: 203.0.113.9, 198.51.100.7, 10.1.2.3 | proxy-missing | 2",
            })
    void of_the_client(String name, String headers, String ids, String words) {
        check("headers=x-forwarded trustedProxies=127.0.0.1", "X-Forwarded-Proto: https; " + headers, ids, words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a private element ends the walk before the last one | headers=forwarded trustedProxies=127.0.0.1 | Forwarded: for=203.0.113.9;proto=https, for=10.1.2.3;proto=https | proxy-missing | 10.1.2.3",
                "more hops are counted than are trusted | headers=x-forwarded hops=3 trustedProxies=127.0.0.1 | X-Forwarded-Proto: https; X-Forwarded-For: 203.0.113.9, 198.51.100.7 | hops-beyond-trust | 198.51.100.7",
                "as many hops are counted as are trusted | headers=x-forwarded hops=1 trustedProxies=127.0.0.1 | X-Forwarded-Proto: https; X-Forwarded-For: 203.0.113.9, 198.51.100.7 | `` | ``",
                "more hops are counted than there are values | headers=x-forwarded hops=3 trustedProxies=127.0.0.1 | X-Forwarded-Proto: https; X-Forwarded-For: 203.0.113.9 | `` | ``",
                "hops counts the client and leaves the scheme out | headers=x-forwarded hops=for=1 | X-Forwarded-Proto: https; X-Forwarded-For: 203.0.113.9 | field-not-counted | for=1,proto=1",
                "hops counts the client, and nothing else is sent | headers=x-forwarded hops=for=1 | X-Forwarded-For: 203.0.113.9 | `` | ``",
                "hops counts the client, the scheme is not taken at all | headers=x-forwarded hops=for=1 fields=for | X-Forwarded-Proto: https; X-Forwarded-For: 203.0.113.9 | field-ignored | proto",
                "one http after two hops | headers=x-forwarded trustedProxies=127.0.0.1,10.0.0.0/8 | X-Forwarded-Proto: http; X-Forwarded-For: 203.0.113.9, 10.1.2.3 | scheme-of-inner-hop | 2",
                "two http after two hops | headers=x-forwarded trustedProxies=127.0.0.1,10.0.0.0/8 | X-Forwarded-Proto: http, http; X-Forwarded-For: 203.0.113.9, 10.1.2.3 | `` | ``",
                "one http after one hop | headers=x-forwarded | X-Forwarded-Proto: http; X-Forwarded-For: 203.0.113.9 | `` | ``",
                "no family states the scheme | headers=either | X-Forwarded-For: 203.0.113.9 | scheme-not-stated | or proto in Forwarded",
                "Forwarded states no scheme | headers=forwarded | Forwarded: for=203.0.113.9 | scheme-not-stated | proto in Forwarded",
                "the other family is sent | headers=forwarded | Forwarded: for=203.0.113.9;proto=https; X-Forwarded-Proto: https | family-ignored | set headers=x-forwarded",
                "the other family is sent beside X-Forwarded | headers=x-forwarded | X-Forwarded-For: 203.0.113.9; X-Forwarded-Proto: https; Forwarded: for=203.0.113.9 | family-ignored | set headers=forwarded",
                "the other family is empty | headers=forwarded | Forwarded: for=203.0.113.9;proto=https; X-Forwarded-Proto: , | `` | ``",
                "a private node ends the walk under a secret alone, so the peer is named too | headers=x-forwarded trustedSecret=X-Secret=0123456789abcdef | X-Secret: 0123456789abcdef; X-Forwarded-Proto: https; X-Forwarded-For: 203.0.113.9, 10.1.2.3 | proxy-missing | trustedProxies=127.0.0.1,10.1.2.3",
                "the received host has the port, the forwarded one not, and hosts are checked | headers=x-forwarded allowedHosts=www.example.com | X-Forwarded-For: 203.0.113.9; X-Forwarded-Proto: https; X-Forwarded-Port: 8443; X-Forwarded-Host: www.example.com; Host: www.example.com:8443 | port-unconfirmed | 8443",
                "a host that hops counts away is not asked for elsewhere | headers=x-forwarded hops=for=1,proto=1 | X-Forwarded-For: 203.0.113.9; X-Forwarded-Proto: https; X-Forwarded-Host: www.example.com | field-not-counted | host=1",
                "the secret is missing | headers=x-forwarded trustedSecret=X-Secret=0123456789abcdef | X-Forwarded-Proto: https | secret-missing | The peer 127.0.0.1 sends forwarded headers without the trusted secret in X-Secret",
                "nobody trusted sends nothing forwarded | headers=x-forwarded trustedProxies=10.0.0.1 | Accept: */* | `` | ``",
                "nobody trusted sends an empty forwarded header | headers=x-forwarded trustedProxies=10.0.0.1 | X-Forwarded-For: | untrusted-peer | 127.0.0.1",
            })
    void of_hops_and_families(String name, String settings, String headers, String ids, String words) {
        check(settings, headers, ids, words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "another header says that TLS was used | X-Forwarded-Proto: http; X-Forwarded-Ssl: on | scheme-stated-elsewhere | X-Forwarded-Ssl",
                "another header says that it was not | X-Forwarded-Proto: http; X-Forwarded-Ssl: off | `` | ``",
                "a forwarded host of one label in place of a public one | X-Forwarded-Proto: https; X-Forwarded-Host: backend | host-looks-internal | X-Forwarded-Host",
                "a forwarded host of one label in place of another | X-Forwarded-Proto: https; X-Forwarded-Host: backend; Host: app | `` | ``",
                "a forwarded host of one label in place of an address | X-Forwarded-Proto: https; X-Forwarded-Host: backend; Host: 10.0.0.1 | `` | ``",
                "a forwarded address in place of a public host | X-Forwarded-Proto: https; X-Forwarded-Host: 10.0.0.9 | `` | ``",
                "a received host of one label | X-Forwarded-Proto: https; Host: backend | host-looks-internal | Host",
                "a received host of one label and http | X-Forwarded-Proto: http; Host: backend | `` | ``",
                "a received address | X-Forwarded-Proto: https; Host: 10.0.0.1 | `` | ``",
                "port 80 of a received host, which the URL has not | X-Forwarded-Proto: https; Host: shop.example.com:80 | `` | ``",
                "port 8080 of a received host, which X-Forwarded-Port replaces | X-Forwarded-Proto: https; X-Forwarded-Port: 443; Host: shop.example.com:8080 | `` | ``",
                "port 8080 of X-Forwarded-Port alone | X-Forwarded-Proto: https; X-Forwarded-Port: 8080 | port-unconfirmed | 8080",
                "port 81 | X-Forwarded-Proto: https; Host: shop.example.com:81 | `` | ``",
                "port 7999 | X-Forwarded-Proto: https; Host: shop.example.com:7999 | `` | ``",
                "port 8000 | X-Forwarded-Proto: https; Host: shop.example.com:8000 | host-looks-internal | ``",
                "port 8099 | X-Forwarded-Proto: https; Host: shop.example.com:8099 | host-looks-internal | ``",
                "port 8100 | X-Forwarded-Proto: https; Host: shop.example.com:8100 | `` | ``",
                "port 8999 | X-Forwarded-Proto: https; Host: shop.example.com:8999 | `` | ``",
                "port 9000 | X-Forwarded-Proto: https; Host: shop.example.com:9000 | host-looks-internal | ``",
                "port 9099 | X-Forwarded-Proto: https; Host: shop.example.com:9099 | host-looks-internal | ``",
                "port 9100 | X-Forwarded-Proto: https; Host: shop.example.com:9100 | `` | ``",
                "another header has another host | X-Forwarded-Proto: https; X-Original-Host: www.example.com | host-stated-elsewhere | set names=host=X-Original-Host",
                "another header has the same host | X-Forwarded-Proto: https; X-Original-Host: SHOP.example.com. | `` | ``",
                "another header has no host | X-Forwarded-Proto: https; X-Original-Host: a b | `` | ``",
                "a port that nothing else confirms | X-Forwarded-Proto: https; X-Forwarded-Port: 8443 | port-unconfirmed | 8443",
                "the received host has the port | X-Forwarded-Proto: https; X-Forwarded-Port: 8443; Host: shop.example.com:8443 | `` | ``",
                "the forwarded host has the port | X-Forwarded-Proto: https; X-Forwarded-Port: 8443; X-Forwarded-Host: shop.example.com:8443 | `` | ``",
                "a forwarded host without the port, a received one with it | X-Forwarded-Proto: https; X-Forwarded-Port: 8443; X-Forwarded-Host: www.example.com; Host: www.example.com:8443 | port-unconfirmed | 8443",
                "the port of an inner listener | X-Forwarded-Proto: https; X-Forwarded-Port: 80 | port-of-listener | 80",
            })
    void of_the_url(String name, String headers, String ids, String words) {
        check("headers=x-forwarded", "X-Forwarded-For: 203.0.113.9; " + headers, ids, words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "the host is not taken, and sent by its header | X-Forwarded-Host: www.example.com | field-ignored,host-stated-elsewhere | set fields=for,proto,host [host-stated",
                "the host is not taken, and sent by another header | X-Original-Host: www.example.com | host-stated-elsewhere | set fields=for,proto,host and names=host=X-Original-Host [host-stated",
            })
    void of_a_field_that_is_not_taken(String name, String headers, String ids, String words) {
        check(
                "headers=x-forwarded fields=for,proto",
                "X-Forwarded-For: 203.0.113.9; X-Forwarded-Proto: https; " + headers,
                ids,
                words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "another scheme is not read | headers=x-forwarded | X-Forwarded-Proto: http, https | values-unread | hops=proto=2",
                "the same scheme is not read | headers=x-forwarded | X-Forwarded-Proto: https, https | `` | ``",
                "the same scheme in another word is not read | headers=x-forwarded | X-Forwarded-Proto: wss, https | `` | ``",
                "the leftmost of two schemes is read | headers=x-forwarded trustedProxies=all | X-Forwarded-Proto: https, http | client-trusted | ``",
                "two lines with another scheme | headers=x-forwarded | X-Forwarded-Proto: https; X-Forwarded-Proto: http | values-unread | hops=proto=2",
                "three schemes, of which two are not read | headers=x-forwarded | X-Forwarded-Proto: http, https, https | values-unread | hops=proto=3",
                "another host is not read | headers=x-forwarded | X-Forwarded-Proto: https; X-Forwarded-Host: a.example.com, b.example.com | values-unread | hops=host=2",
                "the same host in another case is not read | headers=x-forwarded | X-Forwarded-Proto: https; X-Forwarded-Host: A.example.com, a.example.com | `` | ``",
                "another port is not read | headers=x-forwarded | X-Forwarded-Proto: https; X-Forwarded-Port: 8443, 443 | values-unread | hops=port=2",
                "the same port with a zero in front is not read | headers=x-forwarded | X-Forwarded-Proto: https; X-Forwarded-Port: 0443, 443 | `` | ``",
                "another scheme is not read under either | headers=either | X-Forwarded-Proto: http, https | values-unread | hops=proto=2 beside headers=x-forwarded",
                "the schemes are counted | headers=x-forwarded hops=proto=1,for=1 | X-Forwarded-Proto: http, https | `` | ``",
            })
    void of_values_that_are_not_read(String name, String settings, String headers, String ids, String words) {
        check(settings, "X-Forwarded-For: 203.0.113.9; " + headers, ids, words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a URL as host | X-Forwarded-Host: https://shop.example.com | expected host or host:port (a URL does not belong here, its host alone does) but",
                "two words as host | X-Forwarded-Host: a b | expected host or host:port but",
                "a scheme as port | X-Forwarded-Port: https | (a scheme does not belong here) but",
                "a host and port as port | X-Forwarded-Port: shop:443 | (the port alone belongs here) but",
                "a word as port | X-Forwarded-Port: abc | expected a port of 1 to 65535 but",
                "a port as scheme | X-Forwarded-Proto: 443 | (a port belongs into X-Forwarded-Port) but",
                "on as scheme | X-Forwarded-Proto: on | (on and off are understood in a header that names=proto= gives) but",
                "1 as scheme | X-Forwarded-Proto: 1 | (on and off are understood in a header that names=proto= gives) but",
                "another scheme | X-Forwarded-Proto: gopher | expected http or https but",
                "a zone at a global address | X-Forwarded-For: 2001:db8::1%eth0 | (a zone or route domain, behind %, does not belong here) but",
                "an IPv6 address with a port of five digits | X-Forwarded-For: 1:2:3:4:5:6:7:8:65535 | (an IPv6 address with a port needs brackets) but",
                "seven groups | X-Forwarded-For: 1:2:3:4:5:6:7 | or an identifier but",
                "a name | X-Forwarded-For: proxy.example.com | (a name is never looked up) but",
                "two words as client | X-Forwarded-For: a b | or an identifier but",
                "a URL as prefix | X-Forwarded-Prefix: https://shop.example.com/app | (a URL does not belong here, its path alone does) but",
                "a prefix without slash | X-Forwarded-Prefix: app | (the slash in front is missing) but",
                "a prefix that is too much | X-Forwarded-Prefix: /a?b | at most 256 but",
                "the value of the nearest proxy | X-Forwarded-For: a b | Look first at the nearest proxy, 127.0.0.1, which wrote it; let the outermost",
                "the value of another proxy | X-Forwarded-For: a b, 127.0.0.2 | Let the outermost",
            })
    void an_invalid_value_is_told_what_it_looks_like(String name, String header, String words) {
        check("headers=x-forwarded prefix=prepend", header, "invalid-value", words);
    }
}
