package dev.forwarded.cli;

/** Input as it may stand in a message: cut, and without anything that a terminal could take for a command. */
final class Printable {

    private static final int MAX_LENGTH = 200;

    private Printable() {}

    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length() && printable.length() < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                printable.append(c);
            } else if (c > 0x9f) {
                printable.append('?');
            }
        }
        return printable.append(text.length() > MAX_LENGTH ? "…" : "").toString();
    }

    static String quoted(String text) {
        return '"' + of(text) + '"';
    }
}
