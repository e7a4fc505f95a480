package dev.forwarded.cli;

import dev.forwarded.RequestHead;
import dev.forwarded.internal.http.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds requests in what people have at hand: a raw request head, the output of {@code curl -v}, a followed TCP stream
 * as Wireshark, tshark or {@code tcpdump -A} print it, what an echo server answers, a line of a log, header lines
 * alone, or JSON.
 *
 * <p>In text everything before a request line is passed over, and so are bodies and responses; each request that
 * follows is one more. Header lines that belong to no head are refused.
 */
final class RequestReader {

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private static final String EXPECTED =
            "expected a request head (\"GET /path HTTP/1.1\" and header lines), the output of curl -v,"
                    + " a followed TCP stream, the answer of an echo server, Spring's log of a request, or JSON";

    private final List<Recorded> requests = new ArrayList<>();
    private final Lines lines;
    private final boolean hasBodies;

    /** Whether a head without a body has just ended, so that header lines here would be lost. */
    private boolean isBehindHead;

    private RequestReader(String text, boolean hasBodies) {
        lines = new Lines(text);
        this.hasBodies = hasBodies;
    }

    /**
     * Reads all requests of an input.
     *
     * @param target the request target for headers without a request line
     */
    static List<Recorded> read(byte[] input, String target) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        String bare = text.substring(mark);
        if (bare.stripLeading().startsWith("[") || bare.stripLeading().startsWith("{")) {
            return Json.read(new String(input, mark, input.length - mark, StandardCharsets.UTF_8), target);
        }
        List<Recorded> requests = isCurl(bare)
                ? new RequestReader(curl(bare), false).requests()
                : new RequestReader(bare, true).requests();
        requests = requests.isEmpty() ? EchoText.read(bare) : requests;
        requests = requests.isEmpty() ? LogLine.read(bare) : requests;
        return requests.isEmpty() ? List.of(headersAlone(bare, target)) : requests;
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

    private List<Recorded> requests() {
        while (lines.next()) {
            String request = requestLine(lines.line());
            if (!request.isEmpty()) {
                int at = lines.number();
                lines.next();
                head(request, at, new StringBuilder(request).append('\n'));
            } else if (isBehindHead && isHeader(lines.line())) {
                headBehindEmptyLine();
            }
            isBehindHead &= lines.line().isBlank();
        }
        return requests;
    }

    /** An echo server may put an empty line between the request line and the headers. */
    private void headBehindEmptyLine() {
        Recorded last = requests.remove(requests.size() - 1);
        if (last.hasHeaders()) {
            throw mistake("a header line behind the empty line that ends the head: " + Terminal.quoted(lines.line()));
        }
        head(last.line(), last.at(), new StringBuilder(last.line()).append('\n'));
    }

    /** Reads header lines from here on. */
    private void head(String request, int at, StringBuilder head) {
        boolean first = true;
        for (boolean more = true; more && !lines.line().isEmpty(); more = lines.next()) {
            append(head, first);
            first = false;
        }
        Recorded recorded = Recorded.of(request, at, head.toString());
        requests.add(recorded);
        boolean isChunked = recorded.head().header("Transfer-Encoding") != null;
        isBehindHead = !isChunked && !(hasBodies && lines.skip(bodyLength(recorded.head())));
    }

    private void append(StringBuilder head, boolean first) {
        String line = lines.line();
        if (!first && Ascii.isOws(line.charAt(0))) {
            head.setCharAt(head.length() - 1, ' ');
            head.append(line.strip()).append('\n');
        } else if (line.indexOf(':') > 0 && !isWrittenOut(line)) {
            head.append(line).append('\n');
        } else {
            throw mistake("expected \"Name: value\" but was " + Terminal.quoted(line));
        }
    }

    /** The request line, without what a capture put before it; empty if the line is none. */
    static String requestLine(String line) {
        int version = line.lastIndexOf(' ');
        int target = version <= 0 ? -1 : line.lastIndexOf(' ', version - 1);
        if (target <= 0 || target + 1 == version || !isVersion(line.substring(version + 1))) {
            return "";
        }
        String before = line.substring(0, target);
        if (before.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c == '-' || c == '_')) {
            return line;
        }
        boolean packet = before.contains(" IP ") || before.contains(" IP6 ");
        // A capture may hold bytes of the packet before the method, in the same line.
        return LogLine.METHODS.stream()
                .filter(method -> !packet && before.endsWith(method))
                .findFirst()
                .map(method -> line.substring(target - method.length()))
                .orElse("");
    }

    private static boolean isVersion(String word) {
        boolean major = word.length() >= 6 && word.startsWith("HTTP/") && Ascii.isDigit(word.charAt(5));
        return major && (word.length() == 6 || word.length() == 8 && word.charAt(6) == '.');
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
        RequestReader reader = new RequestReader(text, false);
        Head head = new Head(target);
        Lines lines = reader.lines;
        int first = 0;
        boolean ended = false;
        while (lines.next()) {
            String line = lines.line();
            ended |= first > 0 && line.isBlank();
            if (line.isBlank()) {
                continue;
            } else if (ended || !isHeader(line) || isWrittenOut(line)) {
                throw reader.mistake(EXPECTED + ", but was " + Terminal.quoted(line));
            }
            first = first == 0 ? lines.number() : first;
            int colon = line.indexOf(':');
            head.header(line.substring(0, colon), line.substring(colon + 1).strip(), lines.number());
        }
        if (first == 0) {
            throw new CommandException("standard input is empty: " + EXPECTED);
        }
        return head.recorded(first);
    }

    private static boolean isHeader(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && Ascii.isToken(line.substring(0, colon));
    }

    /** Whether a line holds several, with their ends written as {@code \r\n}. */
    private static boolean isWrittenOut(String line) {
        return line.contains("\\r\\n");
    }

    private CommandException mistake(String what) {
        String line = lines.line();
        return new CommandException("line " + lines.number() + ": " + what
                + (isWrittenOut(line) ? "; line breaks are written out there: print it by printf '%b'" : ""));
    }
}
