package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter beside others: mapped to more or fewer dispatches, twice in a chain, behind filters that wrap. */
class DispatchContainerIT {

    private static final String X_FORWARDED = "headers=x-forwarded";

    /** For lambdas. */
    @FunctionalInterface
    private interface Step {
        void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException;
    }

    private static Filter step(Step step) {
        return (request, response, chain) ->
                step.filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    /** What a filter in front may do: say that the request came to another host. */
    private static final class OtherHost extends HttpServletRequestWrapper {

        OtherHost(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getServerName() {
            return "front.example";
        }

        @Override
        public String getHeader(String name) {
            return name.equalsIgnoreCase("Host") ? "front.example" : super.getHeader(name);
        }
    }

    private static Stage forEveryDispatch() {
        return actions(Stage.shared(
                "every dispatch",
                () -> Application.filtered(Stage.settings(X_FORWARDED), Application.ALL)
                        .withErrorPages()));
    }

    private static Stage actions(Stage stage) {
        return stage.on(
                        "/forward",
                        (request, response) ->
                                request.getRequestDispatcher("/dump").forward(request, response))
                .on(
                        "/include",
                        (request, response) ->
                                request.getRequestDispatcher("/dump").include(request, response))
                .on("/async", (request, response) -> request.startAsync().dispatch("/dump"))
                .on(
                        "/asyncBoth",
                        (request, response) ->
                                request.startAsync(request, response).dispatch("/dump"))
                .on("/asyncForward", (request, response) -> request.startAsync().dispatch("/forward"))
                .on("/asyncError", (request, response) -> request.startAsync().dispatch("/fail"))
                .on(
                        "/forwardAsync",
                        (request, response) ->
                                request.getRequestDispatcher("/async").forward(request, response))
                .on("/fail", (request, response) -> response.sendError(409));
    }

    private static String get(String path) {
        return "GET /app/" + path + " HTTP/1.1\n" + Scenarios.ONE_HOP;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "dump",
                "forward",
                "include",
                "async",
                "asyncBoth",
                "asyncForward",
                "forwardAsync",
                "asyncError",
                "fail"
            })
    void mapped_to_every_dispatch_the_filter_wraps_once(String path) throws IOException {
        Answer answer = forEveryDispatch().ask(get(path));
        assertThat(answer.body().lines().toList())
                .contains("scheme=https", "serverName=shop.example", "remoteAddr=203.0.113.7", "headerNames=host");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"async", "asyncForward", "forwardAsync", "asyncError"})
    void as_recommended_the_filter_wraps_every_dispatch(String path) throws IOException {
        Answer answer = actions(Stage.with(X_FORWARDED)).ask(get(path));
        assertThat(answer.body().lines().toList())
                .contains("scheme=https", "serverName=shop.example", "remoteAddr=203.0.113.7", "headerNames=host");
    }

    @Test
    void mapped_to_request_only_the_answer_is_still_there_for_who_asks() throws IOException {
        Stage stage = actions(Stage.shared(
                "request only",
                () -> Application.filtered(Stage.settings(X_FORWARDED), jakarta.servlet.DispatcherType.REQUEST)
                        .withErrorPages()));
        assertThat(stage.ask(get("fail")).body().lines().toList())
                .contains("dispatch=ERROR", "scheme=http", "answer=none")
                .contains("original=https://shop.example/app/fail from 203.0.113.7");
    }

    @Test
    void mapped_to_error_only_the_filter_resolves_then() throws IOException {
        Stage stage = actions(Stage.shared(
                "error only",
                () -> Application.filtered(Stage.settings(X_FORWARDED), jakarta.servlet.DispatcherType.ERROR)
                        .withErrorPages()));
        assertThat(stage.ask(get("fail")).body().lines().toList())
                .contains("dispatch=ERROR", "scheme=https", "serverName=shop.example", "headerNames=host");
    }

    private static Stage twoInstances() {
        return actions(Stage.shared(
                "two instances",
                () -> Application.filtered(Stage.settings(X_FORWARDED), Application.RECOMMENDED)
                        .filter(
                                Stage.settings("headers=x-forwarded; hops=2; hideHeaders=false"),
                                Application.RECOMMENDED)
                        .withErrorPages()));
    }

    @Test
    void a_second_instance_does_nothing_whatever_its_settings() throws IOException {
        Stage stage = twoInstances();
        for (String path : List.of("dump", "fail", "async", "asyncBoth", "forward")) {
            assertThat(stage.ask(get(path)).body().lines().toList())
                    .as(path)
                    .contains("scheme=https", "remoteAddr=203.0.113.7", "headerNames=host");
        }
    }

