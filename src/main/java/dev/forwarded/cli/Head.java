package dev.forwarded.cli;

import dev.forwarded.internal.http.Ascii;

/** A request head that is put together of a target and headers. */
final class Head {

    private final StringBuilder lines = new StringBuilder();
    private String target;
    private boolean hasHost;

    /**
     * @param target the request target, as long as no other is known
     */
    Head(String target) {
        this.target = target;
    }

    void target(String target, int line) {
        this.target = oneLine("the request target", target, line);
    }

    boolean hasHost() {
        return hasHost;
    }

    /**
     * Adds a header.
     *
     * @param line the number of the line where it stands, for messages
     */
    void header(String name, String value, int line) {
        if (!Ascii.isToken(name)) {
            throw new CommandException("line " + line + ": " + Terminal.quoted(name) + " is no header name");
        }
        hasHost |= Ascii.equalsIgnoreCase(name, "Host");
        String text = oneLine("the value of " + Terminal.quoted(name), value, line);
        lines.append(name).append(": ").append(text).append('\n');
    }

    private static String oneLine(String what, String value, int line) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new CommandException("line " + line + ": " + what + " has a line break, which no header can have");
        }
        return value;
    }

    Recorded recorded(int line) {
        return Recorded.of("headers alone", line, "GET " + target + " HTTP/1.1\n" + lines);
    }
}
