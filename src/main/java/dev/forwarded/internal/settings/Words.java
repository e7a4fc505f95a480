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

    private static boolean isSeparator(char c) {
        return c == ',' || c == ' ' || c >= '\t' && c <= '\r';
    }
}
