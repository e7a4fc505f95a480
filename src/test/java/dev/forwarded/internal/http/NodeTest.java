package dev.forwarded.internal.http;

import dev.forwarded.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The grammar of nodes, in {@code Forwarded} and in X-Forwarded-For. */
final class NodeTest {

    private static final String BOTH = """
            IPv4 | 192.0.2.1 -> 192.0.2.1 0 ADDRESS
            IPv4 with port | 192.0.2.1:4711 -> 192.0.2.1 4711 ADDRESS
            Port zero is unknown | 192.0.2.1:0 -> 192.0.2.1 0 ADDRESS
            The largest port | 192.0.2.1:65535 -> 192.0.2.1 65535 ADDRESS
            A port above it | 192.0.2.1:65536 -> illegal
            A port of six digits | 192.0.2.1:000080 -> illegal
            An empty port | 192.0.2.1: -> illegal
            A signed port | 192.0.2.1:+80 -> illegal
            A port of other digits | 192.0.2.1:\u0661 -> illegal
            An obfuscated port | 192.0.2.1:_p.a-b_c9 -> 192.0.2.1 0 ADDRESS
            An obfuscated port of nothing | 192.0.2.1:_ -> illegal
            Two ports | 192.0.2.1:1:2 -> illegal
            IPv6 in brackets | [2001:db8::1] -> 2001:db8::1 0 ADDRESS
            IPv6 in brackets with port | [2001:db8::1]:4711 -> 2001:db8::1 4711 ADDRESS
            IPv6 in brackets with obfuscated port | [2001:db8::1]:_p -> 2001:db8::1 0 ADDRESS
            IPv6 in canonical text | [2001:0DB8:0:0:0::0001] -> 2001:db8::1 0 ADDRESS
            Bare IPv6 has no port | 2001:db8::1:80 -> 2001:db8::1:80 0 ADDRESS
            IPv4-mapped IPv6 is IPv4 | ::ffff:192.0.2.1 -> 192.0.2.1 0 ADDRESS
            IPv4-mapped in brackets with port | [::FFFF:c000:201]:80 -> 192.0.2.1 80 ADDRESS
            IPv4-compatible stays IPv6 | ::192.0.2.1 -> ::c000:201 0 ADDRESS
            An open bracket | [2001:db8::1 -> illegal
            A closed bracket | 2001:db8::1] -> illegal
            Two brackets | [[2001:db8::1]] -> illegal
            Something behind the bracket | [2001:db8::1]x -> illegal
            Nothing in brackets | [] -> illegal
            A zone of a link-local address is dropped | [fe80::1%eth0] -> fe80::1 0 ADDRESS
            So is an encoded one, before a port | [febf::1%25eth0]:80 -> febf::1 80 ADDRESS
            A zone of nothing | fe80::1% -> illegal
            A zone of another address | 2001:db8::1%eth0 -> illegal
            A zone just beyond link-local | fec0::1%eth0 -> illegal
            A route domain behind IPv4 | 203.0.113.5%1 -> illegal
            Nine groups are an address and a port | 2001:db8:0:0:0:0:0:17:4711 -> 2001:db8::17 4711 ADDRESS
            A ninth group of five digits | 2001:db8:0:0:0:0:0:17:47111 -> illegal
            A ninth group with letters | 2001:db8:0:0:0:0:0:17:471a -> illegal
            Nine groups beside a gap | 2001:db8::0:0:0:0:17:4711:1 -> illegal
            Nine groups, of which a gap is one | 1::3:4:5:6:7:8:80 -> illegal
            Eight groups that end in an IPv4 address, and a port | 1:2:3:4:5:6:192.0.2.1:80 -> illegal
            Ten groups | 1:2:3:4:5:6:7:8:9:10 -> illegal
            A bare zone of a link-local address is dropped | fe80::1%1 -> fe80::1 0 ADDRESS
            A leading zero | 192.0.2.01 -> illegal
            An octet above 255 | 192.0.2.256 -> illegal
            A short form | 192.0.513 -> illegal
            A number | 3221225985 -> illegal
            Hexadecimal | 0xc0.0.2.1 -> illegal
            White space | 192.0.2.1  -> illegal
            Other digits | 192.0.2.\u0661 -> illegal
            Unknown | unknown -> unknown 0 UNKNOWN
            Unknown in any case | UNKNOWN -> unknown 0 UNKNOWN
            Unknown with port | unknown:80 -> unknown 80 UNKNOWN
            Unknown with obfuscated port | unknown:_p -> unknown 0 UNKNOWN
            Unknown with something behind it | unknown_ -> illegal
            An identifier | _hidden -> _hidden 0 IDENTIFIER
            Every character of an identifier | _aZ09._- -> _aZ09._- 0 IDENTIFIER
            An identifier with port | _hidden:80 -> _hidden 80 IDENTIFIER
            An identifier of nothing | _ -> illegal
            An identifier with another character | _a/b -> illegal
            A host name | localhost -> illegal
            Nothing |  -> illegal
            Something in quotes | "192.0.2.1" -> illegal
            """;

    @TestFactory
    Stream<DynamicTest> in_forwarded() {
        return Cases.lines(
                BOTH + """
                        IPv4 in brackets, as HAProxy recipes write it | [192.0.2.1] -> 192.0.2.1 0 ADDRESS
                        IPv4 in brackets with port | [192.0.2.1]:80 -> illegal
                        A Unix socket, which only nginx names | unix: -> illegal
                        """, text -> show(text.isEmpty() ? null : Node.parseForwarded(text, 0, text.length())));
    }

    @TestFactory
    Stream<DynamicTest> in_x_forwarded_for() {
        return Cases.lines(BOTH + """
                        IPv4 in brackets | [192.0.2.1] -> illegal
                        A Unix socket, as nginx names it | unix: -> unix 0 UNIX
                        A Unix socket without colon | unix -> illegal
                        A Unix socket with path | unix:/run/x.sock -> illegal
                        """, text -> show(Node.parseXForwarded("," + text + ",", 1, 1 + text.length())));
    }

    private static String show(Node node) {
        return node == null ? "illegal" : node.name() + " " + node.port() + " " + node.kind();
    }
}
