package dev.forwarded.servlet;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request of HTTP/2 with prior knowledge, its fields as given: no client would leave out {@code :authority}. */
final class RawHttp2 {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** RFC 7541 appendix A. */
    private static final Map<String, Integer> STATIC_NAMES =
            Map.of(":authority", 1, ":method", 2, ":path", 4, ":scheme", 6);

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private RawHttp2() {}

    /**
     * The body of the answer; {@code refused} if the server ends the stream or the connection instead.
     *
     * @param fields lines of {@code name: value}, pseudo-header fields first
     */
    static String body(int port, String fields) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(PREFACE);
            frame(out, SETTINGS, 0, 0, new byte[0]);
            frame(out, HEADERS, END_STREAM | END_HEADERS, 1, block(fields));
            socket.getOutputStream().write(out.toByteArray());
            return read(new DataInputStream(socket.getInputStream()));
        }
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.writeBytes(new byte[] {0, (byte) (payload.length >> 8), (byte) payload.length, (byte) type, (byte) flags});
        out.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        out.writeBytes(payload);
    }

    /** Literal fields without indexing, RFC 7541 section 6.2.2; Tomcat wants pseudo-header fields by their number. */
    private static byte[] block(String fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        fields.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            String name = line.substring(0, colon);
            int number = STATIC_NAMES.getOrDefault(name, 0);
            block.write(number);
            if (number == 0) {
                text(block, name);
            }
            text(block, line.substring(colon + 2));
        });
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        if (text.length() > 126) {
            throw new IllegalArgumentException(text);
        }
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(DataInputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == RESET || type == GO_AWAY) {
                return "refused";
            }
            if (type == DATA) {
                body.append(new String(payload, StandardCharsets.ISO_8859_1));
            }
            if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                return body.toString();
            }
        }
    }
}
