package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * A node of RFC 7239 section 6: one end of a proxy crossing.
 *
 * <p>Accepted: {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code [2001:db8::1]}, {@code [2001:db8::1]:4711}, a bare
 * {@code 2001:db8::1} (a tolerance: always without port), {@code unknown} and {@code _obfuscated}, either with a port,
 * which may itself be obfuscated. Not checked: whether the address is public, or exists.
 *
 * @param name the RFC 5952 text of the address, or the identifier as it was sent
 * @param port the numeric port, 0 if none or an obfuscated one was stated
 * @param kind what the name is
 */
record Node(String name, int port, Kind kind) {

    enum Kind {
        ADDRESS,
        UNKNOWN,
        IDENTIFIER,
        UNIX
    }

    /** How nginx names a client on a Unix socket in X-Forwarded-For. */
    private static final String NGINX_UNIX = "unix:";

    static final Node UNKNOWN = new Node("unknown", 0, Kind.UNKNOWN);

    private static final Node UNIX = new Node("unix", 0, Kind.UNIX);

    /** The direct neighbour, by the address that the server gave, whatever that is. */
    static Node peer(String address, int port) {
        return new Node(address, port, Kind.ADDRESS);
    }

    boolean isAddress() {
        return kind == Kind.ADDRESS;
    }

    Node withoutPort() {
        return port == 0 ? this : new Node(name, 0, kind);
    }

    /** A node of {@code Forwarded}; with the tolerance of an IPv4 address in brackets, a common HAProxy recipe. */
    static @Nullable Node parseForwarded(String text) {
        boolean bracketedV4 = text.startsWith("[") && text.indexOf(':') < 0;
        return bracketedV4 ? bracketedV4(text) : parse(text, 0, text.length());
    }

    private static @Nullable Node bracketedV4(String text) {
        int last = text.length() - 1;
        boolean closed = text.charAt(last) == ']';
        long v4 = closed ? IpAddress.parseV4(text, 1, last) : -1;
        return v4 >= 0 ? new Node(text.substring(1, last), 0, Kind.ADDRESS) : null;
    }

    /** A value of X-Forwarded-For. */
    static @Nullable Node parseXForwarded(String text, int pos, int limit) {
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
        if (first != '_' && !Ascii.startsWith(text, pos, limit, UNKNOWN.name)) {
            return address(text, pos, limit);
        }
        return named(text, pos, limit);
    }

    private static @Nullable Node bracketedV6(String text, int pos, int limit) {
        int close = text.lastIndexOf(']', limit - 1);
        if (close <= pos) {
            return null;
        }
        boolean v4 = IpAddress.parseV4(text, pos + 1, close) >= 0;
        IpAddress address = v4 ? null : IpAddress.parse(text, pos + 1, close);
        int port = port(text, close + 1, limit);
        return address == null || port < 0 ? null : new Node(address.toString(), port, Kind.ADDRESS);
    }

    private static @Nullable Node address(String text, int pos, int limit) {
        int colon = text.indexOf(':', pos);
        int end = colon < 0 || colon >= limit ? limit : colon;
        if (IpAddress.parseV4(text, pos, end) >= 0) {
            int port = port(text, end, limit);
            return port < 0 ? null : new Node(text.substring(pos, end), port, Kind.ADDRESS);
        }
        IpAddress bare = IpAddress.parse(text, pos, limit);
        return bare == null ? null : new Node(bare.toString(), 0, Kind.ADDRESS);
    }

    private static @Nullable Node named(String text, int pos, int limit) {
        int colon = text.indexOf(':', pos);
        int end = colon < 0 || colon >= limit ? limit : colon;
        int port = port(text, end, limit);
        if (port < 0) {
            return null;
        }
        if (Ascii.isWord(text, pos, end, UNKNOWN.name)) {
            return port == 0 ? UNKNOWN : new Node(UNKNOWN.name, port, Kind.UNKNOWN);
        }
        return isObfuscated(text, pos, end) ? new Node(text.substring(pos, end), port, Kind.IDENTIFIER) : null;
    }

    /** {@code "_" 1*( ALPHA / DIGIT / "." / "_" / "-")}, RFC 7239 section 6.3. */
    static boolean isObfuscated(String text, int pos, int limit) {
        if (limit - pos < 2 || text.charAt(pos) != '_') {
            return false;
        }
        for (int i = pos + 1; i < limit; i++) {
            char c = text.charAt(i);
            if (!Ascii.isAlphanumeric(c) && c != '.' && c != '_' && c != '-') {
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
