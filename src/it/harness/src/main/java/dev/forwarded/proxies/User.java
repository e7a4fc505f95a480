package dev.forwarded.proxies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Who runs the tests: some proxies leave root for another user, and some refuse to be run by it. */
final class User {

    static final String NOBODY = "nobody";

    private User() {}

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Lets the user that a proxy runs as write into a directory of the test. */
    static Path open(Path directory) throws IOException {
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
