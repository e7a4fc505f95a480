package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What happens to invalid values inside the part that trusted hops wrote. */
final class InvalidInputTest {

    private static final String X = "headers=x-forwarded; trustedProxies=loopback, 10.0.0.0/8; server=backend 8080";

    private static final String F = "headers=forwarded; trustedProxies=loopback, 10.0.0.0/8; server=backend 8080";

    @TestFactory
    Stream<DynamicTest> reject() {
        return Cases.tests(X, """
                A bad node
                X-Forwarded-For: 192.0.2.1, x y, 10.0.0.2
                -> 400 invalid-value; says X-Forwarded-For, value 2 from the right; says but was "x y"

                A bad scheme
                X-Forwarded-Proto: javascript
                -> 400 invalid-value; says X-Forwarded-Proto, value 1 from the right; says expected http or https

                A scheme that only a renamed header may say
                X-Forwarded-Proto: on
                -> 400 invalid-value

                A bad host
                X-Forwarded-Host: user@evil.example
                -> 400 invalid-value; says X-Forwarded-Host; says host or host:port

                A bad port
                X-Forwarded-Port: 0
                -> 400 invalid-value; says X-Forwarded-Port; says 1 to 65535

                A port above the largest
                X-Forwarded-Port: 70000
                -> 400 invalid-value

                A quote that is not closed
                X-Forwarded-Proto: "https
                -> 400 invalid-value

                A bad value under another name is logged under that name
                names=proto=X-Scheme-Was
                X-Scheme-Was: gopher
                -> 400 invalid-value; says X-Scheme-Was

                A bad element
                headers=forwarded
                Forwarded: for=192.0.2.1, for=a.example;proto=https, for=10.0.0.2
                -> 400 invalid-value; says Forwarded, value 2 from the right; says for=a.example;proto=https

                What is logged has no control characters, and others beyond ASCII are masked
                X-Forwarded-Host: a\u0007b\u001b[31m\u00e9
                -> 400 invalid-value; says "ab[31m?"

                A scheme where a port belongs is called one
                X-Forwarded-Port: https
                -> 400 invalid-value; says (a scheme does not belong here)

                A host and port where a port belongs are told apart
                X-Forwarded-Port: shop.example.com:8443
                -> 400 invalid-value; says (the port alone belongs here)

                A zone where an address belongs is pointed at
                X-Forwarded-For: 192.0.2.1%3
                -> 400 invalid-value; says (a zone or route domain, behind %, does not belong here)
                """);
    }

    @TestFactory
    Stream<DynamicTest> ignore_in_x_forwarded() {
        return Cases.tests(X + "; onInvalid=ignore", """
                A bad node ends the walk there
                X-Forwarded-For: 192.0.2.1, x y, 10.0.0.2
                -> client=10.0.0.2; address=10.0.0.2; hops=1

                Other fields follow the nodes verified before it
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, x y, 10.0.0.2
                X-Forwarded-Proto: http, https, https
                -> client=10.0.0.2; scheme=https

                A bad node of the peer leaves the peer
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, x y
                X-Forwarded-Proto: http, https
                -> client=127.0.0.1; clientPort=40112; scheme=https

                A bad scheme drops the scheme alone
                Host: backend
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: gopher
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 8443
                -> url=http://shop.example.com:8443/; client=192.0.2.1

                A bad host drops the host alone
                Host: shop.example.com
                X-Forwarded-Proto: https
                X-Forwarded-Host: a b
                X-Forwarded-Port: 8443
                -> url=https://shop.example.com:8443/

                A bad port drops the port alone
                Host: backend
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 0
                -> url=https://shop.example.com/

                Values that differ drop the field alone
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: https, http
                X-Forwarded-Port: 8080, 8080
                -> url=http://shop.example.com:8080/; client=192.0.2.1

                A bad value of a nearer hop drops the field, and no outer one takes its place
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: https, gopher
                -> scheme=http

                A bad value of an outer hop does, too
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: gopher, https
                -> scheme=http

                A counted value that is bad drops the field
                hops=for=1,proto=2
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: gopher, https
                -> scheme=http; client=192.0.2.1
                """);
    }

    @TestFactory
    Stream<DynamicTest> ignore_in_forwarded() {
        return Cases.tests(F + "; onInvalid=ignore", """
                Nothing is taken from a bad element or from beyond it
                Host: backend
                Forwarded: for=192.0.2.1;proto=https, for=x y;host=evil.example, for=10.0.0.2;host=shop.example.com
                -> url=http://shop.example.com/; client=10.0.0.2; hops=1

                A bad first element leaves everything as received
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https, for=10.0.0.2;proto=https;proto=https
                -> url=http://shop.example.com/; client=127.0.0.1; clientPort=40112

                A bad host voids the scheme and the node beside it
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https;host="a b"
                -> url=http://shop.example.com/; client=127.0.0.1

                A host with a semicolon in quotes is no parameter
                Host: shop.example.com
                Forwarded: for="a;host=evil.example";proto=https
                -> url=http://shop.example.com/; client=127.0.0.1
                """);
    }

    @Test
    void resolve_throws_what_decide_gives() {
        ForwardedResolver resolver = ForwardedResolver.builder().build();
        RequestHead bad = RequestHead.parse("GET / HTTP/1.1\nHost: a\nX-Forwarded-Proto: x\n");
        RejectedRequestException decided = (RejectedRequestException) resolver.decide(bad);
        assertThat(decided.status()).isEqualTo(400);
        assertThatThrownBy(() -> resolver.resolve(bad))
                .isInstanceOf(RejectedRequestException.class)
                .hasMessage(decided.getMessage());
    }

    @Test
    void what_is_logged_is_cut_at_200_characters() {
        ForwardedResolver resolver = ForwardedResolver.builder().build();
        RequestHead bad = RequestHead.parse("GET / HTTP/1.1\nHost: a\nX-Forwarded-Host: " + "@".repeat(5_000) + "\n");
        String line =
                ((RejectedRequestException) resolver.decide(bad)).finding().toString();
        assertThat(line).contains("@".repeat(200) + "...").doesNotContain("@".repeat(201));
    }
}
