package dev.forwarded.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Bytes from outside, at most {@value #MAX} of them. */
final class Bytes {

    static final int MAX = 1 << 20;

    private Bytes() {}

    static byte[] file(String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return read(in, name);
        } catch (NoSuchFileException missing) {
            throw new CommandException("cannot read " + Terminal.cut(name) + ": there is no such file");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new CommandException("cannot read " + Terminal.cut(name) + ": " + unreadable.getMessage());
        }
    }

    static byte[] standard(InputStream in) {
        try {
            return read(in, "standard input");
        } catch (IOException unreadable) {
            throw new CommandException("cannot read standard input: " + unreadable.getMessage());
        }
    }

    private static byte[] read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX + 1);
        if (bytes.length > MAX) {
            throw new CommandException(
                    Terminal.cut(name) + " is longer than " + MAX + " bytes: cut out the head of one request");
        }
        return bytes;
    }
}
