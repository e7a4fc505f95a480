package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Which classes a JVM loads that has the library, the Servlet API and SLF4J, and neither Spring nor Micrometer. */
class StartUpClassesTest {

    @Test
    void a_filter_starts_and_serves_without_any_class_of_spring_micrometer_or_the_command_line() throws Exception {
        String classPath = Stream.of(ForwardedFilter.class, StartUp.class, Filter.class, Logger.class)
                .map(StartUpClassesTest::place)
                .collect(Collectors.joining(File.pathSeparator));
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        classPath,
                        StartUp.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).isZero();
        List<String> loaded =
                printed.lines().filter(line -> line.contains(" source: ")).toList();
        assertThat(loaded)
                .anyMatch(line -> line.contains(" dev.forwarded.servlet.CountersMeters "))
                .noneMatch(line -> line.contains(" io.micrometer.")
                        || line.contains(" org.springframework.")
                        || line.contains(" dev.forwarded.spring.")
                        || line.contains(" dev.forwarded.cli."));
        assertThat(printed).contains("started and served");
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
