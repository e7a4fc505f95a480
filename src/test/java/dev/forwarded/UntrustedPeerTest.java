package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.spy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a peer that is not trusted sends, and which headers the application never sees. */
final class UntrustedPeerTest {

    @TestFactory
    Stream<DynamicTest> untrusted() {
        return Cases.tests("peer=192.0.2.9 4711; server=backend 8080", """
                Received values stay
                Host: shop.example.com:8080
                X-Forwarded-For: 6.6.6.6
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example
                X-Forwarded-Port: 1
                Forwarded: for=7.7.7.7;proto=https;host=evil.example
                -> url=http://shop.example.com:8080/; client=192.0.2.9; address=192.0.2.9; clientPort=4711; trusted=false; hops=0

                No forwarded header is parsed
                Host: shop.example.com
                X-Forwarded-For: <x>
                Forwarded: "
                -> url=http://shop.example.com/

                By policy forwarded headers are answered with 400
                onUntrusted=reject
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                -> 400 untrusted-headers; says 192.0.2.9; says trustedProxies

                Even empty ones, and those that nothing reads
                onUntrusted=reject
                Host: shop.example.com
                X-Forwarded-By:
                -> 400 untrusted-headers

                And configured ones
                onUntrusted=reject; names=host=X-Original-Host
                Host: shop.example.com
                X-Original-Host: evil.example
                -> 400 untrusted-headers

                But not the kin of forwarded headers
                onUntrusted=reject
                Host: shop.example.com
                X-Original-Host: evil.example
                X-Real-IP: 6.6.6.6
                -> trusted=false

                A trusted peer's are none of its business
                onUntrusted=reject; peer=127.0.0.1 1
                X-Forwarded-For: 192.0.2.1
                -> client=192.0.2.1

                Where nobody is trusted loopback is not either
                trustedProxies=; peer=127.0.0.1 1
                X-Forwarded-For: 192.0.2.1
                -> client=127.0.0.1; trusted=false

                A list replaces the default
                trustedProxies=10.0.0.0/8; peer=127.0.0.1 1
                X-Forwarded-For: 192.0.2.1
                -> client=127.0.0.1; trusted=false

                A host name is nobody's address
                peer=localhost 1
                X-Forwarded-For: 192.0.2.1
                -> client=localhost; trusted=false
                """);
    }

