package dev.forwarded.internal.http;

import org.jspecify.annotations.Nullable;

/** The scheme of a forwarded request: {@value #HTTP} or {@value #HTTPS}, nothing else. */
public final class Scheme {

    public static final String HTTP = "http";
    public static final String HTTPS = "https";

    /** The words of headers that only say whether TLS was used, as Front-End-Https. */
    private static final String[] ON = {"on", "true", "1"};

    private static final String[] OFF = {"off", "false", "0"};

    private Scheme() {}

    private static boolean isOneOf(String[] words, String text, int pos, int limit) {
        for (String word : words) {
            if (Ascii.isWord(text, pos, limit, word)) {
                return true;
            }
        }
        return false;
    }

    /** {@code http}, {@code https}, {@code ws} or {@code wss} in any case; null for anything else. */
    public static @Nullable String parse(String text, int pos, int limit) {
        if (Ascii.isWord(text, pos, limit, HTTPS) || Ascii.isWord(text, pos, limit, "wss")) {
            return HTTPS;
        }
        return Ascii.isWord(text, pos, limit, HTTP) || Ascii.isWord(text, pos, limit, "ws") ? HTTP : null;
    }

    /** As {@link #parse}; also {@code on}, {@code true}, {@code 1} for https, {@code off}, {@code false}, {@code 0} for http. */
    public static @Nullable String parseSwitch(String text, int pos, int limit) {
        if (isOneOf(ON, text, pos, limit)) {
            return HTTPS;
        }
        return isOneOf(OFF, text, pos, limit) ? HTTP : parse(text, pos, limit);
    }
}
