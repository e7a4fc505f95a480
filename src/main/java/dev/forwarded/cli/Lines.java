package dev.forwarded.cli;

/** The lines of a text, one after the other, ended by CRLF or LF, with their numbers. */
final class Lines {

    private final String text;
    private int next;
    private int number;
    private String line = "";

    Lines(String text) {
        this.text = text;
    }

    /** Moves to the next line; false at the end of the text, where the line is empty. */
    boolean next() {
        if (next >= text.length()) {
            line = "";
            return false;
        }
        int feed = text.indexOf('\n', next);
        int end = feed < 0 ? text.length() : feed;
        int trimmed = end > next && text.charAt(end - 1) == '\r' ? end - 1 : end;
        line = text.substring(next, trimmed);
        next = end + 1;
        number++;
        return true;
    }

    String line() {
        return line;
    }

    /** The number of the line, from 1. */
    int number() {
        return number;
    }

    /** Goes on behind so many characters, if the text has them; true if that moved it. */
    boolean skip(long characters) {
        boolean moves = characters > 0 && characters <= text.length() - next;
        if (moves) {
            int to = next + (int) characters;
            number += (int)
                    text.substring(next, to).chars().filter(c -> c == '\n').count();
            next = to;
        }
        return moves;
    }
}
