package dev.forwarded;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Host and port of the original URL, and what happens where the received request has no authority. */
final class AuthorityRulesTest {

    private static final String X = "headers=x-forwarded; server=backend 8080";

    @TestFactory
    Stream<DynamicTest> port() {
        return Cases.tests(X, """
                (1) the port in the forwarded host, before all others
                Host: backend:8080
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com:8443
                X-Forwarded-Port: 9443
                -> port=8443; url=https://shop.example.com:8443/

                (1) even the default of the other scheme
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com:80
                -> url=https://shop.example.com:80/

                (1) an empty port is none
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com:
                X-Forwarded-Port: 8443
                -> url=https://shop.example.com:8443/

                (2) X-Forwarded-Port beside a forwarded host
                Host: backend:8080
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 8443
                -> url=https://shop.example.com:8443/

                (2) X-Forwarded-Port beside the received Host, before its port
                Host: shop.example.com:8080
                X-Forwarded-Proto: https
                X-Forwarded-Port: 8443
                -> url=https://shop.example.com:8443/

                (2) not port 80 with https: it is an inner listener's
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 80
                -> url=https://shop.example.com/; port=443

                (2) not port 443 with http, and it implies no scheme
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 443
                -> url=http://shop.example.com/; port=80

                (2) port 443 with https received
                scheme=https
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 443
                -> urlWithPort=https://shop.example.com:443/

                (3) a host forwarded without port has the default of the scheme
                scheme=https; server=backend 8443
                Host: backend:8443
                X-Forwarded-Host: shop.example.com
                -> url=https://shop.example.com/; port=443

                (4) the received Host has a port
                Host: shop.example.com:8081
                X-Forwarded-For: 192.0.2.1
                -> url=http://shop.example.com:8081/

                (4) also where a header changed the scheme
                Host: shop.example.com:8443
                X-Forwarded-Proto: https
                -> url=https://shop.example.com:8443/

                (4) unless it is the default of the received scheme
                Host: shop.example.com:80
                X-Forwarded-Proto: https
                -> url=https://shop.example.com/

                (4) the default of the received scheme stays where the scheme does
                Host: shop.example.com:80
                X-Forwarded-Proto: http
                -> port=80

                (4) the default of the other scheme stays: only the received scheme's own is a listener's
                Host: shop.example.com:443
                X-Forwarded-For: 192.0.2.1
                -> url=http://shop.example.com:443/

                (5) a Host without port has the default of the scheme
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                -> url=http://shop.example.com/; port=80

                (5) not the port of the container, here from an absolute-form target
                request=GET http://shop.example.com:99/ HTTP/1.1
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                -> port=80

                (5) of the forwarded one, if there is one
                Host: shop.example.com:
                X-Forwarded-Proto: https
                -> url=https://shop.example.com/; port=443

                (5) a forwarded scheme without any Host
                X-Forwarded-Proto: https
                -> url=https://backend/; port=443

                (6) without Host and forwarded scheme the container's port
                X-Forwarded-For: 192.0.2.1
                -> url=http://backend:8080/; port=8080

                The port in a forwarded host belongs to host, not to port
                fields=host
                X-Forwarded-Host: shop.example.com:8443
                X-Forwarded-Port: 1
                -> url=http://shop.example.com:8443/

                Without port in the fields X-Forwarded-Port is not read
                fields=proto,host
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 8443
                -> url=http://shop.example.com/
                """);
    }

    @TestFactory
    Stream<DynamicTest> missing_host() {
        return Cases.tests(X, """
                The container's name stands in for a missing Host
                request=GET / HTTP/1.0; server=intra.example 8080
                X-Forwarded-Proto: https
                -> url=https://intra.example/

                An empty Host is a missing one
                server=intra.example 8080
                Host:
                X-Forwarded-For: 192.0.2.1
                -> url=http://intra.example:8080/

                An IPv6 address is put into brackets
                server=::1 8080
                X-Forwarded-Proto: https
                -> host=[::1]; url=https://[::1]/

                A name that is no host gives way to the local address
                server=a<b 8080; local=192.0.2.80
                X-Forwarded-Proto: https
                -> url=https://192.0.2.80/

                Also to an IPv6 one with a zone
                server=a<b 8080; local=fe80::1%eth0
                X-Forwarded-For: 192.0.2.1
                -> url=http://[fe80::1]:8080/

                With no host at all a forwarded scheme still counts
                server=a<b 8080
                X-Forwarded-Proto: https
                -> scheme=https; port=443

                On HTTP/2 the container's name and port are the authority
                request=GET / HTTP/2.0; server=shop.example.com 8443; scheme=https
                X-Forwarded-For: 192.0.2.1
                -> url=https://shop.example.com:8443/

                There the default of the received scheme counts as no port
                request=GET / HTTP/2.0; server=shop.example.com 80
                X-Forwarded-Proto: https
                -> url=https://shop.example.com/

                There a missing Host is no lack under Forwarded either
                request=GET / HTTP/3.0; server=shop.example.com 443; scheme=https; headers=forwarded
                Forwarded: for=192.0.2.1
                -> url=https://shop.example.com/; client=192.0.2.1

                On HTTP/1.1 a missing Host is no contradiction
                headers=forwarded; server=intra.example 8080
                Forwarded: for=192.0.2.1;proto=https
                -> url=https://intra.example/; client=192.0.2.1
                """);
    }

