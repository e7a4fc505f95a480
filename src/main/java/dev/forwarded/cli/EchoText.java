package dev.forwarded.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer of the echo server that tutorials on Kubernetes use: {@code name=value} lines below
 * {@code Request Information:} and {@code Request Headers:}, in older versions {@code HEADERS RECEIVED:}.
 */
final class EchoText {

    private EchoText() {}

    static List<Recorded> read(String text) {
        List<Recorded> requests = new ArrayList<>();
        Lines lines = new Lines(text);
        String path = "/";
        while (lines.next()) {
            String line = lines.line().strip();
            if (line.startsWith("real path=")) {
                path = line.substring("real path=".length());
            } else if (line.equals("Request Headers:") || line.equals("HEADERS RECEIVED:")) {
                requests.add(headers(lines, new Head(path)));
                path = "/";
            }
        }
        return requests;
    }

    private static Recorded headers(Lines lines, Head head) {
        int at = lines.number();
        while (lines.next() && !isEnd(lines.line().strip())) {
            String line = lines.line().strip();
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new CommandException(
                        "line " + lines.number() + ": expected name=value but was " + Terminal.quoted(line));
            }
            head.header(line.substring(0, equals), line.substring(equals + 1), lines.number());
        }
        return head.recorded(at);
    }

    private static boolean isEnd(String line) {
        return line.isEmpty() || line.equals("BODY:") || line.equals("Request Body:");
    }
}
