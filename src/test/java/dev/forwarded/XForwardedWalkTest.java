package dev.forwarded;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The walk through X-Forwarded-For, and what it means for the other X-Forwarded headers. */
final class XForwardedWalkTest {

    private static final String TRUST = "headers=x-forwarded; trustedProxies=loopback, 10.0.0.0/8";

    @TestFactory
    Stream<DynamicTest> the_client() {
        return Cases.tests(TRUST, """
                The last value is the client that the peer saw
                X-Forwarded-For: 192.0.2.1
                -> client=192.0.2.1; address=192.0.2.1; clientPort=0; hops=1; trusted=true

                Trusted nodes are passed on the way to the client
                X-Forwarded-For: 192.0.2.1, 10.0.0.3, 10.0.0.2
                -> client=192.0.2.1; hops=3

                What an untrusted client put in front is not believed
                X-Forwarded-For: 10.6.6.6, 192.0.2.1, 10.0.0.2
                -> client=192.0.2.1; hops=2

                What an untrusted client put in front is not even read
                X-Forwarded-For: ";\\drop,, [::, 192.0.2.1
                -> client=192.0.2.1

                In an all-trusted chain the leftmost node is the client
                X-Forwarded-For: 10.0.0.4, 10.0.0.3, 10.0.0.2
                -> client=10.0.0.4; hops=3

                All lines are one list, in wire order
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                x-forwarded-for: 10.0.0.3
                X-FORWARDED-FOR: 10.0.0.2
                -> client=192.0.2.1; hops=3

                The first of two lines is the client's own
                X-Forwarded-For: 6.6.6.6
                X-Forwarded-For: 192.0.2.1
                -> client=192.0.2.1; hops=1

                A header whose name has underscores is another header
                X_Forwarded_For: 192.0.2.1
                -> client=127.0.0.1

                A header whose name has white space behind it is another header
                X-Forwarded-For : 192.0.2.1
                -> client=127.0.0.1

                White space around a value is dropped
                X-Forwarded-For: \t192.0.2.1 \t,\t 10.0.0.2 \t
                -> client=192.0.2.1

                No white space is needed
                X-Forwarded-For: 192.0.2.1,10.0.0.2
                -> client=192.0.2.1

                One pair of quotes is dropped
                X-Forwarded-For: "192.0.2.1", "10.0.0.2"
                -> client=192.0.2.1

                Only one pair of quotes is dropped
                X-Forwarded-For: ""192.0.2.1""
                -> 400 invalid-value; says X-Forwarded-For, value 1 from the right

                A quote that is not closed is malformed
                X-Forwarded-For: "192.0.2.1
                -> 400 invalid-value

                Quotes do not protect a comma
                X-Forwarded-For: "192.0.2.1, 10.0.0.2"
                -> 400 invalid-value

                Quotes know no escapes
                X-Forwarded-For: "192.0.2\\.1"
                -> 400 invalid-value
                """);
    }

    @TestFactory
    Stream<DynamicTest> forms_of_nodes() {
        return Cases.tests(TRUST, """
                A port is kept
                X-Forwarded-For: 192.0.2.1:4711
                -> client=192.0.2.1; clientPort=4711

                A trusted node may have a port
                X-Forwarded-For: 192.0.2.1:4711, 10.0.0.2:40000
                -> client=192.0.2.1; clientPort=4711

                A bare IPv6 address has no port
                X-Forwarded-For: 2001:DB8:0:0::8:800
                -> client=2001:db8::8:800; clientPort=0

                An IPv6 address in brackets may have one
                X-Forwarded-For: [2001:db8::1]:4711
                -> client=2001:db8::1; address=2001:db8::1; clientPort=4711

                An IPv4-mapped address is the IPv4 address
                X-Forwarded-For: ::ffff:192.0.2.1, ::ffff:10.0.0.2
                -> client=192.0.2.1; hops=2

                An obfuscated port is no number
                X-Forwarded-For: 192.0.2.1:_x
                -> client=192.0.2.1; clientPort=0

                The port of the peer is not the client's
                peer=127.0.0.1 9999
                X-Forwarded-For: 192.0.2.1
                -> clientPort=0

                An IPv4 address in brackets is malformed
                X-Forwarded-For: [192.0.2.1]
                -> 400 invalid-value

                An octet with a leading zero is malformed
                X-Forwarded-For: 192.0.2.01
                -> 400 invalid-value

                The zone of a link-local address is dropped
                X-Forwarded-For: fe80::1%eth0
                -> client=fe80::1

                Any other zone is malformed
                X-Forwarded-For: 203.0.113.5%1
                -> 400 invalid-value

                A host name is malformed and not looked up
                X-Forwarded-For: localhost
                -> 400 invalid-value

                An identifier ends the walk although it is listed, since only Forwarded has identifiers
                trustedProxies=loopback, _edge
                X-Forwarded-For: 192.0.2.1, _edge
                -> client=_edge; address=127.0.0.1; hops=1

                The word unknown ends the walk
                X-Forwarded-For: 192.0.2.1, unknown, 10.0.0.2
                -> client=unknown; address=10.0.0.2; clientPort=0; hops=2

                The word unknown is read in any case and with a port, which is not the client's
                X-Forwarded-For: UnKnown:80
                -> client=unknown; address=127.0.0.1; clientPort=0

                A Unix socket ends the walk where none is trusted
                X-Forwarded-For: 192.0.2.1, unix:
                -> client=unix; address=127.0.0.1; clientPort=0; hops=1

                A Unix socket that is trusted does not
                trustedProxies=loopback, unix
                X-Forwarded-For: 192.0.2.1, unix:
                -> client=192.0.2.1; hops=2

                A path behind unix: is no node
                X-Forwarded-For: unix:/run/x.sock
                -> 400 invalid-value
                """);
    }

