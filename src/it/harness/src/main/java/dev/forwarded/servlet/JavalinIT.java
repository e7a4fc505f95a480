package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Javalin routes by, and what its own API says of a request. */
class JavalinIT {

    @ParameterizedTest
    @CsvSource({"ignore, /app", "replace, /shop", "prepend, /shop/app"})
    void a_route_is_found_and_sees_the_original_request(String prefix, String seen) throws IOException {
        Stage stage = Stage.with("headers=x-forwarded; prefix=" + prefix);
        Answer answer = stage.ask("GET /app" + JavalinContainer.ROUTE + "x HTTP/1.1\n" + Scenarios.ONE_HOP
                + "X-Forwarded-Prefix: /shop\n");
        assertThat(answer.body()).isEqualTo("https://shop.example" + seen + "/route/x 203.0.113.7 x");
    }

    @Test
    void a_forward_finds_a_route_behind_a_prefix_where_the_filter_is_mapped_to_it() throws IOException {
        assertThat(forwarded(Application.ALL).body()).isEqualTo("https://shop.example/shop/route/x 203.0.113.7 x");
        assertThat(forwarded(Application.RECOMMENDED).status()).isEqualTo(404);
    }

    private static Answer forwarded(DispatcherType... dispatches) throws IOException {
        Application application =
                Application.filtered(Stage.settings("headers=x-forwarded; prefix=replace"), dispatches);
        return Stage.shared("forwards for " + List.of(dispatches), () -> application)
                .on(
                        "/forward",
                        (request, response) -> request.getRequestDispatcher(JavalinContainer.ROUTE + "x")
                                .forward(request, response))
                .ask("GET /app/forward HTTP/1.1\n" + Scenarios.ONE_HOP + "X-Forwarded-Prefix: /shop\n");
    }
}
