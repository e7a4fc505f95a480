package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hops of an account: each with its number, its node, what it is taken for and why; then how many were believed. */
final class ExplainedHopsTest {

    private static final String MANY = ",127.0.0.1".repeat(64);

    private static Explanation explained(String settings, String headers) {
        String head = "GET / HTTP/1.1\r\nHost: shop.example.com\r\n"
                + headers.replace("MANY", MANY).replace("; ", "\r\n") + "\r\n";
        return ForwardedResolver.builder()
                .settings(FindingsTest.settings(settings))
                .build()
                .explain(RequestHead.parse(head).peer("127.0.0.1", 40112));
    }

    @SuppressWarnings("unchecked")
    private static String hops(Explanation explanation) {
        List<Map<String, Object>> hops =
                (List<Map<String, Object>>) explanation.toMap().get("hops");
        return hops.stream()
                .map(hop -> hop.get("position") + " " + hop.get("node") + ": " + hop.get("role") + ", "
                        + hop.get("verdict"))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "two are counted, the client is the second | headers=x-forwarded hops=2 | X-Forwarded-For: 203.0.113.9, 10.0.0.1 | 2 203.0.113.9: client, counted by hops=2, so it is the client | 2",
                "a value stands further left than is counted | headers=x-forwarded hops=2 | X-Forwarded-For: 192.0.2.66, 203.0.113.9, 10.0.0.1 | 2 203.0.113.9: client, counted by hops=2, so it is the client; 0 1 more: unread, further left, not believed and not looked at | 2",
                "what is counted is no node | headers=x-forwarded hops=2 onInvalid=ignore | X-Forwarded-For: a b, 10.0.0.1 | 2 invalid: refused, refused, and ends the walk | 2",
                "fewer values than are counted | headers=x-forwarded hops=2 | X-Forwarded-For: 203.0.113.9 | `` | 0",
                "the client is counted further than the others, and there is none | headers=x-forwarded hops=2,for=3 | X-Forwarded-For: 203.0.113.9, 10.0.0.1 | `` | 3",
                "one is counted | headers=x-forwarded hops=1 | X-Forwarded-For: 203.0.113.9 | 1 203.0.113.9: client, counted by hops=1, so it is the client | 1",
                "two elements are counted | headers=forwarded hops=2 | Forwarded: for=203.0.113.9, for=10.0.0.1 | 1 10.0.0.1: believed, counted by hops=2; 2 203.0.113.9: client, counted by hops=2, so it is the client | 2",
                "the nearest element is invalid | headers=forwarded hops=2 onInvalid=ignore | Forwarded: for=203.0.113.9;proto=https, for=a b | 1 invalid: refused, refused, and ends the walk; 0 1 more: unread, further left, not believed and not looked at | 0",
                "the second element is invalid | headers=forwarded hops=3 onInvalid=ignore | Forwarded: for=203.0.113.9, for=a b, for=10.0.0.1;proto=https | 1 10.0.0.1: believed, counted by hops=3; 2 invalid: refused, refused, and ends the walk; 0 1 more: unread, further left, not believed and not looked at | 1",
                "fewer elements than are counted | headers=forwarded hops=2 | Forwarded: for=203.0.113.9;proto=https | 1 203.0.113.9: refused, not believed: hops=2 counts more than there are | 0",
                "fewer values than are counted, but the client is | headers=x-forwarded hops=3,for=1 | X-Forwarded-For: 203.0.113.9 | 1 203.0.113.9: client, counted by hops=3,for=1, so it is the client | 0",
                "the element that is counted names no node | headers=forwarded hops=2 | Forwarded: proto=https, for=10.0.0.1 | 1 10.0.0.1: believed, counted by hops=2; 2 no node: believed, counted by hops=2 | 2",
                "the walk ends without a node | headers=forwarded trustedProxies=127.0.0.1,10.0.0.0/8 | Forwarded: proto=https, for=10.0.0.1 | 1 10.0.0.1: client, trusted, and the last that is believed, so it is the client; 2 no node: believed, used, and ends the walk | 1",
                "one trusted node too many | headers=x-forwarded onInvalid=ignore | X-Forwarded-For: 203.0.113.9MANY | 63 127.0.0.1: client, trusted, and the last that is believed, so it is the client; 64 127.0.0.1: refused, trusted, and one too many in a row; 0 1 more: unread, further left, not believed and not looked at | 63",
                "an invalid value behind a trusted one | headers=x-forwarded onInvalid=ignore | X-Forwarded-For: 203.0.113.9, a b, 127.0.0.2 | 1 127.0.0.2: client, trusted, and the last that is believed, so it is the client; 2 invalid: refused, refused, and ends the walk; 0 1 more: unread, further left, not believed and not looked at | 1",
                "every value is trusted | headers=x-forwarded trustedProxies=127.0.0.1,10.0.0.0/8 | X-Forwarded-For: 10.0.0.2, 10.0.0.1 | 1 10.0.0.1: believed, trusted; 2 10.0.0.2: client, trusted, and the last, so it is the client | 2",
                "hops ends the walk at a trusted value | headers=x-forwarded hops=1 trustedProxies=127.0.0.1,10.0.0.0/8 | X-Forwarded-For: 10.0.0.2, 10.0.0.1 | 1 10.0.0.1: client, trusted, and hops=1 ends here, so it is the client; 0 1 more: unread, further left, not believed and not looked at | 1",
            })
    void each_hop_is_what_became_of_it(String name, String settings, String headers, String hops, int believed) {
        Explanation explanation = explained(settings, headers);
        assertThat(hops(explanation)).endsWith(hops);
        assertThat(explanation.decision())
                .isInstanceOfSatisfying(
                        OriginalRequest.class,
                        original -> assertThat(original.hops()).isEqualTo(believed));
    }
}
