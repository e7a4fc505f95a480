package dev.forwarded.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Bytes from outside, at most {@value #MAX_BYTES} of them. */
final class Input {

    static final int MAX_BYTES = 1 << 20;

    private Input() {}

    static byte[] file(String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return read(in, name);
        } catch (NoSuchFileException missing) {
            throw new CommandException("cannot read " + Printable.of(name) + ": there is no such file");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw unreadable(name, unreadable);
        }
    }

    static byte[] standard(InputStream in) {
        try {
            return read(in, "standard input");
        } catch (IOException unreadable) {
            throw unreadable("standard input", unreadable);
        }
    }

    private static byte[] read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new CommandException(
                    Printable.of(name) + " is longer than " + MAX_BYTES + " bytes: cut out the head of one request");
        }
        return bytes;
    }

    private static CommandException unreadable(String name, Exception why) {
        return new CommandException(
                "cannot read " + Printable.of(name) + ": " + Printable.of(String.valueOf(why.getMessage())));
    }
}
