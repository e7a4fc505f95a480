package dev.forwarded.internal.http;

/** A value of a request as it may stand in a sentence: one word among ours, whatever it holds. */
public final class Printable {

    public static final int MAX_LENGTH = 200;

    private static final String CUT = "...";

    /** How long a text can get. */
    public static final int LONGEST = MAX_LENGTH + 3;

    private Printable() {}

    /** The text as {@link #append} has it. */
    public static String of(String text) {
        return append(new StringBuilder(Math.min(text.length(), LONGEST)), text).toString();
    }

    /** Adds the text without control characters, others beyond ASCII masked by {@code ?}, cut at {@value #MAX_LENGTH}. */
    public static StringBuilder append(StringBuilder printable, String text) {
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
