package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Cases;
import dev.forwarded.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The grammar of RFC 7239 section 4, each tolerance, and every example of the RFC. */
final class ForwardedElementTest {

    @TestFactory
    Stream<DynamicTest> examples_of_the_rfc() {
        return Cases.lines("""
                Section 4, an obfuscated identifier | Forwarded: for="_gazonk" -> for _gazonk
                Section 4, IPv6 with port | Forwarded: For="[2001:db8:cafe::17]:4711" -> for 2001:db8:cafe::17 port 4711
                Section 4, three parameters | Forwarded: for=192.0.2.60;proto=http;by=203.0.113.43 -> for 192.0.2.60 proto http
                Section 4, two elements | Forwarded: for=192.0.2.43, for=198.51.100.17 -> for 198.51.100.17 < for 192.0.2.43
                Section 6, IPv4 with port | Forwarded: for="192.0.2.43:47011" -> for 192.0.2.43 port 47011
                Section 6, IPv6 with port | Forwarded: for="[2001:db8:cafe::17]:47011" -> for 2001:db8:cafe::17 port 47011
                Section 6.3, two identifiers | Forwarded: for=_hidden, for=_SEVKISEK -> for _SEVKISEK < for _hidden
                Section 7.1, one line | Forwarded: for=192.0.2.43,    for="[2001:db8:cafe::17]",    for=unknown -> for unknown < for 2001:db8:cafe::17 < for 192.0.2.43
                Section 7.1, cut after the first | Forwarded: for=192.0.2.43¶Forwarded: for="[2001:db8:cafe::17]", for=unknown -> for unknown < for 2001:db8:cafe::17 < for 192.0.2.43
                Section 7.1, cut after the second | Forwarded: for=192.0.2.43, for="[2001:db8:cafe::17]"¶Forwarded: for=unknown -> for unknown < for 2001:db8:cafe::17 < for 192.0.2.43
                Section 7.4, from X-Forwarded-For | Forwarded: for=192.0.2.43, for="[2001:db8:cafe::17]" -> for 2001:db8:cafe::17 < for 192.0.2.43
                Section 7.5, at the second proxy | Forwarded: for=192.0.2.43 -> for 192.0.2.43
                Section 7.5, at the server | Forwarded: for=192.0.2.43, for=198.51.100.17;by=203.0.113.60;proto=http;host=example.com -> for 198.51.100.17 host example.com proto http < for 192.0.2.43
                """, ForwardedElementTest::header);
    }

    @TestFactory
    Stream<DynamicTest> grammar() {
        return Cases.lines("""
                Parameter names count in any case | FOR=192.0.2.1;pRoTo=HTTPS;HOST=a.example -> for 192.0.2.1 host a.example proto https
                The order is free | host=a.example;by=_x;proto=http;for=_y -> for _y host a.example proto http
                White space stands around a semicolon | for=192.0.2.1 \t;\t proto=http -> for 192.0.2.1 proto http
                Not before an equals sign | for =192.0.2.1 -> malformed
                Not behind it | for= 192.0.2.1 -> malformed
                Not between two parameters alone | for=192.0.2.1 proto=http -> malformed
                Empty pairs are ignored | ;;for=192.0.2.1; ;proto=http;; -> for 192.0.2.1 proto http
                An empty value is as if it were not there | for=;host="";proto=http;by=;x= -> proto http
                An empty value is no repetition | for=;for=192.0.2.1;for="" -> for 192.0.2.1
                A name without value | for=192.0.2.1;secret -> malformed
                A value without name | =192.0.2.1 -> malformed
                A name that is no token | f(r=192.0.2.1 -> malformed
                A name in quotes | "for"=192.0.2.1 -> malformed
                A quoted value needs no quotes | for="192.0.2.1";proto="http";host="a.example" -> for 192.0.2.1 host a.example proto http
                Something behind a quoted value | for="192.0.2.1"x -> malformed
                Something in front of a quoted value | for=x"192.0.2.1" -> malformed
                A quoted pair stands for its character | for="\\1\\92.0.2.\\1";proto="h\\ttp" -> for 192.0.2.1 proto http
                A quoted pair in an extension | x="a\\"b\\\\";for=_x -> for _x
                A semicolon in quotes separates nothing | for="a;host=evil" -> malformed
                A comma in quotes of an extension | x="a, b;c";for=_x -> for _x
                A control character in quotes | x="a\u0001b";for=_x -> malformed
                A tab in quotes | x="a\tb";for=_x -> for _x
                Obsolete text in quotes | x="caf\u00e9";for=_x -> for _x
                A character beyond it | x="\u20ac";for=_x -> malformed
                A backslash at the end | x="a\\ -> malformed
                A quote that is not closed | for="192.0.2.1 -> malformed
                A second for | for=192.0.2.1;for=192.0.2.1 -> malformed
                A second proto | proto=http;for=_x;Proto=http -> malformed
                A second host | host=a.example;host=b.example -> malformed
                A repeated by, as Traffic Server writes it four times | for=127.0.0.77;by=unknown;by=traffic_server;by=_uuid;by=127.0.0.1;proto=https;host=a.example;connection=http/1.1-tls/1.3-tcp-ipv4 -> for 127.0.0.77 host a.example proto https
                A repeated extension | x=1;x=2;for=_x -> for _x
                By is not interpreted | by=nobody.example;for=_x -> for _x
                By must not be illegal either | by="a;for=_x -> malformed
                Host injected through quotes by nginx | for=192.0.2.1;host="x";proto=https;x="";proto=http -> malformed
                A scheme with a colon | proto=https:// -> malformed
                Web socket schemes | proto=wss -> proto https
                Another scheme | proto=gopher -> malformed
                On is a scheme of no one | proto=on -> malformed
                An illegal node | for=shop.example.com -> malformed
                An illegal host | host="user@evil.example" -> malformed
                A host with port | host="a.example:8443" -> host a.example:8443
                """, ForwardedElementTest::element);
    }

