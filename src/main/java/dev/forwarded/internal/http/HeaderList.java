package dev.forwarded.internal.http;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The comma-separated values of an X-Forwarded header, all its lines as one list, read from the right and no further
 * than asked.
 *
 * <p>OWS around a value and one pair of surrounding quotes are dropped, and then empty values. There are no escapes: a
 * quote that is left over stays in the value, where no grammar accepts it.
 */
public final class HeaderList {

    /** Stands for the number of the leftmost value, which nobody counted. */
    public static final int LEFTMOST = 0;

    private final HeaderLines lines = new HeaderLines(true);
    private String line = "";
    private int end;
    private int start;
    private int limit;
    private int position;
    private boolean skippedEmpty;
    private boolean endsUnknown;
    private boolean isFound;

    /** Moves before the last value; false if no line holds one. */
    public boolean open(Enumeration<String> values) {
        boolean present = lines.open(values);
        endsUnknown = false;
        rewind();
        return present;
    }

    /**
     * As {@link #open}, for a list of nodes, of which an empty last value behind another is one: the nearest hop knew
     * nothing.
     */
    public boolean openNodes(Enumeration<String> values) {
        boolean present = open(values);
        if (present) {
            asNodes();
        }
        return present;
    }

    /** Finds the last value that is not empty, which there is, and keeps it for the first step. */
    private void asNodes() {
        previous();
        endsUnknown = skippedEmpty || lines.endsEmpty();
        if (endsUnknown) {
            rewind();
        } else {
            isFound = true;
            position = 0;
        }
    }

    private void rewind() {
        lines.rewind();
        end = -1;
        position = 0;
        skippedEmpty = false;
        isFound = false;
    }

    /** Whether anything, were it a blank, stands further left. */
    public boolean hasMore() {
        return isFound || end >= 0 || lines.hasPrevious();
    }

    /** Moves to the next value leftwards; false if none is left, and then the value at hand stays. */
    public boolean previous() {
        if (position == 0 && (endsUnknown || isFound)) {
            return endsUnknown ? emptyValue() : foundValue();
        }
        String lineAtHand = line;
        int startAtHand = start;
        int limitAtHand = limit;
        while (end >= 0 || previousLine()) {
            int comma = line.lastIndexOf(',', end - 1);
            slice(comma + 1, end);
            end = comma;
            if (limit > start) {
                position++;
                return true;
            }
            skippedEmpty = true;
        }
        line = lineAtHand;
        start = startAtHand;
        limit = limitAtHand;
        return false;
    }

    private boolean emptyValue() {
        line = "";
        slice(0, 0);
        position++;
        return true;
    }

    private boolean foundValue() {
        isFound = false;
        position++;
        return true;
    }

    private boolean previousLine() {
        String previous = lines.previous();
        if (previous == null) {
            return false;
        }
        line = previous;
        end = previous.length();
        return true;
    }

    /** Moves to the value with this number, counted from the right and from 1; false if there are fewer. */
    public boolean previous(int number) {
        while (position < number) {
            if (!previous()) {
                return false;
            }
        }
        return true;
    }

    /** Moves to the leftmost value, the number of which is then {@link #LEFTMOST}. */
    public boolean leftmost() {
        line = lines.first();
        position = LEFTMOST;
        for (int comma = -1; comma < line.length(); ) {
            int from = comma + 1;
            comma = Ascii.find(',', line, from, line.length());
            slice(from, comma);
            if (limit > start) {
                return true;
            }
        }
        return false;
    }

    private void slice(int from, int to) {
        start = Ascii.skipOws(line, from, to);
        limit = Ascii.trimOws(line, start, to);
        if (limit - start >= 2 && line.charAt(start) == '"' && line.charAt(limit - 1) == '"') {
            start++;
            limit--;
        }
    }

    /** The number of the value, counted from the right and from 1, or {@link #LEFTMOST}. */
    public int position() {
        return position;
    }

    /** The value as it was sent. */
    public String text() {
        return line.substring(start, limit);
    }

    /** The value, as much of it as a log shows. */
    public String excerpt() {
        return line.substring(start, Math.min(limit, start + Printable.MAX_LENGTH + 1));
    }

    /** The node, or null if the value is none. */
    public @Nullable Node node() {
        return start == limit ? Node.UNKNOWN : Node.parseXForwarded(line, start, limit);
    }

    /** The host with or without port, or null if the value is none. */
    public @Nullable Authority authority() {
        return Authority.parse(line, start, limit);
    }

    /** A port of 1 to 65535, or {@link Authority#NO_PORT} if the value is none. */
    public int port() {
        return Math.max(Ascii.port(line, start, limit), Authority.NO_PORT);
    }

    /** {@code http} or {@code https}, or null if the value is no scheme. */
    public @Nullable String scheme() {
        return Scheme.parse(line, start, limit);
    }

    /** As {@link #scheme}, for a header of another name, which may also say {@code on} or {@code off}. */
    public @Nullable String schemeOrSwitch() {
        return Scheme.parseSwitch(line, start, limit);
    }
}
