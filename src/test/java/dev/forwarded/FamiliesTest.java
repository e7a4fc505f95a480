package dev.forwarded;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which family of headers is read, and what it takes for two to agree. */
final class FamiliesTest {

    @TestFactory
    Stream<DynamicTest> one_family() {
        return Cases.tests("""
                A header of the other family has no effect, not even a malformed one
                headers=x-forwarded
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                Forwarded: for="6.6.6.6;host=evil.example
                -> url=http://shop.example.com/; client=192.0.2.1

                The same the other way round
                headers=forwarded
                Host: shop.example.com
                X-Forwarded-For: <x>
                X-Forwarded-Proto: gopher
                Forwarded: for=192.0.2.1;proto=https
                -> url=https://shop.example.com/; client=192.0.2.1

                There is no falling back on X-Forwarded
                headers=forwarded
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                -> url=http://shop.example.com/; client=127.0.0.1; hops=0

                There is no falling back on Forwarded
                headers=x-forwarded
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https
                -> url=http://shop.example.com/; client=127.0.0.1; hops=0

                The prefix is read with Forwarded, too
                headers=forwarded; prefix=replace
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https
                X-Forwarded-Prefix: /shop
                -> url=https://shop.example.com/shop/

                And alone
                headers=forwarded; prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /shop
                -> url=http://shop.example.com/shop/

                The original target is read with Forwarded, too
                headers=forwarded; names=url=X-Original-URL
                Host: shop.example.com
                X-Original-URL: /cart?x=1
                -> url=http://shop.example.com/cart?x=1
                """);
    }

    @TestFactory
    Stream<DynamicTest> either() {
        return Cases.tests("""
                Forwarded alone is read
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https
                -> url=https://shop.example.com/; client=192.0.2.1

                X-Forwarded alone is read
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                -> url=https://shop.example.com/; client=192.0.2.1

                Two that agree are taken, the host in the spelling of X-Forwarded-Host
                Host: backend
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Host: Shop.example.com.
                Forwarded: for=192.0.2.1;proto=https;host=shop.example.com
                -> url=https://Shop.example.com./; client=192.0.2.1

                The client's port is taken if both state the same one
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1:4711
                Forwarded: for="192.0.2.1:4711"
                -> client=192.0.2.1; clientPort=4711

                It is unknown if only one states it
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                Forwarded: for="192.0.2.1:4711"
                -> client=192.0.2.1; clientPort=0

                Also if that is Forwarded, and the other family states no client at all
                Host: shop.example.com
                X-Forwarded-Proto: http
                Forwarded: for="127.0.0.1:4711"
                -> client=127.0.0.1; clientPort=0

                It is unknown if they state two
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1:4712
                Forwarded: for="192.0.2.1:4711"
                -> client=192.0.2.1; clientPort=0

                Addresses are compared by value
                Host: shop.example.com
                X-Forwarded-For: 2001:db8:0::1
                Forwarded: for="[2001:DB8::1]"
                -> client=2001:db8::1

                Ports are compared after all port rules
                Host: backend:8080
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 8443
                Forwarded: proto=https;host="shop.example.com:8443"
                -> url=https://shop.example.com:8443/

                A host that one family states and Host confirms is agreed on
                Host: shop.example.com
                X-Forwarded-Proto: https
                Forwarded: proto=https;host=SHOP.example.com
                -> url=https://shop.example.com/

                A node that is no address agrees with itself
                Host: shop.example.com
                X-Forwarded-For: unknown
                Forwarded: for=unknown
                -> client=unknown; address=127.0.0.1

                It does not agree with an address
                Host: shop.example.com
                X-Forwarded-For: unknown
                Forwarded: for=127.0.0.1
                -> 400 families-disagree

                Nor with itself behind another address
                trustedProxies=loopback, 10.0.0.0/8
                Host: shop.example.com
                X-Forwarded-For: unknown, 10.0.0.2
                Forwarded: for=unknown
                -> 400 families-disagree; says unknown behind 10.0.0.2; says unknown behind 127.0.0.1

                Nor with another identifier
                Host: shop.example.com
                X-Forwarded-For: _a
                Forwarded: for=_b
                -> 400 families-disagree

                Two clients are refused, and the log names both and the fix
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                Forwarded: for=6.6.6.6
                -> 400 families-disagree; says 192.0.2.1; says 6.6.6.6; says headers=forwarded; says headers=x-forwarded

                A client that only one of them names is refused
                Host: shop.example.com
                X-Forwarded-Proto: https
                Forwarded: for=6.6.6.6;proto=https
                -> 400 families-disagree

                Two schemes are refused
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                Forwarded: for=192.0.2.1;proto=http
                -> 400 families-disagree

                A scheme that only one of them changes is refused
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                Forwarded: for=192.0.2.1
                -> 400 families-disagree

                Two hosts are refused
                Host: shop.example.com
                X-Forwarded-Host: shop.example.com
                Forwarded: host=evil.example
                -> 400 families-disagree

                Two ports are refused
                Host: shop.example.com
                X-Forwarded-Port: 8443
                Forwarded: host=shop.example.com
                -> 400 families-disagree

                They are refused under the other policy, too
                onInvalid=ignore
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                Forwarded: for=6.6.6.6
                -> 400 families-disagree

                One that is invalid is refused under the other policy, too
                onInvalid=ignore
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                Forwarded: for=192.0.2.1, garbage
                -> 400 family-invalid; says Forwarded, value 1 from the right; says headers=x-forwarded

                So is a bad value in X-Forwarded
                onInvalid=ignore
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Port: 0
                Forwarded: for=192.0.2.1
                -> 400 family-invalid; says X-Forwarded-Port

                The policy holds again for the prefix
                onInvalid=ignore; prefix=replace
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Prefix: /..
                Forwarded: for=192.0.2.1
                -> url=http://shop.example.com/; client=192.0.2.1

                Under a pinned URL only the client must agree
                publicUrl=https://shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: gopher
                Forwarded: for=192.0.2.1;proto=http;host=other.example
                Host: backend
                -> url=https://shop.example.com/; client=192.0.2.1
                """);
    }

