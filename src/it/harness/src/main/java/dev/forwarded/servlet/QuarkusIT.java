package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Beside the scenarios: a REST resource of Quarkus, its session cookie, and what it believes by itself. */
class QuarkusIT {

    @Test
    void a_rest_resource_sees_the_original_request_and_so_does_what_is_injected() throws IOException {
        assertThat(Sessions.stage()
                        .ask("GET /app/rest/url?q=1 HTTP/1.1\n" + Sessions.HOP)
                        .body())
                .isEqualTo(
                        "https://shop.example/app/rest/url?q=1 203.0.113.7 https://shop.example/app/rest/url 203.0.113.7");
    }

    @Test
    void an_invalid_header_of_a_rest_resource_is_refused() throws IOException {
        assertThat(Sessions.stage()
                        .ask("GET /app/rest/url HTTP/1.1\nHost: inner\nForwarded: proto=gopher\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_session_lasts_and_its_cookie_is_secure() throws IOException {
        assertThat(Sessions.secure(Sessions.cookieThatLasts())).isEqualTo("Secure");
    }

    @Test
    void a_stranger_is_not_believed() throws IOException {
        Answer answer =
                Sessions.stage().askFrom(2, "GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: https\n");
        assertThat(answer.body()).contains("scheme=http\n", "X-Forwarded-Proto=null", "remoteAddr=127.0.0.2");
    }
}
