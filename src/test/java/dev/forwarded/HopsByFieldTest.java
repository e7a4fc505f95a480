package dev.forwarded;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Counts of hops for single fields. */
final class HopsByFieldTest {

    @TestFactory
    Stream<DynamicTest> counted() {
        return Cases.tests("headers=x-forwarded; peer=10.0.0.1 40112; server=backend 8080", """
                Each field has a count of its own
                hops=for=2,proto=1
                Host: shop.example.com
                X-Forwarded-For: 6.6.6.6, 192.0.2.1, 203.0.113.7
                X-Forwarded-Proto: http, https
                X-Forwarded-Host: evil.example
                -> url=https://shop.example.com/; client=192.0.2.1

                A count is exact and does not compare
                hops=for=1,proto=2,host=3,port=1
                X-Forwarded-Proto: http, https, http
                X-Forwarded-Host: shop.example.com, b, c
                X-Forwarded-Port: 1, 8443
                -> url=https://shop.example.com:8443/

                With fewer values the field stays as received
                hops=1,proto=2
                Host: backend
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com
                -> url=http://shop.example.com/

                A count of its own does not depend on X-Forwarded-For
                hops=2,proto=1
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example
                -> url=https://shop.example.com/; client=10.0.0.1

                Zero takes nothing
                hops=1,host=0
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example
                -> url=https://shop.example.com/; client=192.0.2.1

                Only the counted value is parsed
                hops=proto=2
                Host: shop.example.com
                X-Forwarded-Proto: gopher, https, gopher
                -> scheme=https

                The counted value is parsed
                hops=proto=2
                X-Forwarded-Proto: https, gopher, https
                -> 400 invalid-value; says value 2 from the right

                A field that is not named follows the plain count
                hops=2,host=1
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: https, https
                X-Forwarded-Host: a.example, shop.example.com
                -> url=https://shop.example.com/; client=192.0.2.1

                Or the walk, where the trust list applies
                trustedProxies=10.0.0.0/8; hops=host=1
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: https, https
                X-Forwarded-Host: a.example, shop.example.com
                -> url=https://shop.example.com/; client=192.0.2.1; hops=2

                A count of for caps the walk
                trustedProxies=10.0.0.0/8; hops=for=1
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: http, https
                Host: shop.example.com
                -> client=10.0.0.2; scheme=https

                The client is then the counted value
                hops=for=2
                X-Forwarded-For: 192.0.2.1, <x>
                X-Forwarded-Proto: https
                Host: shop.example.com
                -> client=192.0.2.1; scheme=http

                The prefix follows a plain count only as being believed
                hops=3; prefix=replace
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, 192.0.2.2, 192.0.2.3
                X-Forwarded-Prefix: /a, /b
                -> prefix=/b

                A chain that is too short verifies no prefix
                hops=3; prefix=replace
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Prefix: /evil
                -> prefix=

                Nor does a chain that is not there
                hops=2; prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /evil
                -> prefix=

                A single hop needs no chain
                hops=1; prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /shop
                -> prefix=/shop

                The last N prefixes are joined, the outer first
                hops=prefix=2; prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /x, /a/, /b
                -> prefix=/a/b

                Fewer prefixes are none
                hops=prefix=2; prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /a
                -> prefix=

                Zero prefixes are not read
                hops=1,prefix=0; prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: %
                -> prefix=

                A prefix that no count names is not read
                hops=for=1; prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /a
                -> prefix=
                """);
    }
}
