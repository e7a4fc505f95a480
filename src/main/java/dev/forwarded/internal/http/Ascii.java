package dev.forwarded.internal.http;

/** Character classes of RFC 9110 section 5.6, by a table, and comparisons over a part of a text, locale-free. */
public final class Ascii {

    private Ascii() {}

    private static final int ALPHANUMERIC = 1;
    private static final int TOKEN = 2;
    private static final int NAME = 4;

    /** What each of the first 128 characters may be. */
    private static final byte[] CLASSES = classes();

    private static byte[] classes() {
        byte[] classes = new byte[128];
        mark(classes, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", ALPHANUMERIC | TOKEN | NAME);
        mark(classes, "-_", TOKEN | NAME);
        mark(classes, "!#$%&'*+.^`|~", TOKEN);
        return classes;
    }

    private static void mark(byte[] classes, String characters, int flags) {
        for (int i = 0; i < characters.length(); i++) {
            classes[characters.charAt(i)] |= (byte) flags;
        }
    }

    private static boolean is(char c, int flag) {
        return c < 128 && (CLASSES[c] & flag) != 0;
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isAlphanumeric(char c) {
        return is(c, ALPHANUMERIC);
    }

    /** A letter, digit, hyphen or underscore: what a label of a host name is made of here. */
    public static boolean isName(char c) {
        return is(c, NAME);
    }

    /** Optional white space: space or horizontal tab. */
    public static boolean isOws(char c) {
        return c == ' ' || c == '\t';
    }

    /** A visible character, 0x21 to 0x7E. */
    public static boolean isVisible(char c) {
        return c > ' ' && c < 0x7f;
    }

    /** A character of a token (RFC 9110 section 5.6.2). */
    public static boolean isToken(char c) {
        return is(c, TOKEN);
    }

    public static boolean isToken(String text) {
        return isToken(text, 0, text.length());
    }

    /** Whether {@code text[pos, limit)} is a token. */
    public static boolean isToken(String text, int pos, int limit) {
        int i = pos;
        while (i < limit && isToken(text.charAt(i))) {
            i++;
        }
        return i == limit && pos < limit;
    }

    /** The value of a hexadecimal digit, or -1. */
    public static int hex(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        char lower = lower(c);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** The lower case of an ASCII letter; any other character as it is. */
    public static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /** The text with its ASCII letters in lower case. */
    public static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            lower.append(lower(text.charAt(i)));
        }
        return lower.toString();
    }

    /** Whether {@code text[pos, limit)} is the given lower-case word, in any case. */
    public static boolean isWord(String text, int pos, int limit, String word) {
        return limit - pos == word.length() && startsWith(text, pos, limit, word);
    }

    /** Whether {@code text[pos, limit)} begins with the given lower-case word, in any case. */
    public static boolean startsWith(String text, int pos, int limit, String word) {
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

    /** Whether two texts are the same but for the case of ASCII letters. */
    public static boolean equalsIgnoreCase(String one, String other) {
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

    /** The first index of a character in {@code text[pos, limit)}, or {@code limit}. */
    public static int find(char c, String text, int pos, int limit) {
        int i = pos;
        while (i < limit && text.charAt(i) != c) {
            i++;
        }
        return i;
    }

    /** The first index in {@code [pos, limit)} that is no OWS, or {@code limit}. */
    public static int skipOws(String text, int pos, int limit) {
        int i = pos;
        while (i < limit && isOws(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The index behind the last character of {@code [pos, limit)} that is no OWS, or {@code pos}. */
    public static int trimOws(String text, int pos, int limit) {
        int i = limit;
        while (i > pos && isOws(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** The decimal number in {@code text[pos, limit)}, one to five ASCII digits, at most 65535; or -1. */
    public static int port(String text, int pos, int limit) {
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
