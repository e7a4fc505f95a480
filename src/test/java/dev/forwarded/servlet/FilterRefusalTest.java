package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a refused request is answered. */
final class FilterRefusalTest {

    @Test
    void a_refusal_is_not_kept_and_repeats_nothing() throws Exception {
        RecordedResponse response = new RecordedResponse();
        List<String> lines = List.of("Host: evil.example", "X-Forwarded-For: <script>alert(1)</script>");
        new ForwardedFilter(Map.of()).doFilter(new NamedRequest("127.0.0.1", lines), response, (request, answer) -> {
            throw new AssertionError("The application was asked");
        });
        assertThat(response.status).isEqualTo(400);
        assertThat(response.headers).containsEntry("Cache-Control", "no-store");
        assertThat(response.contentType).isEqualTo("text/plain;charset=US-ASCII");
        assertThat(response.body.toString()).isNotEmpty().doesNotContain("script", "evil", "127.0.0.1");
    }
}
