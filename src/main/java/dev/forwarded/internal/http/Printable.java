package dev.forwarded.internal.http;

/** A value of a request as it may stand in a sentence: one word among ours, whatever it holds. */
public final class Printable {

    public static final int MAX_LENGTH = 200;

    private Printable() {}

    /** The text without control characters, others beyond ASCII masked by {@code ?}, cut at {@value #MAX_LENGTH}. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < text.length(); i++) {
            if (printable.length() == MAX_LENGTH) {
                return printable.append('…').toString();
            }
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                printable.append(c);
            } else if (c > 0x9f) {
                printable.append('?');
            }
        }
        return printable.toString();
    }
}
