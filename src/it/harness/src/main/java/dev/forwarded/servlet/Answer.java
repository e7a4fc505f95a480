package dev.forwarded.servlet;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A response of HTTP/1.1 as it came over the wire.
 *
 * @param status the status code
 * @param headers the header lines, {@code Name: value}
 * @param body the body without its transfer coding
 */
public record Answer(int status, List<String> headers, String body) {

    /** The values of a header, in wire order. */
    public List<String> values(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).trim())
                .toList();
    }

    /** The only value of a header, or the text {@code none}. */
    public String value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? "none" : String.join(" AND ", values);
    }

    /** Reads one response; the body of a HEAD request is not expected. */
    public static Answer read(InputStream in, boolean head) throws IOException {
        String start = line(in);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        int status = Integer.parseInt(start.split(" ", 3)[1]);
        Answer answer = new Answer(status, List.copyOf(headers), "");
        boolean bodiless = head || status < 200 || status == 204 || status == 304;
        return bodiless ? answer : new Answer(status, answer.headers, answer.body(in));
    }

    private String body(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (value("Transfer-Encoding").equals("chunked")) {
            int size;
            do {
                size = Integer.parseInt(line(in).trim(), 16);
                body.write(exactly(in, size));
                line(in);
            } while (size > 0);
        } else if (!values("Content-Length").isEmpty()) {
            body.write(exactly(in, Integer.parseInt(value("Content-Length"))));
        } else {
            in.transferTo(body);
        }
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("expected " + size + " bytes but was " + bytes.length);
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("end of the connection behind \"" + line + "\"");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
