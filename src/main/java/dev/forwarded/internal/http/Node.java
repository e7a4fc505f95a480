package dev.forwarded.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A node of RFC 7239 section 6: one end of a proxy crossing.
 *
 * <p>Accepted: {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code [2001:db8::1]}, {@code [2001:db8::1]:4711}, a bare
 * {@code 2001:db8::1} (a tolerance: without port, but for a ninth group of up to four digits), a link-local one with a zone, {@code unknown} and {@code _obfuscated}, either with a port,
 * which may itself be obfuscated. Not checked: whether the address is public, or exists.
 *
 * @param text the IPv4 address or the identifier as it was sent; null for an IPv6 address, which has many texts
 * @param port the numeric port, 0 if none or an obfuscated one was stated
 * @param kind what the name is
 * @param high the upper 64 bits of the address, 0 without one
 * @param low the lower 64 bits of the address, IPv4 in its IPv4-mapped form; 0 without one
 */
public record Node(@Nullable String text, int port, Kind kind, long high, long low) {

    /** What a node is named by. */
    public enum Kind {
        ADDRESS,
        UNKNOWN,
        IDENTIFIER,
        UNIX
    }

    private static final String NO_NAME = "unknown";

    /** How nginx names a client on a Unix socket in X-Forwarded-For. */
    private static final String NGINX_UNIX = "unix:";

    /** A node of which nothing is known. */
    public static final Node UNKNOWN = named(NO_NAME, 0, Kind.UNKNOWN);

    private static final Node UNIX = named("unix", 0, Kind.UNIX);

    /** The direct neighbour, by the address that the server gave, whatever that is; it has no bits. */
    public static Node peer(String address, int port) {
        return named(address, port, Kind.ADDRESS);
    }

    /** The address in the form of RFC 5952, or the identifier as it was sent. */
    public String name() {
        return text == null ? new IpAddress(high, low).toString() : text;
    }

    /** Whether it is named by an address, or is the peer. */
    public boolean isAddress() {
        return kind == Kind.ADDRESS;
    }

    /** The same node with no port. */
    public Node withoutPort() {
        return port == 0 ? this : new Node(text, 0, kind, high, low);
    }

    private static Node v4(String name, long bits, int port) {
        return new Node(name, port, Kind.ADDRESS, 0, IpAddress.MAPPED | bits);
    }

    private static Node v6(IpAddress address, int port) {
        return new Node(address.isV4() ? address.toString() : null, port, Kind.ADDRESS, address.high(), address.low());
    }

    private static Node named(String name, int port, Kind kind) {
        return new Node(name, port, kind, 0, 0);
    }

    /** A node of {@code Forwarded}; with the tolerance of an IPv4 address in brackets, a common HAProxy recipe. */
    public static @Nullable Node parseForwarded(String text, int pos, int limit) {
        boolean bracketedV4 = text.charAt(pos) == '[' && Ascii.find(':', text, pos, limit) == limit;
        return bracketedV4 ? bracketedV4(text, pos, limit) : parse(text, pos, limit);
    }

    private static @Nullable Node bracketedV4(String text, int pos, int limit) {
        boolean closed = text.charAt(limit - 1) == ']';
        long bits = closed ? IpAddress.parseV4(text, pos + 1, limit - 1) : -1;
        return bits < 0 ? null : v4(text.substring(pos + 1, limit - 1), bits, 0);
    }

    /** A value of X-Forwarded-For. */
    public static @Nullable Node parseXForwarded(String text, int pos, int limit) {
        return Ascii.isWord(text, pos, limit, NGINX_UNIX) ? UNIX : parse(text, pos, limit);
    }

    private static @Nullable Node parse(String text, int pos, int limit) {
        if (pos >= limit) {
            return null;
        }
        char first = text.charAt(pos);
        if (first == '[') {
            return bracketedV6(text, pos, limit);
        }
        if (first != '_' && !Ascii.startsWith(text, pos, limit, NO_NAME)) {
            return address(text, pos, limit);
        }
        return identifier(text, pos, limit);
    }

