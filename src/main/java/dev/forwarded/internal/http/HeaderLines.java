package dev.forwarded.internal.http;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The field lines of one header (RFC 9110 section 5.3) that hold a value, read from the last to the first.
 *
 * <p>A line of nothing but commas and white space holds none. However many lines a client sends, only the last
 * {@value #KEPT} and the first are kept: each holds at least one value, and no more hops than that are ever believed.
 */
final class HeaderLines {

    /** One more than the nodes that are ever trusted in a row. */
    static final int KEPT = 65;

    private final boolean isList;
    private String first = "";
    private String @Nullable [] ring;
    private int count;
    private int next;
    private boolean endsEmpty;

    /**
     * @param isList whether an empty value may stand in quotes, as in the X-Forwarded lists
     */
    HeaderLines(boolean isList) {
        this.isList = isList;
    }

    /** Reads the lines of a header; false if none of them holds a value. */
    boolean open(Enumeration<String> lines) {
        count = 0;
        first = "";
        ring = null;
        endsEmpty = false;
        while (lines.hasMoreElements()) {
            add(lines.nextElement());
        }
        rewind();
        return count > 0;
    }

    /** Moves behind the last line. */
    void rewind() {
        next = count;
    }

    private void add(String line) {
        endsEmpty = isBlank(line);
        if (endsEmpty) {
            return;
        }
        if (count == 0) {
            first = line;
        } else {
            keep(line);
        }
        count++;
    }

    private void keep(String line) {
        String[] kept = ring == null ? new String[4] : ring;
        if (count >= kept.length && kept.length < KEPT) {
            String[] larger = new String[Math.min(KEPT, kept.length * 2)];
            System.arraycopy(kept, 0, larger, 0, kept.length);
            kept = larger;
        }
        kept[count % KEPT] = line;
        if (count == 1) {
            kept[0] = first;
        }
        ring = kept;
    }

    private boolean isBlank(String line) {
        int i = line.length() - 1;
        while (i >= 0 && (line.charAt(i) == ',' || Ascii.isOws(line.charAt(i)) || isList && isEmptyQuotes(line, i))) {
            i -= line.charAt(i) == '"' ? 2 : 1;
        }
        return i < 0;
    }

    /** Whether a list item is nothing but the pair of quotes that ends here, behind which stands nothing of it. */
    private static boolean isEmptyQuotes(String line, int end) {
        int start = end - 1;
        return start >= 0 && line.charAt(end) == '"' && line.charAt(start) == '"' && isFirst(line, start);
    }

    /** Whether the item has nothing before a position. */
    private static boolean isFirst(String line, int pos) {
        int end = Ascii.trimOws(line, 0, pos);
        return end == 0 || line.charAt(end - 1) == ',';
    }

    /** The line before the one given last, beginning at the last line; null when none is left. */
    @Nullable
    String previous() {
        if (!hasPrevious()) {
            return null;
        }
        next--;
        String[] kept = ring;
        return kept == null ? first : kept[next % KEPT];
    }

    /** Whether a line is left. */
    boolean hasPrevious() {
        return next > 0 && count - next < KEPT;
    }

    /** The first line that holds a value. */
    String first() {
        return first;
    }

    /** Whether an empty line follows the last one that holds a value. */
    boolean endsEmpty() {
        return endsEmpty;
    }
}
