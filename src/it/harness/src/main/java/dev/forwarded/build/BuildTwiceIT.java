package dev.forwarded.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two builds of the same sources, in folders of different names, give the same archives and the same pom. */
final class BuildTwiceIT {

    private static final Path FOLDER = Path.of(System.getProperty("build.folder", "target/builds"));

    /** What a build of the jars reads. */
    private static final List<String> SOURCES = List.of("pom.xml", "LICENSE", ".mvn", "src/main");

    /** What is published, by its names of any version; a bill of materials is not made without a network. */
    private static final List<String> RESULTS = List.of(
            "forwarded-filter-[0-9.]+(-SNAPSHOT)?\\.jar",
            ".*-sources\\.jar",
            ".*-javadoc\\.jar",
            "\\.flattened-pom\\.xml");

    @Test
    void two_builds_give_the_same_bytes() throws IOException, InterruptedException {
        Path one = build("one");
        Path other = build("another");
        for (String name : RESULTS) {
            Path first = result(one, name);
            Path second = result(other, name);
            assertThat(Files.mismatch(first, second))
                    .as("first difference of %s and %s", first, second)
                    .isEqualTo(-1);
        }
    }

    private static Path build(String name) throws IOException, InterruptedException {
        Path folder = FOLDER.resolve(name).toAbsolutePath();
        SOURCES.forEach(source -> copy(Path.of(source), folder.resolve(source)));
        File log = folder.resolve("build.log").toFile();
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "-o",
                        "-B",
                        "-Dmaven.test.skip=true",
                        "-DskipTests",
                        "package")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .waitFor();
        assertThat(status).as("status of the build, see %s", log).isZero();
        return folder.resolve("target");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.deleteIfExists(target);
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path result(Path target, String name) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches(name))
                    .toList();
            assertThat(found).as("%s in %s", name, target).hasSize(1);
            return found.get(0);
        }
    }
}