    @TestFactory
    Stream<DynamicTest> presence() {
        return Cases.tests("""
                An empty header makes no family present
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                Forwarded:
                Forwarded: ,
                -> client=192.0.2.1

                Nor do empty X-Forwarded headers
                Host: shop.example.com
                X-Forwarded-For: ,
                X-Forwarded-Proto:
                Forwarded: for=192.0.2.1
                -> client=192.0.2.1

                A header outside the fields makes no family present
                fields=proto,host
                Host: shop.example.com
                X-Forwarded-For: 6.6.6.6
                X-Forwarded-Port: 1
                Forwarded: for=192.0.2.1;proto=https
                -> url=https://shop.example.com/; client=127.0.0.1

                A header outside the fields is not read, however bad it is
                fields=for
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: gopher
                X-Forwarded-Host: a b
                X-Forwarded-Port: x
                -> url=http://shop.example.com/; client=192.0.2.1

                A prefix makes no family present
                prefix=replace
                Host: shop.example.com
                Forwarded: for=192.0.2.1;proto=https
                X-Forwarded-Prefix: /a
                -> url=https://shop.example.com/a/; client=192.0.2.1

                Nor do X-Forwarded headers that nothing reads
                Host: shop.example.com
                Forwarded: for=192.0.2.1
                X-Forwarded-Ssl: on
                X-Forwarded-Scheme: https
                X-Forwarded-Server: evil.example
                -> url=http://shop.example.com/; client=192.0.2.1

                A header of another name stands for the field, and the usual one for nothing
                names=host=X-Original-Host,for=X-Client
                Host: backend
                X-Original-Host: shop.example.com
                X-Client: 192.0.2.1
                X-Forwarded-Host: evil.example
                X-Forwarded-For: 6.6.6.6
                -> url=http://shop.example.com/; client=192.0.2.1
                """);
    }
}