    @TestFactory
    Stream<DynamicTest> no_authority() {
        return Cases.tests(X, """
                A Host that does not parse is no authority
                Host: shop.example.com, evil.example
                X-Forwarded-For: 192.0.2.1
                -> 400 no-authority; says shop.example.com, evil.example

                Several Host lines are none
                Host: shop.example.com
                Host: shop.example.com
                X-Forwarded-Proto: https
                -> 400 no-authority

                The container's name is another host, from an absolute-form target
                request=GET http://evil.example/ HTTP/1.1
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                -> 400 no-authority; says proxyName; says setServerAuthority

                It may differ in port, case and one trailing dot
                request=GET http://SHOP.example.com.:99/ HTTP/1.1
                Host: shop.example.com:8443
                X-Forwarded-For: 192.0.2.1
                -> url=http://shop.example.com:8443/

                IP literals are compared by value
                request=GET http://[2001:db8:0:0::1]/ HTTP/1.1
                Host: [2001:DB8::1]
                X-Forwarded-For: 192.0.2.1
                -> host=[2001:DB8::1]

                A forwarded host stands for itself
                Host: a b
                X-Forwarded-Host: shop.example.com
                -> url=http://shop.example.com/

                But not in Forwarded, where Host can inject an element
                headers=forwarded
                Host: x";proto=https;x="
                Forwarded: for=192.0.2.1;host="shop.example.com";proto=http
                -> 400 no-authority

                A prefix alone is a header that is read
                prefix=replace
                Host: a b
                X-Forwarded-Prefix: /a
                -> 400 no-authority

                Without a header that is read it is the container's business
                Host: a b
                X-Forwarded-Ssl: on
                -> host=backend; port=8080

                From a peer that is not trusted, too
                peer=192.0.2.9 1
                Host: a b
                X-Forwarded-For: 192.0.2.1
                -> host=backend; port=8080; client=192.0.2.9

                By policy no header is then taken, and the host is found as for a missing one
                onInvalid=ignore; prefix=replace; server=intra.example 8080
                Host: a b
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Port: 8443
                X-Forwarded-Prefix: /a
                -> url=http://intra.example:8080/; client=127.0.0.1; clientPort=40112; hops=0

                By policy not in Forwarded either, though it states a host
                onInvalid=ignore; headers=forwarded; server=intra.example 8080
                Host: a b
                Forwarded: for=192.0.2.1;proto=https;host=shop.example.com
                -> url=http://intra.example:8080/; client=127.0.0.1

                With both families it is refused under either policy
                onInvalid=ignore; headers=either
                Host: a b
                X-Forwarded-For: 192.0.2.1
                Forwarded: for=192.0.2.1
                -> 400 no-authority

                Under a pinned URL a host counts as forwarded
                publicUrl=https://shop.example.com
                Host: a b
                X-Forwarded-For: 192.0.2.1
                -> url=https://shop.example.com/; client=192.0.2.1

                But not in Forwarded
                publicUrl=https://shop.example.com; headers=forwarded
                Host: a b
                Forwarded: for=192.0.2.1
                -> 400 no-authority

                Allowed hosts refuse it, whoever sends it
                allowedHosts=*; peer=192.0.2.9 1
                Host: a b
                -> 400 no-authority

                Allowed hosts refuse it although a host is forwarded
                allowedHosts=shop.example.com
                Host: a b
                X-Forwarded-Host: shop.example.com
                -> 400 no-authority

                Allowed hosts refuse it whatever the policy
                allowedHosts=shop.example.com; onInvalid=ignore
                Host: a b
                X-Forwarded-For: 192.0.2.1
                -> 400 no-authority
                """);
    }
}
