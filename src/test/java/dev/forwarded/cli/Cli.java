package dev.forwarded.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One run of the command line inside the test. */
record Cli(int status, String out, String err) {

    static final String HEAD = "GET /cart HTTP/1.1\r\nHost: shop.example.com\r\nX-Forwarded-Proto: https\r\n\r\n";

    /** Runs words separated by single spaces. */
    static Cli run(String words, String input) {
        return run(
                words.isEmpty() ? new String[0] : words.split(" ", -1),
                input.getBytes(StandardCharsets.ISO_8859_1),
                false);
    }

    static Cli run(String[] args, byte[] input, boolean colour) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(args, new ByteArrayInputStream(input), stream(out), stream(err), colour);
        return new Cli(status, text(out), text(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
