package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.Optional;

/**
 * The value of {@code trustedSecret} or {@code explainToken}: a header line that only the trusted proxy, or the operator,
 * can send. Its text is never shown.
 */
public final class Secret {

    /** A shorter value could be guessed. */
    static final int MIN_LENGTH = 16;

    /** What a message shows of a secret that could not be read: which part of it is secret is then unknown. */
    static final String HIDDEN = "(hidden)";

    private final String header;
    private final byte[] value;

    private Secret(String header, String value) {
        this.header = header;
        this.value = bytes(value);
    }

    static Optional<Secret> parse(String text, SettingErrors.Row errors) {
        int equals = text.indexOf('=');
        String name = text.substring(0, Math.max(0, equals));
        String value = text.substring(equals + 1);
        if (!Ascii.isToken(name) || ForwardedHeaderNames.isReserved(name) || !isSecretText(value)) {
            errors.unreadable(HIDDEN);
            return Optional.empty();
        }
        return Optional.of(new Secret(name, value));
    }

    /** Long enough, and of characters that arrive in a header as they were written. */
    private static boolean isSecretText(String text) {
        return text.length() >= MIN_LENGTH
                && text.equals(text.trim())
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** The setting with its value masked. */
    static String masked(String text) {
        return text.substring(0, Math.max(0, text.indexOf('='))) + "=…";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The name of the header. */
    public String header() {
        return header;
    }

    /** Whether there is exactly one line of the header, with this value; compared in constant time. */
    public boolean isSentAs(Enumeration<String> lines) {
        boolean same = lines.hasMoreElements() && MessageDigest.isEqual(value, bytes(lines.nextElement()));
        return same && !lines.hasMoreElements();
    }

    @Override
    public String toString() {
        return header + "=…";
    }
}
