package dev.forwarded.cli;

import dev.forwarded.fuzz.FuzzInput;
import java.nio.charset.StandardCharsets;

/** The command line: the first line has its words, the rest is read. An account or a message, nothing else. */
public final class CliFuzz {

    private CliFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = FuzzInput.text(data);
        int end = text.indexOf('\n');
        String words = end < 0 ? "" : text.substring(0, end);
        // No file of this machine is read, nor anything downloaded: only what stands in the words and the input.
        if (words.matches(".*[@/\\\\].*") || words.contains("--settings") || words.contains("--config")) {
            return;
        }
        byte[] input = text.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1);
        Cli result = Cli.run(words.isEmpty() ? new String[0] : words.split(" ", -1), input, false);
        FuzzInput.check(result.status() >= 0 && result.status() <= 2, "another status", result.status());
        FuzzInput.checkClean(result.out());
        FuzzInput.checkClean(result.err());
        boolean namesOne = result.err().contains("Exception") && !text.contains("Exception");
        FuzzInput.check(!result.err().contains("\tat ") && !namesOne, "a stack", result.err());
    }
}
