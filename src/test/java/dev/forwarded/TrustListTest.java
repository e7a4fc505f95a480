package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.settings.Planned;
import dev.forwarded.internal.settings.TrustList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is trusted: the names of {@code trustedProxies}, and peers as containers spell them. */
final class TrustListTest {

    @ParameterizedTest(name = "{0} trusts the peer {1}: {2}")
    @CsvSource(
            nullValues = "null",
            value = {
                "loopback, 127.0.0.1, true",
                "loopback, 127.255.255.254, true",
                "loopback, 128.0.0.1, false",
                "loopback, ::1, true",
                "loopback, ::2, false",
                "loopback, 0:0:0:0:0:0:0:1, true",
                "loopback, [::1], true",
                "loopback, [0:0:0:0:0:0:0:1], true",
                "loopback, ::ffff:127.0.0.1, true",
                "loopback, ::127.0.0.1, false",
                "loopback, localhost, false",
                "loopback, null, false",
                "loopback, '', false",
                "private, 10.1.2.3, true",
                "private, 172.16.0.1, true",
                "private, 172.31.255.255, true",
                "private, 172.32.0.1, false",
                "private, 192.168.0.1, true",
                "private, 192.169.0.1, false",
                "private, fc00::1, true",
                "private, fdff::1, true",
                "private, fe00::1, false",
                "private, 127.0.0.1, false",
                "link-local, 169.254.0.1, true",
                "link-local, fe80::1, true",
                "link-local, fe80::1%eth0, true",
                "link-local, [fe80::1%eth0], true",
                "link-local, febf::1, true",
                "link-local, fec0::1, false",
                "cgnat, 100.64.0.1, true",
                "cgnat, 100.127.255.255, true",
                "cgnat, 100.128.0.0, false",
                "unix, null, true",
                "unix, '', true",
                "unix, /run/tomcat.sock, true",
                "unix, @abstract, true",
                "unix, unix:/run/jetty.sock, true",
                "unix, 127.0.0.1, false",
                "unix, unixoid, false",
                "all, 203.0.113.9, true",
                "all, 2001:db8::1, true",
                "all, null, true",
                "all, /run/x.sock, true",
                "all, not an address, true",
                "0.0.0.0/0, 2001:db8::1, true",
                "::/0, 203.0.113.9, true",
                "::/0, null, true",
                "::/0, not an address, true",
                "10.0.0.0/8 192.0.2.1, 192.0.2.1, true",
                "10.0.0.0/8 192.0.2.1, 10.9.9.9, true",
                "10.0.0.0/8 192.0.2.1, 192.0.2.2, false",
                "10.0.0.0/8, 127.0.0.1, false",
                "2001:db8::1, [2001:DB8:0::1], true",
                "loopback _edge, _edge, false",
                "unix _edge, null, true",
                "all _edge, 203.0.113.9, true",
                "127.0.0.1, [127.0.0.1, false",
                "'', 127.0.0.1, false",
                "' , ', 127.0.0.1, false",
            })
    void peers(String setting, String peer, boolean trusted) {
        assertThat(read(setting).trustsPeer(peer)).isEqualTo(trusted);
    }

    @ParameterizedTest(name = "{0} trusts the node {1}: {2} in Forwarded, {3} in X-Forwarded-For")
    @CsvSource({
        "10.0.0.0/8, 10.0.0.1, true, true",
        "10.0.0.0/8, 10.0.0.1:80, true, true",
        "10.0.0.0/8, ::ffff:10.0.0.1, true, true",
        "2001:db8::/32, [2001:db8::1]:80, true, true",
        "10.0.0.0/8 _edge, _edge, true, false",
        "10.0.0.0/8 _edge, _edge:80, true, false",
        "10.0.0.0/8 _edge, _EDGE, false, false",
        "10.0.0.0/8, unknown, false, false",
        "unix, unix:, false, true",
        "10.0.0.0/8, unix:, false, false",
        "all, unknown, true, true",
        "all, _x, true, true",
        "all, unix:, false, true",
    })
    void nodes(String setting, String text, boolean inForwarded, boolean inXForwarded) {
        Node node = Node.parseXForwarded(text, 0, text.length());
        Node forwarded = Node.parseForwarded(text, 0, text.length());
        assertThat(forwarded != null && read(setting).trustsForwarded(forwarded))
                .isEqualTo(inForwarded);
        assertThat(read(setting).trustsXForwarded(node)).isEqualTo(inXForwarded);
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource({
        "10.0.0.1/8, write 10.0.0.0/8",
        "2001:db8::1/32, write 2001:db8::/32",
        "proxy.example.com, host names are never looked up",
        "localhost, host names are never looked up",
        "Lopback, did you mean loopback",
        "10.0.0.0/33, write IP",
        "[::1], write IP",
        "fe80::1%eth0, write IP",
        "10.0.0.1:80, write IP",
        "127.1, write IP",
        "_, write IP",
        "unknown, write IP",
        "*, write IP",
        "_edge, add the address of the proxy that is the peer",
        "_a _b, add the address of the proxy that is the peer",
    })
    void refused(String setting, String fix) {
        assertThatThrownBy(() ->
                        ForwardedResolver.builder().trustedProxies(setting).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trustedProxies")
                .hasMessageContaining(setting)
                .hasMessageContaining(fix);
    }

    @Test
    void lists_are_separated_by_commas_and_white_space() {
        TrustList list = read("10.0.0.0/8,192.0.2.1 , loopback\t::1\n private,,unix");
        for (String address :
                List.of("10.0.0.1", "192.0.2.1", "127.0.0.1", "::1", "172.16.0.1", "192.168.0.1", "fc00::1")) {
            assertThat(list.trustsPeer(address)).as(address).isTrue();
        }
        assertThat(list.trustsPeer("192.0.2.2")).isFalse();
        assertThat(list.unix()).isTrue();
    }

    private static TrustList read(String setting) {
        return Planned.planOf(
                        ForwardedResolver.builder().trustedProxies(setting).build())
                .trusted;
    }
}