    private static @Nullable Node bracketedV6(String text, int pos, int limit) {
        int close = Ascii.find(']', text, pos, limit);
        IpAddress address = zoned(text, pos + 1, close);
        int port = close == limit ? -1 : port(text, close + 1, limit);
        return address == null || port < 0 ? null : v6(address, port);
    }

    private static @Nullable Node address(String text, int pos, int limit) {
        long alone = IpAddress.parseV4(text, pos, limit);
        return alone < 0 ? addressAndPort(text, pos, limit) : v4(text.substring(pos, limit), alone, 0);
    }

    private static @Nullable Node addressAndPort(String text, int pos, int limit) {
        int end = Ascii.find(':', text, pos, limit);
        long bits = IpAddress.parseV4(text, pos, end);
        if (bits >= 0) {
            int port = port(text, end, limit);
            return port < 0 ? null : v4(text.substring(pos, end), bits, port);
        }
        IpAddress bare = zoned(text, pos, limit);
        return bare == null ? nineGroups(text, pos, limit) : v6(bare, 0);
    }

    /** A tolerance: the zone of a link-local address, which Go proxies write, is dropped. It means nothing here. */
    private static @Nullable IpAddress zoned(String text, int pos, int limit) {
        int percent = Ascii.find('%', text, pos, limit);
        IpAddress address = IpAddress.parseV6(text, pos, percent);
        boolean isZone = Ascii.isToken(text, percent + 1, limit) && address != null && address.isLinkLocalV6();
        return percent == limit || isZone ? address : null;
    }

    /** A tolerance: eight groups and a port of up to four digits without brackets, as some gateways write. */
    private static @Nullable Node nineGroups(String text, int pos, int limit) {
        int last = limit;
        while (last > pos && text.charAt(last - 1) != ':') {
            last--;
        }
        int port = limit - last > 4 ? -1 : Ascii.port(text, last, limit);
        IpAddress address = port < 0 || !isNine(text, pos, limit) ? null : IpAddress.parseV6(text, pos, last - 1);
        return address == null ? null : v6(address, port);
    }

    /** Whether a text that does not end with a colon has nine groups. */
    private static boolean isNine(String text, int pos, int limit) {
        int groups = 1;
        for (int i = pos; i < limit; i++) {
            boolean isColon = text.charAt(i) == ':';
            if (isColon && text.charAt(i + 1) == ':') {
                return false;
            }
            groups += isColon ? 1 : 0;
        }
        return groups == 9;
    }

    private static @Nullable Node identifier(String text, int pos, int limit) {
        int end = Ascii.find(':', text, pos, limit);
        int port = port(text, end, limit);
        if (port < 0) {
            return null;
        }
        if (Ascii.isWord(text, pos, end, NO_NAME)) {
            return port == 0 ? UNKNOWN : named(NO_NAME, port, Kind.UNKNOWN);
        }
        return isObfuscated(text, pos, end) ? named(text.substring(pos, end), port, Kind.IDENTIFIER) : null;
    }

    /** {@code "_" 1*( ALPHA / DIGIT / "." / "_" / "-")}, RFC 7239 section 6.3. */
    public static boolean isObfuscated(String text, int pos, int limit) {
        if (limit - pos < 2 || text.charAt(pos) != '_') {
            return false;
        }
        for (int i = pos + 1; i < limit; i++) {
            char c = text.charAt(i);
            if (!Ascii.isName(c) && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** The port in {@code text[pos, limit)}, which is empty or begins with a colon; 0 if not numeric, -1 if illegal. */
    private static int port(String text, int pos, int limit) {
        if (pos == limit) {
            return 0;
        }
        if (text.charAt(pos) != ':') {
            return -1;
        }
        return isObfuscated(text, pos + 1, limit) ? 0 : Ascii.port(text, pos + 1, limit);
    }
}
