package dev.forwarded;

/** Character classes of RFC 9110 section 5.6 and comparisons over a part of a text, locale-free. */
final class Ascii {

    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(char c) {
        char lower = lower(c);
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isAlphanumeric(char c) {
        return isAlpha(c) || isDigit(c);
    }

    /** Optional white space: space or horizontal tab. */
    static boolean isOws(char c) {
        return c == ' ' || c == '\t';
    }

    /** A visible character, 0x21 to 0x7E. */
    static boolean isVisible(char c) {
        return c > ' ' && c < 0x7f;
    }

    /** A character of a token (RFC 9110 section 5.6.2). */
    static boolean isToken(char c) {
        return isVisible(c) && !isDelimiter(c);
    }

    private static boolean isDelimiter(char c) {
        return "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0;
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isToken(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        char lower = lower(c);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            lower.append(lower(text.charAt(i)));
        }
        return lower.toString();
    }

    /** Whether {@code text[pos, limit)} is the given lower-case word, in any case. */
    static boolean isWord(String text, int pos, int limit, String word) {
        return limit - pos == word.length() && startsWith(text, pos, limit, word);
    }

    /** Whether {@code text[pos, limit)} begins with the given lower-case word, in any case. */
    static boolean startsWith(String text, int pos, int limit, String word) {
        if (limit - pos < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (lower(text.charAt(pos + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean equalsIgnoreCase(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        for (int i = 0; i < one.length(); i++) {
            if (lower(one.charAt(i)) != lower(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The first index in {@code [pos, limit)} that is no OWS, or {@code limit}. */
    static int skipOws(String text, int pos, int limit) {
        int i = pos;
        while (i < limit && isOws(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The index behind the last character of {@code [pos, limit)} that is no OWS, or {@code pos}. */
    static int trimOws(String text, int pos, int limit) {
        int i = limit;
        while (i > pos && isOws(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** The decimal number in {@code text[pos, limit)}, one to five ASCII digits, at most 65535; or -1. */
    static int port(String text, int pos, int limit) {
        if (limit <= pos || limit - pos > 5) {
            return -1;
        }
        int number = 0;
        for (int i = pos; i < limit; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number <= 0xffff ? number : -1;
    }
}
