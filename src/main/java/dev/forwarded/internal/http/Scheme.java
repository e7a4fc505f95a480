package dev.forwarded.internal.http;

import org.jspecify.annotations.Nullable;

/** The scheme of a forwarded request: {@value #HTTP} or {@value #HTTPS}, nothing else. */
public final class Scheme {

    public static final String HTTP = "http";
    public static final String HTTPS = "https";

    private Scheme() {}

    /** {@code http}, {@code https}, {@code ws} or {@code wss} in any case; null for anything else. */
    public static @Nullable String parse(String text, int pos, int limit) {
        if (Ascii.isWord(text, pos, limit, HTTPS) || Ascii.isWord(text, pos, limit, "wss")) {
            return HTTPS;
        }
        return Ascii.isWord(text, pos, limit, HTTP) || Ascii.isWord(text, pos, limit, "ws") ? HTTP : null;
    }

    /** As {@link #parse}; also {@code on} for https and {@code off} for http, as in Front-End-Https. */
    public static @Nullable String parseSwitch(String text, int pos, int limit) {
        if (Ascii.isWord(text, pos, limit, "on")) {
            return HTTPS;
        }
        return Ascii.isWord(text, pos, limit, "off") ? HTTP : parse(text, pos, limit);
    }
}
