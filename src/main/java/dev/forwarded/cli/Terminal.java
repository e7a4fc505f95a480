package dev.forwarded.cli;

import dev.forwarded.internal.http.Outgoing;
import dev.forwarded.internal.http.Printable;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The one way to the terminal: text loses whatever a terminal could obey, and gets colours if a person reads it. */
final class Terminal {

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";

    private static final int LABEL = 10;

    private Terminal() {}

    /** Input as it may stand in a message. */
    static String cut(String input) {
        return Printable.of(input);
    }

    static String quoted(String input) {
        return '"' + cut(input) + '"';
    }

    static String text(String text, boolean colour) {
        String clean = Outgoing.clean(text);
        return colour ? paint(clean) : clean;
    }

    /** An account: the labels, the outcome, and what is wrong. */
    private static String paint(String account) {
        StringBuilder painted = new StringBuilder();
        Lines lines = new Lines(account);
        String label = "";
        while (lines.next()) {
            String line = lines.line();
            boolean labelled = line.length() > LABEL && line.charAt(0) > ' ' && line.indexOf(' ') > 0;
            label = labelled ? line.substring(0, line.indexOf(' ')) : line.startsWith("  fix") ? "fix" : label;
            int end = Math.min(line.length(), LABEL);
            painted.append(FAINT).append(line, 0, end).append(RESET);
            painted.append(colour(label, line.substring(end))).append(line, end, line.length());
            painted.append(RESET).append('\n');
        }
        return painted.toString();
    }

    private static String colour(String label, String rest) {
        if (rest.startsWith("- ") || rest.startsWith("+ ")) {
            return rest.startsWith("-") ? RED : GREEN;
        }
        return switch (label) {
            case "url" -> BOLD + GREEN;
            case "rejected" -> BOLD + RED;
            case "finding" -> YELLOW;
            case "fix" -> BOLD;
            default -> "";
        };
    }

    /** By the conventions of https://no-color.org. */
    static boolean wantsColour() {
        String noColour = System.getenv("NO_COLOR");
        boolean refused = noColour != null && !noColour.isEmpty() || "dumb".equals(System.getenv("TERM"));
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return !refused && !windows && isTerminal();
    }

    /** {@code System.console()} does not tell: it is null as soon as standard input is a file. */
    private static boolean isTerminal() {
        try {
            Process test =
                    new ProcessBuilder("/bin/sh", "-c", "test -t 1").inheritIO().start();
            return test.waitFor(2, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