    @Test
    void a_second_instance_does_not_undo_a_refusal() throws IOException {
        Stage stage = twoInstances();
        assertThat(stage.ask("GET /app/dump HTTP/1.1\nHost: inner\nX-Forwarded-Proto: gopher\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_filter_in_front_may_wrap() throws IOException {
        Stage stage = actions(Stage.shared(
                "wrapped in front",
                () -> new Application()
                        .filter(
                                step((request, response, chain) -> chain.doFilter(new OtherHost(request), response)),
                                Application.RECOMMENDED)
                        .filter(Stage.settings(X_FORWARDED), Application.RECOMMENDED)
                        .withErrorPages()));
        String head = "GET /app/%s HTTP/1.1\nHost: inner\nX-Forwarded-Proto: https\n";
        for (String path : List.of("dump", "forward", "async", "asyncBoth", "fail")) {
            assertThat(stage.ask(head.formatted(path)).body().lines().toList())
                    .as(path)
                    .contains("scheme=https", "serverName=front.example", "host=front.example", "headerNames=host");
        }
    }

    @Test
    void a_filter_behind_may_wrap_once_more() throws IOException {
        Stage stage = actions(Stage.shared(
                "wrapped behind",
                () -> new Application()
                        .filter(Stage.settings(X_FORWARDED), Application.RECOMMENDED)
                        .filter(
                                step((request, response, chain) -> chain.doFilter(new OtherHost(request), response)),
                                Application.RECOMMENDED)
                        .withErrorPages()));
        for (String path : List.of("dump", "forward", "async", "asyncBoth", "fail")) {
            assertThat(stage.ask(get(path)).body().lines().toList())
                    .as(path)
                    .contains("scheme=https", "serverName=front.example", "headerNames=host")
                    .contains("remoteAddr=203.0.113.7");
        }
    }

    @Test
    void a_filter_in_front_that_has_taken_the_writer_does_not_hinder_a_refusal() throws IOException {
        Stage stage = Stage.shared(
                "writer in front",
                () -> new Application()
                        .filter(
                                step((request, response, chain) -> {
                                    assertThat(response.getWriter()).isNotNull();
                                    chain.doFilter(request, response);
                                }),
                                Application.RECOMMENDED)
                        .filter(Stage.settings(X_FORWARDED), Application.RECOMMENDED));
        Answer answer = stage.ask("GET /app/dump HTTP/1.1\nHost: inner\nX-Forwarded-Proto: gopher\n");
        assertThat(answer.status() + " " + answer.body()).startsWith("400 400 Bad Request");
    }

    @Test
    void the_received_request_is_told_over_every_dispatch() throws IOException {
        Stage stage = actions(Stage.with(X_FORWARDED));
        Action received = (request, response) -> {
            var view = ForwardedRequests.received(request);
            response.getWriter()
                    .print(request.getDispatcherType() + " " + view.scheme() + " " + view.serverName() + ":"
                            + view.serverPort() + view.rawPath() + "?" + view.rawQuery() + " " + view.peerAddress()
                            + " " + view.header("X-Forwarded-Proto"));
        };
        stage.on("/received", received)
                .on(
                        "/toReceived",
                        (request, response) ->
                                request.getRequestDispatcher("/received?other").forward(request, response))
                .on(
                        "/asyncReceived",
                        (request, response) -> request.startAsync().dispatch("/received?other"));
        assertThat(stage.ask(get("received?a=1")).body())
                .isEqualTo("REQUEST http inner:8080/app/received?a=1 127.0.0.1 https");
        assertThat(stage.ask(get("toReceived?a=1")).body())
                .isEqualTo("FORWARD http inner:8080/app/toReceived?a=1 127.0.0.1 https");
        assertThat(stage.ask(get("asyncReceived?a=1")).body())
                .isEqualTo("ASYNC http inner:8080/app/asyncReceived?a=1 127.0.0.1 https");
    }

    @Test
    void an_application_may_resolve_by_itself() throws IOException {
        var resolver =
                dev.forwarded.ForwardedResolver.builder().headers("x-forwarded").build();
        Action resolve =
                (request, response) -> response.getWriter().print(ForwardedRequests.resolve(request, resolver));
        Stage unfiltered = Stage.shared("no filter", Application::new).on("/resolve", resolve);
        assertThat(unfiltered.ask(get("resolve?a")).body())
                .isEqualTo("https://shop.example/app/resolve from 203.0.113.7");
        Stage filtered =
                Stage.with("headers=x-forwarded; trustedProxies=10.0.0.0/8").on("/resolve", resolve);
        assertThat(filtered.ask(get("resolve?a")).body())
                .as("the filter's answer comes first")
                .isEqualTo("http://inner:8080/app/resolve from 127.0.0.1");
    }
}
