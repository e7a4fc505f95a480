package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How many hops are believed: counted alone, beside a trust list, and at most. */
final class HopsTest {

    private static final String X = "headers=x-forwarded";

    @TestFactory
    Stream<DynamicTest> alone() {
        return Cases.tests(X + "; peer=198.51.100.9 40112", """
                The client is the N-th value from the right, whoever the peer is
                hops=2
                X-Forwarded-For: 6.6.6.6, 192.0.2.1, 203.0.113.7
                -> client=192.0.2.1; hops=2; trusted=true

                Nearer values are counted and not parsed
                hops=2
                X-Forwarded-For: 6.6.6.6, 192.0.2.1:4711, <script>
                -> client=192.0.2.1; clientPort=4711

                The N-th value is parsed
                hops=2
                X-Forwarded-For: 192.0.2.1, <script>, 203.0.113.7
                -> 400 invalid-value; says value 2 from the right

                An unknown or an identifier among the nearer values ends nothing
                hops=3
                X-Forwarded-For: 192.0.2.1, unknown, _edge
                -> client=192.0.2.1

                A node without address leaves the peer's address
                hops=2
                X-Forwarded-For: unknown, 203.0.113.7
                -> client=unknown; address=198.51.100.9; clientPort=0

                Empty items are no hops
                hops=2
                X-Forwarded-For: 6.6.6.6, 192.0.2.1,, ,203.0.113.7
                -> client=192.0.2.1

                An empty last item is one
                hops=2
                X-Forwarded-For: 6.6.6.6, 192.0.2.1,
                -> client=192.0.2.1

                With fewer values nothing is verified, and never is the leftmost taken
                hops=2; server=backend 8080
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example
                X-Forwarded-Port: 8443
                -> url=http://shop.example.com/; client=198.51.100.9; clientPort=40112; hops=0

                Without X-Forwarded-For two hops are not verified either
                hops=2
                Host: shop.example.com
                X-Forwarded-Proto: https
                -> url=http://shop.example.com/; client=198.51.100.9

                One hop needs no X-Forwarded-For: the peer's crossing is the hop
                hops=1
                Host: backend
                X-Forwarded-Proto: http, https
                X-Forwarded-Host: evil.example, shop.example.com
                -> url=https://shop.example.com/; client=198.51.100.9; clientPort=40112; hops=1

                The believed part of the other lists is N values long
                hops=2
                X-Forwarded-For: 192.0.2.1, 203.0.113.7
                X-Forwarded-Proto: http, https, https
                Host: shop.example.com
                -> scheme=https

                The values of N hops must be the same
                hops=2
                X-Forwarded-For: 192.0.2.1, 203.0.113.7
                X-Forwarded-Proto: https, http
                -> 400 values-differ; says hops=proto=N

                Without for in the fields it is N values long, too
                hops=2; fields=proto
                X-Forwarded-Proto: gopher, https, https
                Host: shop.example.com
                -> scheme=https; client=198.51.100.9

                The loopback default does not apply
                hops=1; peer=127.0.0.1 1
                X-Forwarded-For: 6.6.6.6, 127.0.0.1
                -> client=127.0.0.1; hops=1

                Even a peer that is no IP literal is believed
                hops=1; peer=proxy.local 1
                X-Forwarded-For: 192.0.2.1
                -> client=192.0.2.1; peer=proxy.local

                Zero hops are an untrusted peer
                hops=0; peer=127.0.0.1 40112
                Host: shop.example.com
                X-Forwarded-For: garbage
                X-Forwarded-Proto: https
                -> url=http://shop.example.com/; client=127.0.0.1; trusted=false; hops=0

                Field counts alone that are all zero are an untrusted peer
                hops=for=0,proto=0
                X-Forwarded-For: 192.0.2.1
                -> client=198.51.100.9; trusted=false
                """);
    }

    @TestFactory
    Stream<DynamicTest> alone_in_forwarded() {
        return Cases.tests("headers=forwarded; peer=198.51.100.9 40112", """
                The client is in the N-th element from the right
                hops=2
                Host: backend
                Forwarded: for=6.6.6.6, for=192.0.2.1;proto=https;host=shop.example.com, for=203.0.113.7
                -> url=https://shop.example.com/; client=192.0.2.1; hops=2

                Fewer elements verify nothing
                hops=2
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https;host=evil.example
                -> url=http://shop.example.com/; client=198.51.100.9; hops=0

                A nearer element without for ends nothing
                hops=2
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https, by=10.0.0.1
                -> client=192.0.2.1; scheme=https

                Nor does unknown, nor an identifier
                hops=3
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https, for=unknown, for=_x
                -> client=192.0.2.1; scheme=https

                A nearer malformed element is invalid
                hops=2
                Host: shop.example.com
                Forwarded: for=192.0.2.1, for=<x>
                -> 400 invalid-value; says value 1 from the right

                A malformed element further left is not looked at
                hops=1
                Host: shop.example.com
                Forwarded: for="<x>, for=6.6.6.6
                Forwarded: for=192.0.2.1
                -> client=192.0.2.1

                A counted node without address leaves the peer's address
                hops=2
                Host: shop.example.com
                Forwarded: for=_client, for=203.0.113.7
                -> client=_client; address=198.51.100.9; clientPort=0

                A single field can not be counted, but the prefix can
                hops=1,prefix=2; prefix=replace; context=/app; request=GET /app/x HTTP/1.1
                Host: shop.example.com
                Forwarded: for=192.0.2.1
                X-Forwarded-Prefix: /a, /b
                -> url=http://shop.example.com/a/b/x; client=192.0.2.1
                """);
    }

