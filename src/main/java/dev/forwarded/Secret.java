package dev.forwarded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Enumeration;

/** The value of {@code trustedSecret}: a header line that only the trusted proxy can send. Its text is never shown. */
final class Secret {

    /** A shorter value could be guessed. */
    static final int MIN_LENGTH = 16;

    private final String header;
    private final byte[] value;

    Secret(String header, String value) {
        this.header = header;
        this.value = bytes(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    String header() {
        return header;
    }

    /** Whether the request has exactly one line of the header, with this value; compared in constant time. */
    boolean isSentBy(ReceivedRequest received) {
        if (received.header(header) == null) {
            return false;
        }
        Enumeration<String> lines = received.headers(header);
        boolean same = lines.hasMoreElements() && MessageDigest.isEqual(value, bytes(lines.nextElement()));
        return same && !lines.hasMoreElements();
    }

    @Override
    public String toString() {
        return header + "=…";
    }
}
