package dev.forwarded.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A path prefix that a proxy stripped: empty, or one or more segments of unreserved characters (RFC 3986 section 2.3),
 * {@code @}, {@code :}, {@code +} and encoded triplets that mean no slash, dot, percent sign or control character, each begun by one slash, none of them {@code .} or {@code ..}, at most {@value #MAX_LENGTH} characters. Trailing
 * slashes are dropped.
 *
 * @param text the prefix without a trailing slash
 * @param prepended whether it goes before the context path instead of replacing it
 */
public record PathPrefix(String text, boolean prepended) {

    /** More characters are refused. */
    public static final int MAX_LENGTH = 256;

    /** The text without trailing slashes if it is a prefix, else null. */
    public static @Nullable String parse(String value) {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == '/') {
            end--;
        }
        if (end == 0) {
            return value.isEmpty() ? null : "";
        }
        return end <= MAX_LENGTH && isSegments(value, end) ? value.substring(0, end) : null;
    }

    private static boolean isSegments(String value, int end) {
        int segment = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || value.charAt(i) == '/') {
                if (i > 0 && !isSegment(value, segment, i)) {
                    return false;
                }
                segment = i + 1;
            } else if (i == 0 || !isSegmentCharacter(value, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSegment(String value, int pos, int limit) {
        boolean dots = limit - pos <= 2 && value.charAt(pos) == '.' && value.charAt(limit - 1) == '.';
        return limit > pos && !dots;
    }

    private static boolean isSegmentCharacter(String value, int pos) {
        char c = value.charAt(pos);
        return Ascii.isName(c) || ".~@:+".indexOf(c) >= 0 || c == '%' && isHarmlessTriplet(value, pos);
    }

    /** An encoded character that no server takes for a slash, backslash, dot, percent sign or control character. */
    private static boolean isHarmlessTriplet(String value, int pos) {
        if (!UriText.isTriplet(value, pos)) {
            return false;
        }
        int encoded = Ascii.hex(value.charAt(pos + 1)) << 4 | Ascii.hex(value.charAt(pos + 2));
        return encoded > 0x1f && encoded != 0x7f && "/\\.%".indexOf(encoded) < 0;
    }

    /** The client-facing context path. */
    public String contextPath(String received) {
        return prepended ? text + received : text;
    }

    /** The client-facing path of a received one, raw, beginning with exactly one slash; {@code *} stays as it is. */
    public String path(String received, String contextPath) {
        if (!received.isEmpty() && received.charAt(0) != '/') {
            return received;
        }
        int start = prepended || !isBelow(received, contextPath) ? 0 : contextPath.length();
        String path = text + received.substring(start);
        int slashes = 0;
        while (slashes < path.length() && path.charAt(slashes) == '/') {
            slashes++;
        }
        return slashes == 1 ? path : "/" + path.substring(slashes);
    }

    private static boolean isBelow(String path, String contextPath) {
        int end = contextPath.length();
        return path.startsWith(contextPath)
                && (path.length() == end || path.charAt(end) == '/' || path.charAt(end) == ';');
    }
}
