package dev.forwarded.internal.http;

import org.jspecify.annotations.Nullable;

/** The direct neighbour's address, in the spellings that containers use. */
public final class PeerAddress {

    private PeerAddress() {}

    /** No address at all, or the path or name of a socket. */
    public static boolean isUnix(@Nullable String address) {
        return address == null
                || address.isEmpty()
                || address.charAt(0) == '/'
                || address.charAt(0) == '@'
                || address.startsWith("unix:");
    }

    /** The text without the brackets of Jetty and without a zone. */
    public static String literal(@Nullable String address) {
        if (address == null) {
            return "";
        }
        boolean brackets = address.length() > 1 && address.charAt(0) == '[' && address.endsWith("]");
        String bare = brackets ? address.substring(1, address.length() - 1) : address;
        int zone = bare.indexOf('%');
        return zone < 0 ? bare : bare.substring(0, zone);
    }

    /** RFC 5952 text where the address is an IP literal, else as the container gave it. */
    public static String text(@Nullable String address) {
        String literal = literal(address);
        if (IpAddress.parseV4(literal, 0, literal.length()) >= 0) {
            return literal;
        }
        IpAddress parsed = IpAddress.parse(literal);
        return parsed != null ? parsed.toString() : address == null ? "" : address;
    }
}
