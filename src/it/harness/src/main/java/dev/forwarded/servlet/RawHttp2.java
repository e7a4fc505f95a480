package dev.forwarded.servlet;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One request of HTTP/2 with prior knowledge, its fields as given: no client would leave out {@code :authority}. */
public final class RawHttp2 {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** RFC 7541 appendix A. */
    private static final Map<String, Integer> STATIC_NAMES =
            Map.of(":authority", 1, ":method", 2, ":path", 4, ":scheme", 6);

    private static final int[] STATUSES = {200, 204, 206, 304, 400, 404, 500};
    private static final int STATUSES_FROM = 0x88;

    /** A change of the table's size, RFC 7541 section 6.3. */
    private static final int TABLE_SIZE = 0x20;

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
            return ask(socket, fields).body();
        }
    }

    /** The answer on a connection of the caller's; its header fields are not read, a status but 0 only if it is plain. */
    public static Answer ask(Socket socket, String fields) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PREFACE);
        frame(out, SETTINGS, 0, 0, new byte[0]);
        frame(out, HEADERS, END_STREAM | END_HEADERS, 1, block(fields));
        socket.getOutputStream().write(out.toByteArray());
        return read(new DataInputStream(socket.getInputStream()));
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
        integer(block, text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** With a prefix of seven bits, RFC 7541 section 5.1. */
    private static void integer(ByteArrayOutputStream block, int number) {
        int left = number - 127;
        block.write(Math.min(number, 127));
        while (left >= 128) {
            block.write(left & 127 | 128);
            left >>= 7;
        }
        if (number >= 127) {
            block.write(left);
        }
    }

    private static Answer read(DataInputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        int status = 0;
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == RESET || type == GO_AWAY) {
                return new Answer(400, List.of(), "refused");
            }
            if (type == HEADERS && status == 0) {
                status = status(payload);
            }
            if (type == DATA) {
                body.append(new String(payload, StandardCharsets.ISO_8859_1));
            }
            if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                return new Answer(status, List.of(), body.toString());
            }
        }
    }

    /** From a block of fields, which it begins: an entry of the static table, or digits without Huffman coding. */
    private static int status(byte[] block) {
        int at = 0;
        while ((block[at] & 0xe0) == TABLE_SIZE) {
            at++;
        }
        int first = block[at] & 0xff;
        if (first >= STATUSES_FROM && first < STATUSES_FROM + STATUSES.length) {
            return STATUSES[first - STATUSES_FROM];
        }
        boolean digits = block[at + 1] == 3;
        return digits ? Integer.parseInt(new String(block, at + 2, 3, StandardCharsets.US_ASCII)) : 0;
    }
}
