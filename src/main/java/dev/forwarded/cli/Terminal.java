package dev.forwarded.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Whether the answer is read by a person on a terminal that shows colours. */
final class Terminal {

    private Terminal() {}

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
