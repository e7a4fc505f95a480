package dev.forwarded.internal.http;

import java.nio.charset.StandardCharsets;

/** Raw text of a request target made fit for a URI (RFC 3986): what may not stand there is percent-encoded. */
public final class UriText {

    private UriText() {}

    /** The text with every character encoded that a path, or a query, may not hold; triplets stay as they are. */
    public static String encoded(String text, boolean isQuery) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPathCharacter(c) || c == '%' && isTriplet(text, i) || isQuery && c == '?') {
                encoded.append(c);
            } else {
                encode(c, encoded);
            }
        }
        return encoded.toString();
    }

    /** {@code pchar} without triplets, and the slash (RFC 3986 section 3.3). */
    public static boolean isPathCharacter(char c) {
        return Ascii.isAlphanumeric(c) || "-._~!$&'()*+,;=:@/".indexOf(c) >= 0;
    }

    /** Whether a percent sign begins two hexadecimal digits. */
    public static boolean isTriplet(String text, int pos) {
        return pos + 2 < text.length() && Ascii.hex(text.charAt(pos + 1)) >= 0 && Ascii.hex(text.charAt(pos + 2)) >= 0;
    }

    /** A character up to U+00FF is a byte of the request, as servers read it; any other is encoded as UTF-8. */
    private static void encode(char c, StringBuilder encoded) {
        byte[] bytes = String.valueOf(c).getBytes(c <= 0xff ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        for (byte each : bytes) {
            encoded.append('%').append(Character.toUpperCase(Character.forDigit(each >> 4 & 0xf, 16)));
            encoded.append(Character.toUpperCase(Character.forDigit(each & 0xf, 16)));
        }
    }
}
