package dev.forwarded.internal.http;

/**
 * Text on its way into a log or onto a terminal: whatever leaves passes here last. Control characters are dropped, what
 * turns, splits or hides the text around it becomes a question mark. Letters of any script stay.
 */
public final class Outgoing {

    /** Long enough for a list of proxies, too short to fill a disk. */
    public static final int MAX_LINE = 8000;

    private Outgoing() {}

    /** One line of a log, without queries, cut at {@value #MAX_LINE}. Line feeds become spaces. */
    public static String line(String text) {
        String line = clean(withoutQueries(text.replace('\n', ' '), " "));
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + Printable.CUT;
    }

    /** Several lines of a log, laid out in columns with two spaces between them at least; each is treated alike. */
    public static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        for (int start = 0; start <= text.length(); ) {
            int end = Ascii.find('\n', text, start, text.length());
            String line = clean(withoutQueries(text.substring(start, end), "  "));
            lines.append(line, 0, Math.min(line.length(), MAX_LINE))
                    .append(line.length() > MAX_LINE ? Printable.CUT : "");
            lines.append(end < text.length() ? "\n" : "");
            start = end + 1;
        }
        return lines.toString();
    }

    /** For a terminal: line feeds and queries stay. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n' || !Character.isISOControl(c))
                .forEach(c -> clean.appendCodePoint(isSeen(c) ? c : '?'));
        return clean.toString();
    }

    private static boolean isSeen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** A query may hold secrets. It ends where the quoted text does, and at a gap where nothing is quoted. */
    private static String withoutQueries(String line, String gap) {
        StringBuilder kept = new StringBuilder(line.length());
        boolean isQuoted = false;
        int pos = 0;
        while (pos < line.length()) {
            char c = line.charAt(pos);
            isQuoted ^= c == '"';
            int end = c == '?' ? endOfQuery(line, pos, isQuoted, gap) : pos;
            if (end == pos) {
                kept.append(c);
            }
            pos = Math.max(end, pos + 1);
        }
        return kept.toString();
    }

    /** Where the query ends that begins here; here if none does. */
    private static int endOfQuery(String line, int mark, boolean isQuoted, String gap) {
        int found = line.indexOf(isQuoted ? "\"" : gap, mark);
        int end = found < 0 ? line.length() : found;
        return isQuery(line, mark, end) ? end : mark;
    }

    /** A path stands before its question mark, or a parameter behind it. */
    private static boolean isQuery(String line, int mark, int end) {
        int word = mark;
        while (word > 0 && line.charAt(word - 1) != ' ' && line.charAt(word - 1) != '"') {
            word--;
        }
        return line.substring(word, mark).indexOf('/') >= 0
                || line.substring(mark, end).indexOf('=') >= 0;
    }
}
