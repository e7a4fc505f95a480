package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the filter logs in Spring Boot names properties, at start-up and of requests. */
class SpelledLogTest {

    @Test
    void at_start_up() throws Exception {
        try (Started started = Started.with(
                Started.Empty.class, "forwarded.hops=1", "forwarded.mode=report", "forwarded.prefix=replace")) {
            assertThat(started.log())
                    .contains("Set forwarded.trusted-proxies beside forwarded.hops")
                    .contains("Set forwarded.mode: enforce when");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forwarded.trusted-proxies=10.0.0.1 | X-Forwarded-Proto: https | set forwarded.trusted-proxies: 10.0.0.1,0.0.0.0",
                "forwarded.trusted-proxies=0.0.0.0 | X-Real-IP: 192.0.2.1~X-Forwarded-Proto: https | set forwarded.names: for=X-Real-IP [client-not-stated]",
                "forwarded.trusted-proxies=0.0.0.0 | X-Forwarded-Proto: https, http | set forwarded.hops: proto=2",
                "forwarded.allowed-hosts=shop.example.com | X-Forwarded-Proto: https | add it to forwarded.allowed-hosts"
            })
    void of_requests(String property, String headers, String said) throws Exception {
        try (Started started = Started.with(Started.Empty.class, "forwarded.headers=x-forwarded", property)) {
            assertThat(started.logOf(() -> started.get("/", headers.split("~"))))
                    .contains(said);
        }
    }
}