    @TestFactory
    Stream<DynamicTest> beside_trust_list() {
        return Cases.tests(X + "; trustedProxies=10.0.0.0/8; peer=10.0.0.1 40112", """
                There are at most N hops
                hops=2
                X-Forwarded-For: 10.0.0.4, 10.0.0.3, 10.0.0.2
                -> client=10.0.0.3; hops=2

                Each of them must be trusted
                hops=3
                X-Forwarded-For: 6.6.6.6, 192.0.2.1, 10.0.0.2
                -> client=192.0.2.1; hops=2

                A chain shorter than the hops is no lack
                hops=5
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                Host: shop.example.com
                -> client=192.0.2.1; scheme=https; hops=1

                The peer must be trusted, too
                hops=2; peer=192.0.2.9 1
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                -> client=192.0.2.9; trusted=false

                Zero is nobody
                hops=0
                X-Forwarded-For: 192.0.2.1
                -> client=10.0.0.1; trusted=false

                The believed part is at most N values long
                hops=1
                X-Forwarded-For: 10.0.0.3, 10.0.0.2
                X-Forwarded-Proto: http, https
                Host: shop.example.com
                -> scheme=https; client=10.0.0.2

                A plain count also bounds what follows a longer walk
                hops=1,for=3
                X-Forwarded-For: 192.0.2.1, 10.0.0.3, 10.0.0.2
                X-Forwarded-Proto: http, http, https
                Host: shop.example.com
                -> scheme=https; client=192.0.2.1

                Nodes beyond the count are not read
                hops=1
                X-Forwarded-For: <x>, 10.0.0.2
                -> client=10.0.0.2

                Of Forwarded elements beyond the count are not read either
                headers=forwarded; hops=1
                Host: shop.example.com
                Forwarded: <x>, for=10.0.0.2
                -> client=10.0.0.2; hops=1

                Where everybody is trusted the walk ends at N
                trustedProxies=all; hops=2
                X-Forwarded-For: 6.6.6.6, unknown, 203.0.113.7
                X-Forwarded-Proto: http, https, https
                Host: shop.example.com
                -> client=unknown; address=203.0.113.7; scheme=https

                Where everybody is trusted the believed values must still be the same
                trustedProxies=0.0.0.0/0; hops=2
                X-Forwarded-For: 6.6.6.6, 192.0.2.1, 203.0.113.7
                X-Forwarded-Proto: https, http
                -> 400 values-differ

                Where everybody is trusted without count every list gives its leftmost value
                trustedProxies=all
                X-Forwarded-For: 192.0.2.1, unknown, _x, unix:
                X-Forwarded-Proto: https, http
                X-Forwarded-Host: , shop.example.com, b
                X-Forwarded-Port: 8443, 1, 2, 3, 4, 5
                -> url=https://shop.example.com:8443/; client=192.0.2.1; hops=4
                """);
    }

    @Test
    void sixty_four_hops_are_counted_however_they_are_spread_over_lines() {
        for (String end : List.of("\nX-Forwarded-For: ", ", ", ",,\nX-Forwarded-For:\nX-Forwarded-For: , ")) {
            String values = "<x>" + (end + "<x>").repeat(1_000) + end + "192.0.2.1" + (end + "<x>").repeat(63);
            assertThat(counted("x-forwarded", "X-Forwarded-For: " + values))
                    .hasToString("http://shop.example.com/ from 192.0.2.1");
        }
    }

    @Test
    void sixty_four_elements_are_counted_however_they_are_spread_over_lines() {
        for (String end : List.of("\nForwarded: ", ", ", ",,\nForwarded:\nForwarded: , ")) {
            String values =
                    "\"" + (end + "for=<x>").repeat(1_000) + end + "for=192.0.2.1" + (end + "for=_x").repeat(63);
            String closed = end.startsWith(",") ? values.substring(1 + end.length()) : values;
            assertThat(counted("forwarded", "Forwarded: " + closed))
                    .hasToString("http://shop.example.com/ from 192.0.2.1");
        }
    }

    private static Decision counted(String family, String headers) {
        return ForwardedResolver.builder()
                .set("hops", "64")
                .headers(family)
                .build()
                .decide(RequestHead.parse("GET / HTTP/1.1\nHost: shop.example.com\n" + headers + "\n"));
    }

    @Test
    void a_65th_trusted_node_is_invalid() {
        assertThat(throughTrusted(63, "")).hasToString("http://shop.example.com/ from 192.0.2.1");
        assertThat(throughTrusted(64, "")).isInstanceOf(RejectedRequestException.class);
        assertThat(throughTrusted(10_000, "hops=64")).hasToString("http://shop.example.com/ from 10.0.0.1");
    }

    private static Decision throughTrusted(int nodes, String hops) {
        ForwardedResolver.Builder builder = ForwardedResolver.builder().trustedProxies("10.0.0.0/8");
        if (!hops.isEmpty()) {
            builder.set("hops", hops.substring(hops.indexOf('=') + 1));
        }
        String chain = "192.0.2.1, " + String.join(", ", Collections.nCopies(nodes, "10.0.0.1"));
        return builder.build()
                .decide(RequestHead.parse("GET / HTTP/1.1\nHost: shop.example.com\nX-Forwarded-For: " + chain + "\n")
                        .peer("10.0.0.1", 1));
    }
}
