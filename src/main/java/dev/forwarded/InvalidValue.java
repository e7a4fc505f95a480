package dev.forwarded;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.PathPrefix;
import dev.forwarded.internal.http.Scheme;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Plan;
import org.jspecify.annotations.Nullable;

/** What is said of an invalid value: what was expected, what the value looks like, and whom to ask. */
final class InvalidValue {

    private InvalidValue() {}

    /** A value of an X-Forwarded list. */
    static FindingCase of(Plan plan, Field field, int position, String text, ReceivedRequest received) {
        String peer = received.peerAddress();
        return new FindingCase(
                FindingKind.INVALID_VALUE,
                () -> values(
                        plan.header(field), position, expected(plan, field) + likeness(plan, field, text), text, peer));
    }

    /** Any value, in what was expected of it. */
    static FindingCase of(String header, int position, String expected, String text, ReceivedRequest received) {
        String peer = received.peerAddress();
        return new FindingCase(FindingKind.INVALID_VALUE, () -> values(header, position, expected, text, peer));
    }

    private static Object[] values(String header, int position, String expected, String text, @Nullable String peer) {
        String nearest = position == 1
                ? "Look first at the nearest proxy, " + FindingKind.peer(peer) + ", which wrote it; let"
                : "Let";
        return new Object[] {FindingKind.place(header, position), expected, text, nearest};
    }

    private static String expected(Plan plan, Field field) {
        return switch (field) {
            case FOR -> "an IP address, with or without port, 'unknown' or an identifier";
            case PROTO -> plan.switchesScheme ? "http, https, on, off, true, false, 1 or 0" : "http or https";
            case HOST -> "host or host:port";
            case PORT -> "a port of 1 to 65535";
            default -> "a path of unreserved characters that begins with a slash, at most " + PathPrefix.MAX_LENGTH;
        };
    }

    /** What the value looks like, in a clause; empty if like nothing that belongs elsewhere. */
    private static String likeness(Plan plan, Field field, String text) {
        return switch (field) {
            case FOR -> node(text);
            case PROTO -> scheme(plan, text);
            case HOST -> isUrl(text) ? " (a URL does not belong here, its host alone does)" : "";
            case PORT -> port(text);
            default -> prefix(text);
        };
    }

    private static boolean isUrl(String text) {
        return text.indexOf("://") >= 0;
    }

    private static String prefix(String text) {
        if (isUrl(text)) {
            return " (a URL does not belong here, its path alone does)";
        }
        return text.startsWith("/") ? "" : " (the slash in front is missing)";
    }

    private static String node(String text) {
        if (text.indexOf('%') >= 0) {
            return " (a zone or route domain, behind %, does not belong here)";
        }
        int groups = 1;
        for (int i = 0; i < text.length(); i++) {
            groups += text.charAt(i) == ':' ? 1 : 0;
        }
        if (groups > 8) {
            return " (an IPv6 address with a port needs brackets)";
        }
        return Authority.parse(text) == null ? "" : " (a name is never looked up)";
    }

    private static String scheme(Plan plan, String text) {
        if (Ascii.port(text, 0, text.length()) > 1) {
            return " (a port belongs into " + plan.header(Field.PORT) + ")";
        }
        boolean isSwitch = Scheme.parseSwitch(text, 0, text.length()) != null;
        return isSwitch ? " (on and off are understood in a header that names=proto= gives)" : "";
    }

    private static String port(String text) {
        if (Scheme.parse(text, 0, text.length()) != null) {
            return " (a scheme does not belong here)";
        }
        return text.indexOf(':') < 0 ? "" : " (the port alone belongs here)";
    }
}
