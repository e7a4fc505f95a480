package dev.forwarded.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * Hosts (RFC 3986 section 3.2.2) as texts: which texts are hosts, and which hosts are the same.
 *
 * <p>Accepted: a name of letters, digits, {@code -}, {@code _} and {@code .} with labels of 1 to 63 and at most 253
 * characters, one trailing dot allowed; an IPv4 address; an IPv6 address in brackets. Refused: percent-encoding, raw
 * non-ASCII, zones, every other character, and four all-digit labels that are no IPv4 address. Not checked: whether
 * the name exists.
 */
public final class Host {

    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    private Host() {}

    /** Whether {@code text[pos, limit)} is a host. */
    static boolean isHost(String text, int pos, int limit) {
        if (pos < limit && text.charAt(pos) == '[') {
            return isBracketedV6(text, pos, limit);
        }
        return isName(text, pos, limit) && (!isDottedQuad(text, pos, limit) || isV4(text, pos, limit));
    }

    private static boolean isBracketedV6(String text, int pos, int limit) {
        return text.charAt(limit - 1) == ']' && IpAddress.parseV6(text, pos + 1, limit - 1) != null;
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
            } else if (!Ascii.isName(c) || i - label >= MAX_LABEL) {
                return false;
            }
        }
        return end > label;
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
    public static @Nullable IpAddress address(String host) {
        if (host.startsWith("[")) {
            return IpAddress.parse(host, 1, host.length() - 1);
        }
        return IpAddress.parse(host, 0, withoutTrailingDot(host));
    }

    /** Whether two hosts are the same: without case, one trailing dot and brackets, IP literals by value. */
    public static boolean isSame(String one, String other) {
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
    public static int withoutTrailingDot(String host) {
        int length = host.length();
        return length > 0 && host.charAt(length - 1) == '.' ? length - 1 : length;
    }

    /** The host as a URL has it: an IPv6 address gets brackets if it has none. */
    public static String bracketed(String host) {
        boolean bare = host.indexOf(':') >= 0 && host.charAt(0) != '[';
        return bare ? "[" + host + "]" : host;
    }
}
