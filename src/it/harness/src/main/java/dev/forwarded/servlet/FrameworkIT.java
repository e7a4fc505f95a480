package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link ServerIT} asks of servers, asked of a framework that brings its own. */
class FrameworkIT {

    private static String cell(String column) throws IOException {
        return ServerPage.of(Container.NAME, column);
    }

    @Test
    void the_version_is_the_one_that_the_docs_name() throws IOException {
        assertThat(cell("version")).isEqualTo(System.getProperty("container.version"));
    }

    @Test
    void a_wrong_setting_never_opens_the_application() throws IOException {
        assertThat(cell("a wrong setting")).isEqualTo("does not start");
        Application closed = Application.filtered(Map.of("hopps", "1"));
        assertThatThrownBy(() -> Container.start(closed)).hasStackTraceContaining("hopps");
    }

    @Test
    void the_session_lasts_and_its_cookie_is_secure_where_the_docs_say_so() throws IOException {
        assertThat(Sessions.secure(Sessions.cookieThatLasts())).isEqualTo(cell("session cookie"));
    }

    @Test
    void a_stranger_is_believed_by_none_but_the_one_that_the_docs_name() throws IOException {
        Answer answer =
                Sessions.stage().askFrom(2, "GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: https\n");
        assertThat(answer.body().contains("scheme=https") ? "believed" : "not believed")
                .isEqualTo(cell("a stranger's X-Forwarded-Proto"));
        assertThat(answer.body()).contains("X-Forwarded-Proto=null", "remoteAddr=127.0.0.2");
    }
}
