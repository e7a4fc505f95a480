package dev.forwarded.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A host with or without a port (RFC 3986 section 3.2), as sent: case and one trailing dot are kept.
 *
 * <p>Accepted: a {@link Host}, then nothing, {@code :}, or {@code :port} with 1 to 65535. Refused: user information, and
 * whatever is no host. Not checked: whether the name exists.
 *
 * @param host the host, an IPv6 address in brackets
 * @param port the port, 0 if none was sent
 */
public record Authority(String host, int port) {

    /** Stands for a port that was not sent. */
    public static final int NO_PORT = 0;

    /** The authority that the text is; null if it is none. */
    public static @Nullable Authority parse(String text) {
        return parse(text, 0, text.length());
    }

    /** The authority that {@code text[pos, limit)} is; null if it is none. */
    public static @Nullable Authority parse(String text, int pos, int limit) {
        int end = endOfHost(text, pos, limit);
        if (!Host.isHost(text, pos, end)) {
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
        return Ascii.find(':', text, bracket ? Ascii.find(']', text, pos, limit) : pos, limit);
    }

    /** The default port of a scheme, 0 if it is neither http nor https (RFC 9110 section 4.2). */
    public static int defaultPort(String scheme) {
        if (scheme.equals(Scheme.HTTPS)) {
            return 443;
        }
        return scheme.equals(Scheme.HTTP) ? 80 : NO_PORT;
    }

    @Override
    public String toString() {
        return port == NO_PORT ? host : host + ":" + port;
    }
}
