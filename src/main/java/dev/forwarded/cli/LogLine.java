package dev.forwarded.cli;

import dev.forwarded.internal.http.Ascii;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests in a log of Spring's: {@code headers=[host:"h", accept:"a", "b"]} as its request logging filters write them,
 * or {@code headers={host:[h], accept:[a, b]}} of its web log at level TRACE.
 */
final class LogLine {

    static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "CONNECT", "TRACE");

    private final String line;
    private final int number;
    private final Head head;
    private int at;

    private LogLine(String line, int number, int at) {
        this.line = line;
        this.number = number;
        this.at = at;
        this.head = new Head(target(line.substring(0, at)));
    }

    /** Other lines of the log are passed over. */
    static List<Recorded> read(String text) {
        List<Recorded> requests = new ArrayList<>();
        Lines lines = new Lines(text);
        while (lines.next()) {
            int list = lines.line().indexOf("headers=[");
            int map = lines.line().indexOf("headers={");
            int start = Math.max(list, map);
            if (start >= 0) {
                requests.add(new LogLine(lines.line(), lines.number(), start + "headers=".length())
                        .read(map >= 0 ? '[' : '"', map >= 0 ? ']' : '"', map >= 0 ? '}' : ']'));
            }
        }
        return requests;
    }

    /** The first word behind a method, or behind {@code uri=}. */
    private static String target(String before) {
        int start = before.indexOf("uri=") + "uri=".length();
        for (String method : METHODS) {
            int found = before.indexOf(method + ' ');
            start = start < "uri=".length() && found >= 0 ? found + method.length() + 1 : start;
        }
        start += start < before.length() && before.charAt(start) == '"' ? 1 : 0;
        int end = start;
        while (end < before.length() && ",;\" ".indexOf(before.charAt(end)) < 0) {
            end++;
        }
        return before.startsWith("/", start) ? before.substring(start, end) : "/";
    }

    private Recorded read(char open, char close, char end) {
        at++;
        while (at < line.length() && line.charAt(at) != end) {
            int colon = line.indexOf(':', at);
            String name = colon < 0 ? "" : line.substring(at, colon);
            at = colon + 1;
            do {
                head.header(name, value(open, close, end), number);
            } while (line.startsWith(", " + open, at) && skip(2));
            skip(line.startsWith(", ", at) ? 2 : 0);
        }
        if (at >= line.length()) {
            throw mistake();
        }
        return head.recorded(number);
    }

    private boolean skip(int characters) {
        at += characters;
        return true;
    }

    /** A value holds whatever it likes, even quotes: it ends where a name, another value or the end of all follows. */
    private String value(char open, char close, char end) {
        if (at >= line.length() || line.charAt(at) != open) {
            throw mistake();
        }
        int start = at + 1;
        for (int i = line.indexOf(close, start); i >= 0; i = line.indexOf(close, i + 1)) {
            if (isEnd(i + 1, open, end)) {
                at = i + 1;
                return line.substring(start, i);
            }
        }
        throw mistake();
    }

    private boolean isEnd(int behind, char open, char end) {
        if (line.startsWith(", ", behind)) {
            int name = behind + 2;
            int stop = name;
            while (stop < line.length() && Ascii.isToken(line.charAt(stop))) {
                stop++;
            }
            return line.startsWith(String.valueOf(open), name) || stop > name && line.startsWith(":" + open, stop);
        }
        return line.startsWith(String.valueOf(end), behind);
    }

    private CommandException mistake() {
        return new CommandException("line " + number + ", column " + (Math.min(at, line.length()) + 1)
                + ": expected headers=[name:\"value\", …] but was "
                + Terminal.quoted(line.substring(Math.min(at, line.length()))));
    }
}
