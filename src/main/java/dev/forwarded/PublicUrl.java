package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * The value of {@code publicUrl}: the URL under which every client reaches the application.
 *
 * @param scheme http or https
 * @param authority the host and, where it is not the default, the port
 * @param prefix the path without a trailing slash, empty if there is none
 */
record PublicUrl(String scheme, Authority authority, String prefix) {

    /** {@code http[s]://host[:port][/prefix]}; null for anything else. */
    static @Nullable PublicUrl parse(String text) {
        String scheme = scheme(text);
        if (scheme == null) {
            return null;
        }
        int host = scheme.length() + "://".length();
        int slash = text.indexOf('/', host);
        Authority authority = Authority.parse(text, host, slash < 0 ? text.length() : slash);
        String prefix = slash < 0 ? "" : Prefix.parse(text.substring(slash));
        return authority == null || prefix == null ? null : new PublicUrl(scheme, authority, prefix);
    }

    private static @Nullable String scheme(String text) {
        if (Ascii.startsWith(text, 0, text.length(), "https://")) {
            return Scheme.HTTPS;
        }
        return Ascii.startsWith(text, 0, text.length(), "http://") ? Scheme.HTTP : null;
    }

    int port() {
        return authority.port() == Authority.NO_PORT ? Authority.defaultPort(scheme) : authority.port();
    }
}