    @TestFactory
    Stream<DynamicTest> empty_items() {
        return Cases.tests(TRUST, """
                Empty items never count as hops
                X-Forwarded-For: , 192.0.2.1, ,, 10.0.0.3, "" ,10.0.0.2
                -> client=192.0.2.1; hops=3

                An empty line in front counts for nothing
                X-Forwarded-For:
                X-Forwarded-For: 192.0.2.1
                -> client=192.0.2.1

                An empty last item is a node that knew nothing, and what stands before it is not its word
                X-Forwarded-For: 192.0.2.1,
                -> client=unknown; address=127.0.0.1; clientPort=0; hops=1

                Several empty last items are one such node
                X-Forwarded-For: 192.0.2.1, , ,
                -> client=unknown; hops=1

                An empty last line is such a node, too
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-For:
                -> client=unknown; address=127.0.0.1; hops=1

                So is a last line of commas
                X-Forwarded-For: 192.0.2.1,
                X-Forwarded-For: , ,
                -> client=unknown; hops=1

                A header of nothing but empty quotes names no node
                X-Forwarded-For: "", ""
                -> client=127.0.0.1; clientPort=40112

                An empty last item in quotes is a node that knew nothing
                X-Forwarded-For: 192.0.2.1, ""
                -> client=unknown; address=127.0.0.1; hops=1

                A header of commas and white space only is absent
                X-Forwarded-For: , \t,
                X-Forwarded-For:
                -> client=127.0.0.1; clientPort=40112; hops=0

                An empty last item of another list counts for nothing
                X-Forwarded-Proto: https,
                X-Forwarded-Host: shop.example.com, ,
                Host: backend:8080
                -> url=https://shop.example.com/
                """);
    }

    @TestFactory
    Stream<DynamicTest> other_lists() {
        return Cases.tests(TRUST + "; server=backend 8080", """
                With one trusted node only the last value is believed
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: http, https
                X-Forwarded-Host: evil.example, shop.example.com
                X-Forwarded-Port: 1, 8443
                -> url=https://shop.example.com:8443/

                Without X-Forwarded-For it is the peer's value
                X-Forwarded-Proto: http, https
                Host: shop.example.com
                -> url=https://shop.example.com/; client=127.0.0.1; hops=1

                Equal values of all trusted hops are taken
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: http, https, https
                Host: shop.example.com
                -> url=https://shop.example.com/

                Different values of trusted hops are invalid, and the log names the setting
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: https, http
                -> 400 values-differ; says X-Forwarded-Proto; says hops=proto=N; says the N-th value from the right is the outermost proxy's

                Under either the named setting says that it needs the family
                headers=either
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Host: a.example, b.example
                -> 400 values-differ; says hops=host=N; says headers=x-forwarded

                A list shorter than the chain is believed whole
                X-Forwarded-For: 192.0.2.1, 10.0.0.3, 10.0.0.2
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com, shop.example.com
                -> url=https://shop.example.com/

                A trusted leftmost node counts, too
                X-Forwarded-For: 10.0.0.2
                X-Forwarded-Proto: https, http
                -> 400 values-differ

                Schemes are compared as parsed
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: WSS, https
                Host: shop.example.com
                -> url=https://shop.example.com/

                Hosts are compared without case, and the outermost spelling is taken
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Host: Shop.Example.com, shop.example.com
                -> host=Shop.Example.com

                A host with another port is another host
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Host: shop.example.com:8443, shop.example.com
                -> 400 values-differ

                Ports are compared as parsed
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 8443, 08443
                -> port=8443

                Empty items do not shift the believed part
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: http, , https, , https, ,
                Host: shop.example.com
                -> scheme=https

                Illegal values beyond the believed part are not looked at
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: gopher, https
                X-Forwarded-Host: a b, shop.example.com
                X-Forwarded-Port: 99999, 8443
                -> url=https://shop.example.com:8443/

                Lines of another list are one list, too
                X-Forwarded-Proto: http
                X-Forwarded-Proto: https
                Host: shop.example.com
                -> scheme=https

                With X-Forwarded-For outside the fields there is one hop
                fields=proto,host
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: http, https
                Host: shop.example.com
                -> scheme=https; client=127.0.0.1; clientPort=40112
                """);
    }
}
