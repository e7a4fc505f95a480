package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.MigrationPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Report mode beside the strategy native, where the server cannot be looked at; and the page on leaving it. */
class ServerViewTest {

    private static final String NOT_BOOTS = "the server is not Spring Boot's own";
    private static final String UNSEEN = "on this server nobody sees a request before the server has handled";

    /** As Spring Boot's for Undertow: it takes neither valves nor customizers of the server. */
    static final class UnknownServletWebServerFactory {}

    @Configuration(proxyBeanMethods = false)
    static class Unknown {
        @Bean
        UnknownServletWebServerFactory factory() {
            return new UnknownServletWebServerFactory();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.forward-headers-strategy=native",
                "spring.main.cloud-platform=kubernetes",
                "server.tomcat.remoteip.protocol-header=X-Forwarded-Proto"
            })
    void in_a_war_one_line_says_that_the_server_is_not_compared(String handler) throws Exception {
        try (Started started = Started.with(Started.Empty.class, "forwarded.mode=report", handler)) {
            assertThat(started.log()).containsOnlyOnce(NOT_BOOTS).doesNotContain(UNSEEN);
        }
    }

    @Test
    void on_a_server_that_takes_nothing_in_front_one_line_says_so() throws Exception {
        try (Started started =
                Started.with(Unknown.class, "forwarded.mode=report", "server.forward-headers-strategy=native")) {
            assertThat(started.log()).containsOnlyOnce(UNSEEN).doesNotContain(NOT_BOOTS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.forward-headers-strategy=framework", "forwarded.headers=x-forwarded"})
    void where_the_server_handles_nothing_nothing_is_said(String other) throws Exception {
        try (Started started = Started.with(Unknown.class, "forwarded.mode=report", other)) {
            assertThat(started.log()).doesNotContain(NOT_BOOTS, UNSEEN);
        }
    }

    @Test
    void the_settings_of_the_page_are_those_in_force(@TempDir Path folder) throws Exception {
        Map<String, String> written = MigrationPage.settings("Spring Boot's strategy native");
        Path file = Files.writeString(folder.resolve("application.yaml"), yaml());
        try (Started started = Started.with(Started.Empty.class, "spring.config.location=" + file.toUri())) {
            assertThat(written).containsKeys("trustedProxies", "headers");
            assertThat(started.settings()).containsAllEntriesOf(written);
        }
    }

    private static String yaml() throws IOException {
        String page = Files.readString(Path.of("docs/moving-over.md"));
        String section = page.substring(page.indexOf("\n## Spring Boot's strategy native\n") + 1);
        int start = section.indexOf("```yaml\n") + "```yaml\n".length();
        return section.substring(start, section.indexOf("```", start));
    }
}
