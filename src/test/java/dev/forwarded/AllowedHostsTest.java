package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which original hosts are served. */
final class AllowedHostsTest {

    @TestFactory
    Stream<DynamicTest> entries() {
        return Cases.tests(
                "allowedHosts=shop.example.com, *.example.org, api.example.net:8443, 192.0.2.1, [2001:db8::1], *.b:99",
                """
                A host that is listed
                Host: shop.example.com
                -> host=shop.example.com

                In any case, with a trailing dot, with any port
                Host: SHOP.Example.com.:8080
                -> host=SHOP.Example.com.; port=8080

                A host that is not
                Host: evil.example
                -> 400 host-not-allowed; says evil.example

                A host that ends like one
                Host: evilshop.example.com
                -> 400 host-not-allowed

                A host that begins like one
                Host: shop.example.com.evil.example
                -> 400 host-not-allowed

                Below a pattern
                Host: a.example.org
                -> host=a.example.org

                Far below a pattern
                Host: c.b.A.EXAMPLE.org.
                -> host=c.b.A.EXAMPLE.org.

                Not the apex of a pattern
                Host: example.org
                -> 400 host-not-allowed

                Not a name that only ends like the apex
                Host: notexample.org
                -> 400 host-not-allowed

                With the port of the entry
                Host: api.example.net:8443
                -> port=8443

                With another port
                Host: api.example.net
                -> 400 host-not-allowed

                A pattern with port
                Host: a.b:99
                -> port=99

                A pattern with another port
                Host: a.b:98
                -> 400 host-not-allowed

                An IP literal
                Host: 192.0.2.1:8080
                -> host=192.0.2.1

                By value
                Host: [::ffff:192.0.2.1]
                -> host=[::ffff:192.0.2.1]

                IPv6 by value
                Host: [2001:DB8:0:0::1]
                -> host=[2001:DB8:0:0::1]

                Another IP literal
                Host: 192.0.2.2
                -> 400 host-not-allowed
                """);
    }

    @TestFactory
    Stream<DynamicTest> what_is_checked() {
        return Cases.tests("allowedHosts=shop.example.com; headers=x-forwarded", """
                The original host is checked, and the received one need not be allowed
                Host: backend:8080
                X-Forwarded-Host: shop.example.com
                -> url=http://shop.example.com/

                A forwarded host that is not allowed is refused
                Host: shop.example.com
                X-Forwarded-Host: evil.example
                -> 400 host-not-allowed

                Whatever the policy
                onInvalid=ignore
                Host: shop.example.com
                X-Forwarded-Host: evil.example
                -> 400 host-not-allowed

                A request without forwarded headers is checked
                Host: evil.example
                -> 400 host-not-allowed

                A request from a peer that is not trusted is checked
                peer=192.0.2.9 1
                Host: evil.example
                X-Forwarded-Host: shop.example.com
                -> 400 host-not-allowed

                There the host is that of the received Host
                peer=192.0.2.9 1
                Host: shop.example.com
                X-Forwarded-Host: evil.example
                -> url=http://shop.example.com/; trusted=false

                The answer comes from the authority that was checked
                peer=192.0.2.9 1; server=backend 8080
                Host: shop.example.com:8081
                -> url=http://shop.example.com:8081/

                Invalid headers are refused as such before
                Host: evil.example
                X-Forwarded-Proto: gopher
                -> 400 invalid-value

                A missing Host is the container's name
                server=shop.example.com 8080
                X-Ignored: x
                -> url=http://shop.example.com:8080/

                An asterisk allows every host
                allowedHosts=*
                Host: whatever.example
                -> host=whatever.example

                But not a request without any
                allowedHosts=*; server=a<b 80
                Host:
                -> 400 no-authority
                """);
    }

    @TestFactory
    Stream<DynamicTest> probes() {
        return Cases.tests("allowedHosts=shop.example.com, 10.0.0.0/8, loopback, local; local=192.0.2.80", """
                A probe by an address in a block
                Host: 10.1.2.3:8080
                -> host=10.1.2.3

                By an address under a trust name
                Host: [::1]:8080
                -> host=[::1]

                By the address on which the request arrived
                Host: 192.0.2.80
                -> host=192.0.2.80

                Compared by value
                Host: [::ffff:192.0.2.80]
                -> host=[::ffff:192.0.2.80]

                From anybody
                peer=203.0.113.9 1
                Host: 10.1.2.3
                -> host=10.1.2.3

                Not by another address
                Host: 192.0.2.81
                -> 400 host-not-allowed

                Not by a name
                Host: localhost
                -> 400 host-not-allowed

                Not with a forwarded header
                Host: 10.1.2.3
                X-Forwarded-For: 192.0.2.1
                -> 400 host-not-allowed

                Not with an empty one, nor one that is not read
                Host: 10.1.2.3
                X-Forwarded-Server:
                -> 400 host-not-allowed

                Not with one from a peer that is not trusted
                peer=203.0.113.9 1
                Host: 192.0.2.80
                Forwarded: for=_x
                -> 400 host-not-allowed

                Not with a configured one
                names=url=X-Original-URL
                Host: 192.0.2.80
                X-Original-URL: /
                -> 400 host-not-allowed

                Not with one although the application sees it
                hideHeaders=false
                Host: 10.1.2.3
                X-Forwarded-For: 192.0.2.1
                -> 400 host-not-allowed

                The trusted secret is no forwarded header
                trustedSecret=X-Secret=0123456789abcdef
                Host: 10.1.2.3
                X-Secret: 0123456789abcdef
                -> host=10.1.2.3

                Nor is a header that is only hidden
                hideHeaders=true,X-Real-IP
                Host: 10.1.2.3
                X-Real-IP: 192.0.2.1
                X-Client-IP: 192.0.2.1
                -> host=10.1.2.3

                An address that is forwarded is no probe
                Host: backend
                X-Forwarded-Host: 10.1.2.3
                -> 400 host-not-allowed

                Without local address nothing is local
                local=
                Host: 192.0.2.80
                -> 400 host-not-allowed
                """);
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "a.*.example | a.*.example",
                "*example.com | *example.com",
                "all | write * for any host",
                "unix | write * for any host",
                "shop.example.* | shop.example.*",
                "*.*.example | *.*.example",
                "*:8080 | *:8080",
                "*. | *.",
                "*.192.0.2.1 | *.192.0.2.1",
                "*.[::1] | *.[::1]",
                "bücher.example | xn--",
                "https://shop.example.com | https://shop.example.com",
                "user@shop.example.com | user@shop.example.com",
                "shop.example.com:0 | shop.example.com:0",
                "192.0.2.256 | 192.0.2.256",
                "10.0.0.1/8 | write 10.0.0.0/8",
                "10.0.0.0/33 | write a CIDR block",
            })
    void refused(String entry, String says) {
        assertThatThrownBy(() -> ForwardedResolver.builder()
                        .allowedHosts("a.example, " + entry)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowedHosts")
                .hasMessageContaining(says);
    }
}
