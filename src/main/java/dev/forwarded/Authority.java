package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * A host with or without a port (RFC 3986 section 3.2), as sent: case and one trailing dot are kept.
 *
 * <p>Accepted: a name of letters, digits, {@code -}, {@code _} and {@code .} with labels of 1 to 63 and at most 253
 * characters, an IPv4 address, an IPv6 address in brackets; then nothing, {@code :}, or {@code :port} with 1 to 65535.
 * Refused: user information, percent-encoding, raw non-ASCII, zones, every other character, and four all-digit labels
 * that are no IPv4 address. Not checked: whether the name exists.
 *
 * @param host the host, an IPv6 address in brackets
 * @param port the port, 0 if none was sent
 */
record Authority(String host, int port) {

    static final int NO_PORT = 0;

    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    static @Nullable Authority parse(String text) {
        return parse(text, 0, text.length());
    }

    static @Nullable Authority parse(String text, int pos, int limit) {
        int end = endOfHost(text, pos, limit);
        if (!isHost(text, pos, end)) {
            return null;
        }
        if (limit - end <= 1) {
            return new Authority(text.substring(pos, end), NO_PORT);
        }
        int port = Ascii.port(text, end + 1, limit);
        return port < 1 ? null : new Authority(text.substring(pos, end), port);
    }

    /** Where the host ends: at the colon before a port, else at the limit. */
    private static int endOfHost(String text, int pos, int limit) {
        boolean bracket = pos < limit && text.charAt(pos) == '[';
        int from = bracket ? text.indexOf(']', pos) : pos;
        int colon = from < 0 ? -1 : text.indexOf(':', from);
        return colon < 0 || colon >= limit ? limit : colon;
    }

    private static boolean isHost(String text, int pos, int limit) {
        if (pos < limit && text.charAt(pos) == '[') {
            return isBracketedV6(text, pos, limit);
        }
        return isName(text, pos, limit) && (!isDottedQuad(text, pos, limit) || isV4(text, pos, limit));
    }

    private static boolean isBracketedV6(String text, int pos, int limit) {
        return text.charAt(limit - 1) == ']'
                && IpAddress.parseV4(text, pos + 1, limit - 1) < 0
                && IpAddress.parse(text, pos + 1, limit - 1) != null;
    }

    private static boolean isName(String text, int pos, int limit) {
        int end = limit > pos && text.charAt(limit - 1) == '.' ? limit - 1 : limit;
        if (end - pos > MAX_NAME) {
            return false;
        }
        int label = pos;
        for (int i = pos; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (i == label) {
                    return false;
                }
                label = i + 1;
            } else if (!isNameCharacter(c) || i - label >= MAX_LABEL) {
                return false;
            }
        }
        return end > label;
    }

    private static boolean isNameCharacter(char c) {
        return Ascii.isAlphanumeric(c) || c == '-' || c == '_';
    }

    private static boolean isDottedQuad(String text, int pos, int limit) {
        int dots = 0;
        for (int i = pos; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                dots += i == limit - 1 ? 0 : 1;
            } else if (!Ascii.isDigit(c)) {
                return false;
            }
        }
        return dots == 3;
    }

    private static boolean isV4(String text, int pos, int limit) {
        int end = text.charAt(limit - 1) == '.' ? limit - 1 : limit;
        return IpAddress.parseV4(text, pos, end) >= 0;
    }

    /** The address, where the host is an IP literal. */
    static @Nullable IpAddress address(String host) {
        if (host.startsWith("[")) {
            return IpAddress.parse(host, 1, host.length() - 1);
        }
        return IpAddress.parse(host, 0, withoutTrailingDot(host));
    }

    /** Whether two hosts are the same: without case, one trailing dot and brackets, IP literals by value. */
    static boolean isSameHost(String one, String other) {
        int length = withoutTrailingDot(one);
        if (length == withoutTrailingDot(other) && sameLetters(one, other, length)) {
            return true;
        }
        IpAddress address = address(one);
        return address != null && address.equals(address(other));
    }

    private static boolean sameLetters(String one, String other, int length) {
        for (int i = 0; i < length; i++) {
            if (Ascii.lower(one.charAt(i)) != Ascii.lower(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The length of the host without one trailing dot. */
    static int withoutTrailingDot(String host) {
        int length = host.length();
        return length > 0 && host.charAt(length - 1) == '.' ? length - 1 : length;
    }

    /** The default port of a scheme, 0 if it is neither http nor https (RFC 9110 section 4.2). */
    static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> NO_PORT;
        };
    }

    @Override
    public String toString() {
        return port == NO_PORT ? host : host + ":" + port;
    }
}
