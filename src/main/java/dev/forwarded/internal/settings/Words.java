package dev.forwarded.internal.settings;

import java.util.ArrayList;
import java.util.List;

/** Lists in settings: words separated by commas and/or white space (RFC 5234: SP, HTAB, CR, LF; and VT, FF). */
final class Words {

    private Words() {}

    static List<String> of(String list) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= list.length(); i++) {
            if (i == list.length() || isSeparator(list.charAt(i))) {
                if (i > start) {
                    words.add(list.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** A value without white space at its ends. Other control characters stay, and no parser accepts them. */
    static String trimmed(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isSpace(value.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    /** A value as it is shown: each white space in it, were it the end of a line, is a blank. */
    static String inOneLine(String value) {
        StringBuilder line = new StringBuilder(value.length());
        value.chars().forEach(c -> line.append(isSpace((char) c) ? ' ' : (char) c));
        return line.toString();
    }

    private static boolean isSeparator(char c) {
        return c == ',' || isSpace(c);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
