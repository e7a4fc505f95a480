package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of IP addresses: RFC 4291 in, RFC 5952 out. */
final class IpAddressTest {

    @TestFactory
    Stream<DynamicTest> texts() {
        return Cases.lines("""
                IPv4 | 192.0.2.1 -> 192.0.2.1
                The lowest | 0.0.0.0 -> 0.0.0.0
                The highest | 255.255.255.255 -> 255.255.255.255
                Eight groups | 2001:db8:1:2:3:4:5:6 -> 2001:db8:1:2:3:4:5:6
                Upper case and leading zeros | 2001:0DB8:0001::00AB -> 2001:db8:1::ab
                A gap in front | ::1 -> ::1
                A gap behind | 1:: -> 1::
                A gap only | :: -> ::
                A gap for one group | 1:2:3:4:5:6:7:: -> 1:2:3:4:5:6:7:0
                A gap for one group in front | ::2:3:4:5:6:7:8 -> 0:2:3:4:5:6:7:8
                One zero group is written | 2001:db8:0:1:1:1:1:1 -> 2001:db8:0:1:1:1:1:1
                The longest run of zeros is left out | 2001:0:0:1:0:0:0:1 -> 2001:0:0:1::1
                The first of two runs as long | 2001:db8:0:0:1:0:0:1 -> 2001:db8::1:0:0:1
                An IPv4 address at the end | 64:ff9b::192.0.2.1 -> 64:ff9b::c000:201
                An IPv4 address behind six groups | 1:2:3:4:5:6:192.0.2.1 -> 1:2:3:4:5:6:c000:201
                IPv4-mapped | ::ffff:192.0.2.1 -> 192.0.2.1
                IPv4-mapped in hexadecimal | 0:0:0:0:0:FFFF:c000:0201 -> 192.0.2.1
                IPv4-compatible is not unfolded | ::192.0.2.1 -> ::c000:201
                6to4 is not unfolded | 2002:c000:201:: -> 2002:c000:201::
                """, text -> String.valueOf(IpAddress.parse(text)));
    }

    @ParameterizedTest(name = "refused: {0}")
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.",
                "01.2.3.4",
                "1.2.3.00",
                "256.1.1.1",
                "1.2.3.1000",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.-4",
                "0x1.2.3.4",
                "1.2.3.a",
                "1.2.3.4/32",
                "\u0661.2.3.4",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                "1:",
                ":1",
                "1:2:3:4:5:6:7:",
                ":2:3:4:5:6:7:8",
                "12345::",
                "::g",
                "::1%eth0",
                "[::1]",
                "::1]",
                "::192.0.2.01",
                "192.0.2.1::",
                "::192.0.2.1:1",
                "1:2:3:4:5:6:7:192.0.2.1",
                "1:2:3:4:5:6:7:8:192.0.2.1",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:",
                ":::",
                "1:::2",
                ":",
                "::1.2.3",
                "::\u0661",
                "::-1",
                ":: 1",
                "localhost",
                "1.2.3.4:80"
            })
    void refused(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "192.0.2.1, ::ffff:c000:201, true",
        "192.0.2.1, ::192.0.2.1, false",
        "192.0.2.1, 64:ff9b::192.0.2.1, false",
        "::1, 127.0.0.1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
    })
    void equality(String one, String other, boolean same) {
        assertThat(IpAddress.parse(one).equals(IpAddress.parse(other))).isEqualTo(same);
    }
}
