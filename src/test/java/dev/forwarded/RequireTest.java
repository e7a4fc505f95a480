package dev.forwarded;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a trusted peer must state in every request. */
final class RequireTest {

    @TestFactory
    Stream<DynamicTest> required() {
        return Cases.tests("headers=x-forwarded", """
                Everything that is required is stated
                require=for,proto,host,port
                Host: backend
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 8443
                -> url=https://shop.example.com:8443/; client=192.0.2.1

                A client's Connection deleted the scheme
                require=proto
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                -> 400 not-stated; says 'proto'; says 127.0.0.1

                A trusted peer without any header
                require=for
                Host: shop.example.com
                -> 400 not-stated; says 'for'

                An empty header states nothing
                require=proto
                Host: shop.example.com
                X-Forwarded-Proto: ,
                -> 400 not-stated

                Whatever the policy, also where a bad value was dropped
                require=proto; onInvalid=ignore
                Host: shop.example.com
                X-Forwarded-Proto: gopher
                -> 400 not-stated

                An unknown client is a stated one
                require=for
                Host: shop.example.com
                X-Forwarded-For: unknown
                -> client=unknown

                An empty last item is, too
                require=for
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1,
                -> client=unknown

                A port is stated by X-Forwarded-Port
                require=port
                Host: shop.example.com
                X-Forwarded-Port: 8443
                -> port=8443

                Even by one that is an inner listener's
                require=port
                Host: shop.example.com
                X-Forwarded-Proto: https
                X-Forwarded-Port: 80
                -> url=https://shop.example.com/

                And by any forwarded host
                require=port
                Host: backend
                X-Forwarded-Host: shop.example.com
                -> port=80

                The received Host states nothing
                require=host
                Host: shop.example.com
                X-Forwarded-Proto: https
                -> 400 not-stated

                A list that is not believed states nothing
                require=proto; hops=2
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                -> 400 not-stated

                A count that is not reached states nothing
                require=proto; hops=proto=2
                Host: shop.example.com
                X-Forwarded-Proto: https
                -> 400 not-stated

                One hop needs no X-Forwarded-For, but can be required to have it
                require=for; hops=1
                Host: shop.example.com
                X-Forwarded-Proto: https
                -> 400 not-stated

                The other family states nothing
                require=proto
                Host: shop.example.com
                Forwarded: proto=https
                -> 400 not-stated

                Forwarded states by any believed element
                require=for,proto,host; headers=forwarded; trustedProxies=loopback, 10.0.0.0/8
                Host: backend
                Forwarded: for=192.0.2.1;proto=https, for=10.0.0.2;host=shop.example.com
                -> url=https://shop.example.com/; client=192.0.2.1

                Forwarded without for
                require=for; headers=forwarded
                Host: shop.example.com
                Forwarded: proto=https
                -> 400 not-stated

                Families that agree state what one of them states
                require=for,proto,host; headers=either
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                Forwarded: for=192.0.2.1;proto=https;host=shop.example.com
                -> url=https://shop.example.com/

                A peer that is not trusted need not state anything
                require=for; peer=192.0.2.9 1
                Host: shop.example.com
                -> client=192.0.2.9

                Under a pinned URL the client can be required
                require=for; publicUrl=https://shop.example.com
                Host: backend
                -> 400 not-stated

                It comes before the check of the host
                require=for; allowedHosts=a.example
                Host: evil.example
                -> 400 not-stated
                """);
    }
}