    @Test
    void a_rewritten_peer_is_not_trusted_by_anything() {
        ReceivedRequest rewritten = spy(RequestHead.parse("GET / HTTP/1.1\nHost: a\nX-Forwarded-For: 192.0.2.1\n"));
        doReturn(true).when(rewritten).isRewritten();
        for (ForwardedResolver resolver : new ForwardedResolver[] {
            ForwardedResolver.builder().build(),
            ForwardedResolver.builder().trustedProxies("all").build(),
            ForwardedResolver.builder().set("hops", "1").build()
        }) {
            assertThat(Plans.trusts(resolver, rewritten)).isFalse();
            assertThat(resolver.resolve(rewritten).clientAddress()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void a_peer_without_address_is_a_unix_socket() {
        ReceivedRequest unix = spy(RequestHead.parse("GET / HTTP/1.1\nHost: a\nX-Forwarded-For: 192.0.2.1\n"));
        doReturn(null).when(unix).peerAddress();
        assertThat(ForwardedResolver.builder().build().resolve(unix).clientAddress())
                .isEmpty();
        ForwardedResolver trusting =
                ForwardedResolver.builder().trustedProxies("unix").build();
        assertThat(trusting.resolve(unix).clientAddress()).isEqualTo("192.0.2.1");
    }

    @TestFactory
    Stream<DynamicTest> hidden() {
        return Cases.lines("""
                Always | Forwarded forwarded X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host X-Forwarded-Port X-FORWARDED-PREFIX -> hidden
                Always, though nothing reads them | X-Forwarded-Ssl X-Forwarded-Scheme X-Forwarded-Server X-Forwarded-By -> hidden
                What other code reads of the client | Forwarded-For X-Original-For Proxy-Client-IP WL-Proxy-Client-IP HTTP_CLIENT_IP HTTP_X_FORWARDED_FOR X-Cluster-Client-IP X-Client-IP Client-IP -> hidden
                What other code reads of the scheme | X-Forwarded-Protocol X-Original-Proto X-Scheme X-Url-Scheme Front-End-Https X-Proxied-Https WL-Proxy-SSL -> hidden
                What other code reads of host and path | X-Forwarded X-Forwarded-Path X-Forwarded-Uri X-Forwarded-Context X-Original-Host X-Original-URL X-Rewrite-URL X-HTTP-Host-Override X-Host -> hidden
                A user, who is somebody else's business | X-Forwarded-User X-Forwarded-Email X-Forwarded-Preferred-Username X-Forwarded-Access-Token X-Forwarded-Groups -> seen
                A certificate | X-Forwarded-Client-Cert -> seen
                Others | Host Via X-Real-IP X-Request-ID Cookie -> seen
                """, UntrustedPeerTest::hiding);
    }

    private static String hiding(String names) {
        ForwardedResolver resolver = ForwardedResolver.builder().build();
        boolean[] hidden = new boolean[2];
        for (String name : names.split(" ")) {
            hidden[Plans.hides(resolver, name) ? 0 : 1] = true;
        }
        return hidden[0] && hidden[1] ? "some of each" : hidden[0] ? "hidden" : "seen";
    }

    @Test
    void hiding_can_be_set() {
        ForwardedResolver some = ForwardedResolver.builder()
                .set("hideHeaders", "true, X-Real-IP, -x-client-ip, -X-Forwarded-For")
                .set("names", "host=X-Host-Was")
                .build();
        assertThat(Stream.of("x-real-ip", "X-Host-Was", "Forwarded")).allMatch(name -> Plans.hides(some, name));
        assertThat(Stream.of("X-Client-IP", "X-Forwarded-For")).noneMatch(name -> Plans.hides(some, name));
        ForwardedResolver none =
                ForwardedResolver.builder().set("hideHeaders", "false").build();
        assertThat(Stream.of("Forwarded", "X-Forwarded-For", "X-Client-IP")).noneMatch(name -> Plans.hides(none, name));
    }

    @Test
    void what_is_watched() {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .set("hideHeaders", "true, X-Real-IP")
                .set("names", "host=X-Host-Was,url=X-Url")
                .build();
        assertThat(Plans.watchedHeaders(resolver))
                .contains("Forwarded", "X-Forwarded-For", "X-Forwarded-By", "X-Real-IP", "X-Host-Was", "X-Url")
                .doesNotContain("X-Client-IP", "Host");
        assertThat(Plans.watchesEveryRequest(resolver)).isFalse();
        assertThat(Plans.watchesEveryRequest(
                        ForwardedResolver.builder().allowedHosts("*").build()))
                .isTrue();
        assertThat(Plans.watchesEveryRequest(
                        ForwardedResolver.builder().set("require", "for").build()))
                .isTrue();
        assertThat(Plans.watchesEveryRequest(ForwardedResolver.builder()
                        .publicUrl("https://a.example")
                        .build()))
                .isTrue();
    }

    @Test
    void the_new_value_of_a_long_list_is_complete() {
        String list =
                IntStream.range(0, 60).mapToObj(i -> "2001:db8:" + i + "::/48").collect(Collectors.joining(","));
        ForwardedResolver resolver = ForwardedResolver.builder()
                .trustedProxies(list)
                .headers("x-forwarded")
                .build();
        RequestHead head =
                RequestHead.parse("GET / HTTP/1.1\nHost: a\nX-Forwarded-For: 6.6.6.6, 10.0.0.5, 2001:db8::1\n");
        assertThat(resolver.explain(head.peer("192.0.2.9", 1)).findings().toString())
                .contains("set trustedProxies=" + list + ",192.0.2.9 [untrusted-peer]");
        assertThat(resolver.explain(head.peer("2001:db8::2", 1)).findings().toString())
                .contains("set trustedProxies=" + list + ",10.0.0.5 [proxy-missing]");
    }
}
