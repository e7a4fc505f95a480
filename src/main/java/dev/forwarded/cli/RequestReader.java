package dev.forwarded.cli;

import dev.forwarded.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds requests in what people have at hand: a raw request head, the output of {@code curl -v}, a followed TCP stream
 * as Wireshark, tshark or {@code tcpdump -A} print it, header lines alone, or headers as JSON.
 *
 * <p>In text everything before a request line is passed over, and so are bodies and responses; each request that
 * follows is one more.
 */
final class RequestReader {

    /** A capture may hold bytes of the packet before these, in the same line. */
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "CONNECT", "TRACE");

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private static final String EXPECTED =
            "expected a request head (\"GET /path HTTP/1.1\" and header lines), the output"
                    + " of curl -v, a followed TCP stream, or a JSON list of headers";

    private RequestReader() {}

    /**
     * Reads all requests of an input.
     *
     * @param target the request target for headers without a request line
     */
    static List<Recorded> read(byte[] input, String target) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        String bare = text.substring(start);
        char first = first(bare);
        if (first == '[' || first == '{') {
            return List.of(
                    JsonHeaders.read(new String(input, start, input.length - start, StandardCharsets.UTF_8), target));
        }
        List<Recorded> requests = isCurl(bare) ? requests(curl(bare), false) : requests(bare, true);
        return requests.isEmpty() ? List.of(headersAlone(bare, target)) : requests;
    }

    private static char first(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                return text.charAt(i);
            }
        }
        return ' ';
    }

    private static boolean isCurl(String text) {
        Lines lines = new Lines(text);
        while (lines.next()) {
            if (lines.line().startsWith("> ")
                    && !requestLine(lines.line().substring(2)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** What curl sent, its lines marked by {@code >}; the others are left empty, to keep the numbers. */
    private static String curl(String text) {
        StringBuilder sent = new StringBuilder();
        Lines lines = new Lines(text);
        while (lines.next()) {
            String line = lines.line();
            sent.append(line.startsWith("> ") ? line.substring(2) : "").append('\n');
        }
        return sent.toString();
    }

    private static List<Recorded> requests(String text, boolean withBodies) {
        List<Recorded> requests = new ArrayList<>();
        Lines lines = new Lines(text);
        while (lines.next()) {
            String line = requestLine(lines.line());
            if (!line.isEmpty()) {
                Recorded request = request(line, lines);
                requests.add(request);
                lines.skip(withBodies ? bodyLength(request.head()) : 0);
            }
        }
        return requests;
    }

    private static Recorded request(String line, Lines lines) {
        int at = lines.number();
        StringBuilder head = new StringBuilder(line).append('\n');
        while (lines.next() && !lines.line().isEmpty()) {
            append(head, lines, at);
        }
        return Recorded.of(line, at, head.toString());
    }

    private static void append(StringBuilder head, Lines lines, int at) {
        String line = lines.line();
        boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (folded && lines.number() > at + 1) {
            head.setCharAt(head.length() - 1, ' ');
            head.append(line.strip()).append('\n');
        } else if (line.indexOf(':') > 0) {
            head.append(line).append('\n');
        } else {
            throw new CommandException(
                    "line " + lines.number() + ": expected \"Name: value\" but was " + Printable.quoted(line));
        }
    }

    /** The request line, without what a capture put before it; empty if the line is none. */
    private static String requestLine(String line) {
        int version = line.lastIndexOf(' ');
        int target = version <= 0 ? -1 : line.lastIndexOf(' ', version - 1);
        if (target <= 0 || target + 1 == version || !isVersion(line.substring(version + 1))) {
            return "";
        }
        String before = line.substring(0, target);
        if (isWord(before)) {
            return line;
        }
        boolean packet = before.contains(" IP ") || before.contains(" IP6 ");
        return METHODS.stream()
                .filter(method -> !packet && before.endsWith(method))
                .findFirst()
                .map(method -> line.substring(target - method.length()))
                .orElse("");
    }

    private static boolean isVersion(String word) {
        boolean major = word.length() >= 6 && word.startsWith("HTTP/") && Character.isDigit(word.charAt(5));
        return major && (word.length() == 6 || word.length() == 8 && word.charAt(6) == '.');
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c == '-' || c == '_');
    }

    private static long bodyLength(RequestHead head) {
        String length = head.header("Content-Length");
        boolean number = length != null
                && !length.isEmpty()
                && length.length() < 10
                && length.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(length) : 0;
    }

    /** Header lines alone, as from a log. */
    private static Recorded headersAlone(String text, String target) {
        StringBuilder head = new StringBuilder("GET " + target + " HTTP/1.1\n");
        Lines lines = new Lines(text);
        int found = 0;
        while (lines.next() && !(found > 0 && lines.line().isBlank())) {
            if (!lines.line().isBlank()) {
                found++;
                if (!isHeader(lines.line())) {
                    throw new CommandException(
                            "line " + lines.number() + ": " + EXPECTED + ", but was " + Printable.quoted(lines.line()));
                }
                head.append(lines.line()).append('\n');
            }
        }
        if (found == 0) {
            throw new CommandException("standard input is empty: " + EXPECTED);
        }
        return Recorded.of("headers alone", 1, head.toString());
    }

    private static boolean isHeader(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && Token.isToken(line.substring(0, colon));
    }
}
