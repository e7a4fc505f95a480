package dev.forwarded.internal.http;

/** A value of a request as it may stand in a sentence: one word among ours, whatever it holds. */
public final class Printable {

    public static final int MAX_LENGTH = 200;

    /** Stands for what was left out. */
    static final String CUT = "...";

    /** How long a text can get. */
    public static final int LONGEST = MAX_LENGTH + CUT.length();

    private Printable() {}

    /** The text as {@link #append} has it. */
    public static String of(String text) {
        return append(new StringBuilder(Math.min(text.length(), LONGEST)), text).toString();
    }

    /**
     * Adds the text without control characters and without the password of a URL, characters beyond ASCII masked by
     * {@code ?}, cut at {@value #MAX_LENGTH}.
     */
    public static StringBuilder append(StringBuilder printable, String text) {
        return visible(printable, withoutPassword(text));
    }

    /** A password stands in an authority (RFC 3986 section 3.2.1), be it of a URL, alone, or a value among others. */
    private static String withoutPassword(String text) {
        if (text.indexOf('@') < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || " ,;=\"/".indexOf(text.charAt(i)) >= 0) {
                boolean isSegment = start == 1 && text.charAt(0) == '/'
                        || start > 1 && text.charAt(start - 1) == '/' && text.charAt(start - 2) != '/';
                String part = text.substring(start, i);
                kept.append(isSegment ? part : masked(part)).append(text, i, Math.min(i + 1, text.length()));
                start = i + 1;
            }
        }
        return kept.toString();
    }

    private static String masked(String authority) {
        int colon = authority.indexOf(':');
        int at = authority.lastIndexOf('@');
        return colon >= 0 && colon < at ? authority.substring(0, colon + 1) + CUT + authority.substring(at) : authority;
    }

    private static StringBuilder visible(StringBuilder printable, String text) {
        int end = printable.length() + MAX_LENGTH;
        for (int i = 0; i < text.length(); i++) {
            if (printable.length() == end) {
                return printable.append(CUT);
            }
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                printable.append(c);
            } else if (c > 0x9f) {
                printable.append('?');
            }
        }
        return printable;
    }
}
