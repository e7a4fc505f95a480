package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * The comma-separated values of an X-Forwarded header, all its lines as one list, read from the right and no further
 * than asked.
 *
 * <p>OWS around a value and one pair of surrounding quotes are dropped, and then empty values. There are no escapes: a
 * quote that is left over stays in the value, where no grammar accepts it.
 */
sealed class ListField extends FieldLines permits XForwardedFamily {

    private String line = "";
    private int end;
    private int start;
    private int limit;
    private int position;
    private boolean skippedEmpty;
    private boolean endsUnknown;

    /** Moves before the last value; false if the header is absent. */
    final boolean open(ReceivedRequest received, String name) {
        boolean present = openLines(received, name);
        endsUnknown = false;
        rewind();
        return present;
    }

    /**
     * As {@link #open}, for a list of nodes, of which an empty last value behind another is one: the nearest hop knew
     * nothing.
     */
    final boolean openNodes(ReceivedRequest received, String name) {
        boolean present = open(received, name) && previous();
        endsUnknown = present && (skippedEmpty || endsEmpty());
        rewind();
        return present;
    }

    private void rewind() {
        rewindLines();
        end = -1;
        position = 0;
        skippedEmpty = false;
    }

    /** Moves to the next value leftwards; false if none is left, and then the value at hand stays. */
    final boolean previous() {
        if (position == 0 && endsUnknown) {
            return emptyValue();
        }
        String lineAtHand = line;
        int startAtHand = start;
        int limitAtHand = limit;
        while (end >= 0 || nextLine()) {
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

    private boolean nextLine() {
        String previous = previousLine();
        if (previous == null) {
            return false;
        }
        line = previous;
        end = previous.length();
        return true;
    }

    /** Moves to the value with this number, counted from the right and from 1; false if there are fewer. */
    final boolean previous(int number) {
        while (position < number) {
            if (!previous()) {
                return false;
            }
        }
        return true;
    }

    /** Moves to the leftmost value. */
    final boolean leftmost() {
        line = firstLine();
        position = 1;
        for (int comma = -1; comma < line.length(); ) {
            int from = comma + 1;
            comma = line.indexOf(',', from);
            comma = comma < 0 ? line.length() : comma;
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

    /** The number of the value, counted from the right and from 1. */
    final int position() {
        return position;
    }

    final String text() {
        return line.substring(start, limit);
    }

    /** The node, or null if the value is none. */
    @Nullable
    final Node node() {
        return start == limit ? Node.UNKNOWN : Node.parseXForwarded(line, start, limit);
    }

    @Nullable
    final Authority authority() {
        return Authority.parse(line, start, limit);
    }

    /** A port of 1 to 65535, or -1. */
    final int port() {
        int port = Ascii.port(line, start, limit);
        return port == 0 ? -1 : port;
    }

    /** {@code http} or {@code https}, or null if the value is no scheme. */
    @Nullable
    final String scheme() {
        return Scheme.parse(line, start, limit);
    }

    /** As {@link #scheme}, for a header of another name, which may also say {@code on} or {@code off}. */
    @Nullable
    final String schemeOrSwitch() {
        return Scheme.parseSwitch(line, start, limit);
    }
}
