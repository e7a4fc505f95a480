package dev.forwarded.internal.http;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The forwarded-elements of the {@code Forwarded} header (RFC 7239 section 4), read from the right.
 *
 * <p>Each field line is cut by itself from its left, so an unclosed quote in one line cannot swallow the next. An
 * element ends at the next comma outside quotes: a {@code "} toggles, a {@code \} escapes only inside quotes. A quote
 * left open at the end of the line voids the line. One pass over a line; what is kept of it is bounded.
 */
public final class ForwardedElements {

    private final HeaderLines lines = new HeaderLines(false);
    private String line = "";
    private int[] bounds = new int[8];
    private int found;
    private int left;
    private int position;

    /** Moves before the last element; false if no line holds one. */
    public boolean open(Enumeration<String> values) {
        left = 0;
        position = 0;
        return lines.open(values);
    }

    /** The next element leftwards, which may be malformed; null if none is left. */
    @Nullable
    public ForwardedElement previous() {
        while (left == 0) {
            String previous = lines.previous();
            if (previous == null) {
                return null;
            }
            if (!cut(previous)) {
                position++;
                return ForwardedElement.unclosed(line);
            }
        }
        left--;
        position++;
        int slot = 2 * (--found % HeaderLines.KEPT);
        return ForwardedElement.parse(line, bounds[slot], bounds[slot + 1]);
    }

    /** The number of the element, counted from the right and from 1. */
    public int position() {
        return position;
    }

    /** Whether every quote is closed. Looks by {@code indexOf}, which the JVM does many characters at a time. */
    private boolean cut(String text) {
        line = text;
        found = 0;
        left = 0;
        int start = 0;
        int comma = text.indexOf(',');
        int quote = text.indexOf('"');
        while (comma >= 0 || quote >= 0) {
            if (quote >= 0 && (comma < 0 || quote < comma)) {
                int close = closingQuote(text, quote);
                if (close < 0) {
                    return false;
                }
                comma = comma >= 0 && comma < close ? text.indexOf(',', close) : comma;
                quote = text.indexOf('"', close + 1);
            } else {
                keep(start, comma);
                start = comma + 1;
                comma = text.indexOf(',', start);
            }
        }
        keep(start, text.length());
        left = Math.min(found, HeaderLines.KEPT);
        return true;
    }

    /** Where the quotes that open at a position are closed; -1 if nowhere. */
    private static int closingQuote(String text, int open) {
        int close = text.indexOf('"', open + 1);
        while (close >= 0 && isEscaped(text, open, close)) {
            close = text.indexOf('"', close + 1);
        }
        return close;
    }

    /** Whether a quote within quotes stands behind an odd number of backslashes. */
    private static boolean isEscaped(String text, int open, int quote) {
        int i = quote - 1;
        while (i > open && text.charAt(i) == '\\') {
            i--;
        }
        return (quote - i) % 2 == 0;
    }

    private void keep(int from, int to) {
        int start = Ascii.skipOws(line, from, to);
        if (start == to) {
            return;
        }
        int slot = 2 * (found % HeaderLines.KEPT);
        if (slot >= bounds.length) {
            int[] larger = new int[Math.min(2 * HeaderLines.KEPT, bounds.length * 2)];
            System.arraycopy(bounds, 0, larger, 0, bounds.length);
            bounds = larger;
        }
        bounds[slot] = start;
        bounds[slot + 1] = Ascii.trimOws(line, start, to);
        found++;
    }
}
