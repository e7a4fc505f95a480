package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the starter says itself leaves as the filter's lines do. */
class LogTest {

    private static final String HOSTILE = "FORWARDED_\u001b[31m\u202e\nWARN all is well /a?token=secret";

    @Test
    void the_name_of_a_variable_is_cleaned() throws Exception {
        try (Started started = Started.with(Started.Empty.class, Map.of(HOSTILE, "x"), Map.of())) {
            assertThat(warnings(started)).hasSize(1);
            assertThat(warnings(started).get(0))
                    .contains("WARN dev.forwarded.spring.WrittenSettings - Forwarded filter: ")
                    .contains("FORWARDED_[31m? WARN all is well /a");
        }
    }

    private static List<String> warnings(Started started) {
        return started.log()
                .lines()
                .filter(line -> line.contains("all is well"))
                .toList();
    }
}
