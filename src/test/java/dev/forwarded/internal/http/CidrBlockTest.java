package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CIDR blocks. */
final class CidrBlockTest {

    @ParameterizedTest(name = "{0} contains {1}: {2}")
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1/32, 192.0.2.1, true",
        "192.0.2.0/31, 192.0.2.1, true",
        "192.0.2.0/31, 192.0.2.2, false",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/1, 127.0.0.1, true",
        "0.0.0.0/1, 128.0.0.1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "::ffff:10.0.0.0/104, 11.1.2.3, false",
        "::ffff:10.0.0.1, 10.0.0.1, true",
        "10.0.0.0/8, ::10.1.2.3, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::/64, 2001:db8::ffff:0:0:1, true",
        "2001:db8::/64, 2001:db8:0:1::, false",
        "2001:db8::/65, 2001:db8::7fff:0:0:1, true",
        "2001:db8::/65, 2001:db8::8000:0:0:1, false",
        "2001:db8::1/128, 2001:db8::1, true",
        "2001:db8::1/128, 2001:db8::2, false",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
        "::/1, 10.0.0.1, false",
        "::/80, ::ffff:10.0.0.1, false",
        "::/80, ::1, true",
    })
    void contains(String block, String address, boolean contained) {
        IpAddress parsed = IpAddress.parse(address);
        CidrBlock cidr = CidrBlock.parse(block);
        assertThat(cidr.contains(parsed)).isEqualTo(contained);
        assertThat(new AddressRanges(List.of(cidr)).contains(parsed.high(), parsed.low()))
                .isEqualTo(contained);
    }

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource({
        "10.0.0.1/8, 10.0.0.0/8",
        "192.0.2.1/31, 192.0.2.0/31",
        "2001:db8::1/64, 2001:db8::/64",
        "2001:db8::8000:0:0:1/65, 2001:db8:0:0:8000::/65",
        "::ffff:10.1.0.0/104, 10.0.0.0/8",
        "0.0.0.1/0, 0.0.0.0/0",
        "::1/0, ::/0",
    })
    void host_bits(String text, String meant) {
        CidrBlock block = CidrBlock.parse(text);
        assertThat(CidrBlock.hasHostBits(text, block)).isTrue();
        assertThat(block).hasToString(meant);
        assertThat(CidrBlock.hasHostBits(meant, CidrBlock.parse(meant))).isFalse();
    }

    @ParameterizedTest(name = "refused: {0}")
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0/8",
                "10/8",
                "10.0.0.0 /8",
                "::/129",
                "::ffff:10.0.0.0/95",
                "[::1]",
                "[::]/0",
                "fe80::1%eth0",
                "localhost",
                "10.0.0.0-10.0.0.9",
                "10.0.0.*",
                "*"
            })
    void refused(String text) {
        assertThat(CidrBlock.parse(text)).isNull();
    }

    @ParameterizedTest(name = "{0} is everybody: {1}")
    @CsvSource({
        "0.0.0.0/0, true",
        "::/0, true",
        "::ffff:0.0.0.0/96, true",
        "0.0.0.0/1, false",
        "0.0.0.0, false",
        "::/96, false"
    })
    void everybody(String text, boolean everybody) {
        assertThat(CidrBlock.parse(text).isEverybody()).isEqualTo(everybody);
    }
}
