package dev.forwarded;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The walk through the elements of {@code Forwarded}. */
final class ForwardedWalkTest {

    private static final String TRUST = "headers=forwarded; trustedProxies=loopback, 10.0.0.0/8";

    @TestFactory
    Stream<DynamicTest> the_walk() {
        return Cases.tests(TRUST, """
                The last element is the peer's word
                Host: backend:8080
                Forwarded: for=6.6.6.6;host=evil.example, for=192.0.2.1;proto=https;host=shop.example.com
                -> url=https://shop.example.com/; client=192.0.2.1; hops=1; trusted=true

                Trusted nodes are passed on the way to the client
                Host: backend
                Forwarded: for=192.0.2.1;proto=https;host=shop.example.com, for=10.0.0.3, for=10.0.0.2
                -> url=https://shop.example.com/; client=192.0.2.1; hops=3

                In an all-trusted chain the leftmost node is the client
                Host: shop.example.com
                Forwarded: for=10.0.0.3;proto=https, for="10.0.0.2:80"
                -> client=10.0.0.3; hops=2; scheme=https

                Scheme and host are those of the outermost believed element that states them
                Host: backend
                Forwarded: for=192.0.2.1;proto=https;host=shop.example.com
                Forwarded: for=10.0.0.2;proto=http;host=inner.example
                -> url=https://shop.example.com/

                Each of them may come from another element
                Host: backend
                Forwarded: for=192.0.2.1;host=shop.example.com, for=10.0.0.2;proto=https;host=inner.example
                -> url=https://shop.example.com/

                Nothing comes from an element beyond an untrusted node
                Host: shop.example.com
                Forwarded: for=6.6.6.6;proto=https;host=evil.example, for=192.0.2.1
                -> url=http://shop.example.com/; client=192.0.2.1

                An element without for is used and ends the walk, and the last verified node is the client
                Host: backend
                Forwarded: for=6.6.6.6;proto=http, proto=https;host=shop.example.com, for="10.0.0.2:1234"
                -> url=https://shop.example.com/; client=10.0.0.2; address=10.0.0.2; clientPort=1234; hops=1

                If it is the first one, the peer is the client
                Host: shop.example.com
                Forwarded: for=192.0.2.1, proto=https;by=10.0.0.1
                -> url=https://shop.example.com/; client=127.0.0.1; clientPort=40112; hops=1

                A trailing semicolon as in a gateway's sample policy
                Host: backend
                Forwarded: proto=https;host=example.com;
                -> url=https://example.com/; client=127.0.0.1

                The word unknown ends the walk
                Host: shop.example.com
                Forwarded: for=192.0.2.1, for=unknown;proto=https, for=10.0.0.2
                -> client=unknown; address=10.0.0.2; clientPort=0; scheme=https

                An identifier that nobody listed ends the walk
                Host: shop.example.com
                Forwarded: for=192.0.2.1, for="_edge:80"
                -> client=_edge; address=127.0.0.1; clientPort=0

                A listed identifier is a trusted proxy
                trustedProxies=loopback, _edge
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https, for=_edge
                -> client=192.0.2.1; hops=2; scheme=https

                Identifiers are compared exactly
                trustedProxies=loopback, _edge
                Host: shop.example.com
                Forwarded: for=192.0.2.1, for=_Edge
                -> client=_Edge

                A trusted identifier on the left end is the client node, with the address before it
                trustedProxies=loopback, 10.0.0.2, _edge
                Host: shop.example.com
                Forwarded: for=_edge, for=10.0.0.2
                -> client=_edge; address=10.0.0.2; clientPort=0; hops=2

                Everybody is passed where everybody is trusted
                trustedProxies=all
                Host: backend
                Forwarded: for=192.0.2.1;proto=https;host=shop.example.com, for=unknown, for=_x;host=b, for=192.0.2.9
                -> url=https://shop.example.com/; client=192.0.2.1; hops=4

                The family is read where only for is left out of the fields, and for still carries the walk
                fields=proto,host
                Host: backend
                Forwarded: for=192.0.2.1;proto=https;host=shop.example.com, for=10.0.0.2
                -> url=https://shop.example.com/; client=127.0.0.1; clientPort=40112

                What is not in the fields is not taken
                fields=for
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https;host=evil.example
                -> url=http://shop.example.com/; client=192.0.2.1

                An element is parsed whole even for what is not taken
                fields=for
                Host: shop.example.com
                Forwarded: for=192.0.2.1;host="a b"
                -> 400 invalid-value

                A port in the host belongs to host
                fields=for,proto,host
                Host: backend
                Forwarded: host="shop.example.com:8443";proto=https
                -> url=https://shop.example.com:8443/

                With nothing but port in the fields the family has nothing to say
                fields=port
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https, garbage
                -> url=http://shop.example.com/; client=127.0.0.1; hops=0
                """);
    }

    @TestFactory
    Stream<DynamicTest> lines_and_quotes() {
        return Cases.tests(TRUST, """
                A quote that a client left open in an earlier line swallows nothing
                Host: backend
                Forwarded: for="6.6.6.6;proto=https;host=evil.example
                Forwarded: for=192.0.2.1;proto=https;host="shop.example.com:8443"
                -> url=https://shop.example.com:8443/; client=192.0.2.1

                The line with the open quote is malformed once it is reached
                Host: backend
                Forwarded: for="192.0.2.1;proto=https
                Forwarded: for=10.0.0.2
                -> 400 invalid-value; says value 2 from the right; says a closing quote

                A proxy that appends behind an open quote is refused, not misread
                Host: shop.example.com
                Forwarded: for="6.6.6.6;proto=https;host=evil.example, for=192.0.2.1;by=10.0.0.1;host="shop.example.com"
                -> 400 invalid-value

                An open quote voids the line, also what stands before it
                onInvalid=ignore
                Host: shop.example.com
                Forwarded: for=192.0.2.1, for="10.0.0.2
                -> client=127.0.0.1; scheme=http

                A malformed element ends at the next comma outside quotes
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https, for=10.0.0.3 x="a,b", for=10.0.0.2
                -> 400 invalid-value; says value 2 from the right

                A malformed element in front of the client is not looked at
                Host: shop.example.com
                Forwarded: for=;;=;"a,b" x, for=192.0.2.1;proto=https
                -> url=https://shop.example.com/; client=192.0.2.1

                An escaped quote does not end a quoted string
                Host: shop.example.com
                Forwarded: for=192.0.2.1;x="\\", for=6.6.6.6";proto=https
                -> client=192.0.2.1; scheme=https

                A backslash outside quotes escapes nothing
                Host: shop.example.com
                Forwarded: x\\, for=192.0.2.1
                -> client=192.0.2.1

                Empty elements and lines are no hops
                Host: shop.example.com
                Forwarded: , for=192.0.2.1,,
                Forwarded:
                Forwarded: , for=10.0.0.2 , \t,
                Forwarded: ,
                -> client=192.0.2.1; hops=2

                A header of commas only is absent
                Host: shop.example.com
                Forwarded: , ,
                -> client=127.0.0.1; clientPort=40112; hops=0
                """);
    }
}
