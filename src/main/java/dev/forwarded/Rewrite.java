package dev.forwarded;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What a trusted peer says of the path: the prefix that it stripped, and the target that it replaced. Read with either
 * family, and alone; the number of hops in X-Forwarded-For has no part in it.
 *
 * @param prefix the prefix; null for none
 * @param target the original path and query; null for the received ones
 * @param isRead whether one of the headers was present
 */
record Rewrite(@Nullable Prefix prefix, @Nullable String target, boolean isRead) {

    private static final Rewrite NONE = new Rewrite(null, null, false);

    /** What holds where no header is believed. */
    static Rewrite none(Settings settings) {
        Prefix pinned = settings.pinnedPrefix();
        return pinned == null ? NONE : new Rewrite(pinned, null, false);
    }

    static Rewrite read(Resolution resolution) {
        Settings settings = resolution.settings();
        Rewrite rewrite = none(settings);
        if (rewrite.prefix == null && settings.prefix() != PrefixMode.IGNORE) {
            rewrite = withPrefix(resolution);
        }
        String header = settings.names().urlHeader();
        return header == null ? rewrite : rewrite.withTarget(resolution, header);
    }

    private static Rewrite withPrefix(Resolution resolution) {
        Settings settings = resolution.settings();
        ListField list = new ListField();
        if (!list.open(resolution.received(), settings.names().of(Field.PREFIX))) {
            return NONE;
        }
        String joined = joined(resolution, list);
        return new Rewrite(joined == null ? null : settings.prefix().of(joined), null, true);
    }

    /** The believed values, the outermost first; null if there are fewer, or one is invalid. */
    private static @Nullable String joined(Resolution resolution, ListField list) {
        int count = resolution.settings().prefixCount();
        String joined = "";
        for (int i = 0; i < count; i++) {
            if (!list.previous()) {
                return null;
            }
            String prefix = Prefix.parse(list.text());
            if (prefix == null || prefix.length() + joined.length() > Prefix.MAX_LENGTH) {
                resolution.invalid(Problem.INVALID_VALUE.of(
                        resolution.settings().names().of(Field.PREFIX),
                        list.position(),
                        "a path of unreserved characters, at most " + Prefix.MAX_LENGTH,
                        list.text()));
                return null;
            }
            joined = prefix + joined;
        }
        return count == 0 ? null : joined;
    }

    private Rewrite withTarget(Resolution resolution, String header) {
        if (resolution.received().header(header) == null) {
            return this;
        }
        Enumeration<String> lines = resolution.received().headers(header);
        String value = lines.nextElement();
        boolean single = !lines.hasMoreElements();
        if (single && value.isEmpty()) {
            return this;
        }
        if (!single || !isOriginForm(value)) {
            resolution.invalid(Problem.INVALID_VALUE.of(header, 1, "one path with or without a query", value));
            return new Rewrite(prefix, null, true);
        }
        return new Rewrite(prefix, value, true);
    }

    /** {@code absolute-path [ "?" query ]}, RFC 9112 section 3.2.1. */
    private static boolean isOriginForm(String value) {
        int query = value.indexOf('?');
        int end = query < 0 ? value.length() : query;
        return value.startsWith("/") && isPath(value, end) && isQuery(value, end);
    }

    /** Segments of {@code pchar}, RFC 3986 section 3.3. */
    private static boolean isPath(String value, int limit) {
        for (int i = 0; i < limit; i++) {
            char c = value.charAt(i);
            boolean escape = c == '%' && i + 2 < limit && Ascii.hex(value.charAt(i + 1)) >= 0;
            if (escape && Ascii.hex(value.charAt(i + 2)) >= 0) {
                i += 2;
            } else if (!Ascii.isAlphanumeric(c) && "-._~!$&'()*+,;=:@/".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A tolerance: any visible character but {@code #}, since browsers send some that RFC 3986 wants encoded. */
    private static boolean isQuery(String value, int pos) {
        for (int i = pos; i < value.length(); i++) {
            if (!Ascii.isVisible(value.charAt(i)) || value.charAt(i) == '#') {
                return false;
            }
        }
        return true;
    }
}