    @TestFactory
    Stream<DynamicTest> tolerances() {
        return Cases.lines("""
                HAProxy's unquoted recipe: a bare IPv6 address | for=::1;host=[::1]:18443 -> for ::1 host [::1]:18443
                http2-proxy: an unquoted host with port | host=shop.example.com:18443;for="[::ffff:127.0.0.77]:40618" -> for 127.0.0.77 port 40618 host shop.example.com:18443
                An unquoted IPv6 address in brackets with port | for=[2001:db8::1]:4711 -> for 2001:db8::1 port 4711
                An unquoted IPv4 address with port | for=192.0.2.1:4711 -> for 192.0.2.1 port 4711
                An unquoted colon in by | by=127.0.0.1:18443;for=_x -> for _x
                Unquoted brackets in by | by=[::1]:80;for=_x -> for _x
                But not every visible character in by | by=a@b;for=_x -> malformed
                HAProxy's other recipe: an IPv4 address in brackets | for="[192.0.2.1]" -> for 192.0.2.1
                The same without quotes | for=[192.0.2.1] -> for 192.0.2.1
                Not with a port | for="[192.0.2.1]:80" -> malformed
                Not half of the brackets | for="[192.0.2.1" -> malformed
                Not in the host | host="[192.0.2.1]" -> malformed
                A bare IPv6 address in quotes | for="2001:db8::1" -> for 2001:db8::1
                An unquoted slash in an extension | connection=http/1.1;for=_x -> for _x
                Every visible character in an unquoted extension | x=!#$%&'()*+-./:<=>?@[]^_`{|}~;for=_x -> for _x
                But no backslash | x=a\\b;for=_x -> malformed
                But no quote | x=a"b";for=_x -> malformed
                But no white space | x=a b;for=_x -> malformed
                But nothing beyond ASCII | x=\u00e9;for=_x -> malformed
                """, ForwardedElementTest::element);
    }

    @Test
    void quoted_pairs_by_the_thousand_are_one_value() {
        String value = "\\1\\9\\2.0.2.1";
        String padding = "x=\"" + "\\\"".repeat(10_000) + "\";";
        assertThat(element(padding + "for=\"" + value + "\"")).isEqualTo("for 192.0.2.1");
        assertThat(element("for=\"" + "\\1".repeat(10_000) + "\"")).isEqualTo("malformed");
        assertThat(header("Forwarded: " + "for=\"\\_x\\\"".repeat(1_000))).isEqualTo("malformed");
    }

    @Test
    void a_quoted_value_longer_than_any_node_or_host_is_not_read_to_its_end() {
        assertThat(fault("for=\"" + "\\1".repeat(260) + "\"")).isEqualTo("a node in 'for' (RFC 7239 section 6)");
        assertThat(fault("for=\"" + "\\1".repeat(4096) + "\"")).isEqualTo("at most 520 characters in quotes");
        assertThat(fault("for=\"" + "1".repeat(521) + "\"")).isEqualTo("at most 520 characters in quotes");
        assertThat(fault("x=\"" + "\\1".repeat(4096) + "\";for=_a")).isNull();
    }

    @Test
    void pairs_by_the_thousand_are_one_element() {
        assertThat(element("x=1;".repeat(10_000) + "for=_x")).isEqualTo("for _x");
        assertThat(element(";".repeat(10_000) + "for=_x")).isEqualTo("for _x");
    }

    @Test
    void a_malformed_element_says_what_was_expected() {
        assertThat(fault("for=a.example")).isEqualTo("a node in 'for' (RFC 7239 section 6)");
        assertThat(fault("host=a@b")).isEqualTo("host or host:port in 'host'");
        assertThat(fault("host=a proto=http")).isEqualTo("';' between parameters");
        assertThat(fault("host=\"a@b\"")).isEqualTo("host or host:port in 'host'");
        assertThat(fault("proto=ftp")).isEqualTo("http or https in 'proto'");
        assertThat(fault("for=_a;for=_b")).isEqualTo("one 'for' only");
        assertThat(fault("x=\"")).isEqualTo("a quoted-string");
        assertThat(fault("x")).isEqualTo("parameter=value");
    }

    private static String fault(String text) {
        return ForwardedElement.parse(text, 0, text.length()).fault();
    }

    private static String element(String text) {
        return show(ForwardedElement.parse(text, 0, text.length()));
    }

    private static String header(String lines) {
        RequestHead head = RequestHead.parse("GET / HTTP/1.1\n" + lines.replace('¶', '\n') + "\n");
        ForwardedElements elements = new ForwardedElements();
        assertThat(elements.open(head.headers("Forwarded"))).isTrue();
        List<String> shown = new ArrayList<>();
        for (ForwardedElement element = elements.previous(); element != null; element = elements.previous()) {
            shown.add(show(element));
        }
        return String.join(" < ", shown);
    }

    private static String show(ForwardedElement element) {
        if (element.fault() != null) {
            return "malformed";
        }
        List<String> parts = new ArrayList<>();
        Node node = element.node();
        if (node != null) {
            parts.add("for " + node.name() + (node.port() == 0 ? "" : " port " + node.port()));
        }
        if (element.host() != null) {
            parts.add("host " + element.host());
        }
        if (element.scheme() != null) {
            parts.add("proto " + element.scheme());
        }
        return String.join(" ", parts);
    }
}
