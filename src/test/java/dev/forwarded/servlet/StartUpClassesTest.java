package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which classes a JVM loads that has the library, the Servlet API and SLF4J, and neither Spring nor Micrometer. */
class StartUpClassesTest {

    @Test
    void a_filter_starts_and_serves_without_any_class_of_spring_micrometer_or_the_command_line() throws Exception {
        String printed = OwnJvm.printedBy(List.of("-Xlog:class+load:stdout"), StartUp.class);
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
}
