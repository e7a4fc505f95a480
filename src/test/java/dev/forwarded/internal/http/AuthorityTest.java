package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of a host with or without port, and when two hosts are the same. */
final class AuthorityTest {

    @TestFactory
    Stream<DynamicTest> grammar() {
        return Cases.lines("""
                A name | shop.example.com -> shop.example.com 0
                A name with port | shop.example.com:8443 -> shop.example.com 8443
                Case is kept | Shop.Example.COM -> Shop.Example.COM 0
                One trailing dot is kept | shop.example.com. -> shop.example.com. 0
                A trailing dot before the port | shop.example.com.:80 -> shop.example.com. 80
                One label | localhost -> localhost 0
                Letters, digits, hyphen and underscore | -a_9-.b -> -a_9-.b 0
                An A-label | xn--bcher-kva.example -> xn--bcher-kva.example 0
                Digits only | 12345 -> 12345 0
                Three all-digit labels are a name | 1.2.3 -> 1.2.3 0
                Five all-digit labels are a name | 1.2.3.4.5 -> 1.2.3.4.5 0
                An IPv4 address | 192.0.2.1:8080 -> 192.0.2.1 8080
                An IPv4 address with trailing dot | 192.0.2.1. -> 192.0.2.1. 0
                Four all-digit labels that are no address | 192.0.2.256 -> illegal
                Four all-digit labels with a leading zero | 192.0.2.01 -> illegal
                The same with a trailing dot | 192.0.2.256. -> illegal
                An IPv6 address | [2001:db8::1] -> [2001:db8::1] 0
                An IPv6 address with port, spelling kept | [2001:DB8:0::1]:8443 -> [2001:DB8:0::1] 8443
                An IPv4-mapped address | [::ffff:192.0.2.1] -> [::ffff:192.0.2.1] 0
                An IPv6 address without brackets | 2001:db8::1 -> illegal
                An IPv4 address in brackets | [192.0.2.1] -> illegal
                A name in brackets | [example] -> illegal
                A zone | [fe80::1%25eth0] -> illegal
                A future address | [v1.a] -> illegal
                An open bracket | [::1 -> illegal
                A closed bracket | ::1] -> illegal
                Nothing in brackets | [] -> illegal
                Two closing brackets | [::1]] -> illegal
                Something behind the bracket | [::1]a:80 -> illegal
                An empty port is no port | shop.example.com: -> shop.example.com 0
                An empty port behind IPv6 | [::1]: -> [::1] 0
                The smallest port | a:1 -> a 1
                The largest port | a:65535 -> a 65535
                Port zero | a:0 -> illegal
                A port above the largest | a:65536 -> illegal
                A port of six digits | a:000080 -> illegal
                Leading zeros | a:00080 -> a 80
                A signed port | a:+80 -> illegal
                A port with white space | a: 80 -> illegal
                A named port | a:http -> illegal
                Other digits | a:\u0668\u0660 -> illegal
                Two ports | a:80:80 -> illegal
                Nothing |  -> illegal
                A port only | :80 -> illegal
                A dot only | . -> illegal
                Two trailing dots | a.. -> illegal
                An empty label | a..b -> illegal
                A leading dot | .a -> illegal
                User information | user@a.example -> illegal
                User information with password | user:pw@a.example -> illegal
                Percent-encoding | a%2eexample -> illegal
                Raw text beyond ASCII | b\u00fccher.example -> illegal
                A letter that lower-cases into ASCII | \u212aelvin.example -> illegal
                A slash | a/b -> illegal
                A backslash | a\\b -> illegal
                A question mark | a?b -> illegal
                A hash | a#b -> illegal
                A comma | a,b -> illegal
                A semicolon | a;b -> illegal
                A space | a b -> illegal
                A space behind | a  -> illegal
                A tab | a\t -> illegal
                A quote | a" -> illegal
                A control character | a\u0000 -> illegal
                An asterisk | *.example -> illegal
                Sub-delimiters | a!$&'()+= -> illegal
                A tilde | a~b -> illegal
                A URL | http://a.example -> illegal
                """, AuthorityTest::show);
    }

    @Test
    void labels_have_up_to_63_characters() {
        String label = "a".repeat(63);
        assertThat(show(label + "." + label)).isEqualTo(label + "." + label + " 0");
        assertThat(show(label + "a.b")).isEqualTo("illegal");
        assertThat(show("b." + label + "a")).isEqualTo("illegal");
    }

    @Test
    void names_have_up_to_253_characters_and_a_dot() {
        String name = "a23456789.".repeat(25) + "abc";
        assertThat(name).hasSize(253);
        assertThat(show(name + ".:80")).isEqualTo(name + ". 80");
        assertThat(show(name + "d")).isEqualTo("illegal");
    }

    @Test
    void a_part_of_a_text_is_parsed() {
        assertThat(Authority.parse("x,[::1]:80,y:9", 2, 10)).hasToString("[::1]:80");
        assertThat(Authority.parse("x,a,y:9", 2, 3)).hasToString("a");
        assertThat(Authority.parse("[::1,]", 0, 4)).isNull();
    }

    private static String show(String text) {
        Authority authority = Authority.parse(text);
        return authority == null ? "illegal" : authority.host() + " " + authority.port();
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "a.example, A.EXAMPLE, true",
        "a.example., a.example, true",
        "a.example, b.example, false",
        "a.example, a.example.com, false",
        "192.0.2.1, [::ffff:192.0.2.1], true",
        "[2001:db8::1], [2001:DB8:0:0::1], true",
        "[2001:db8::1], [2001:db8::2], false",
        "192.0.2.1., 192.0.2.1, true",
        "[::1], ::1, true",
    })
    void same_host(String one, String other, boolean same) {
        assertThat(Host.isSame(one, other)).isEqualTo(same);
        assertThat(Host.isSame(other, one)).isEqualTo(same);
    }
}
