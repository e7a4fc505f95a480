package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Redirects of {@code /app/d/e?k=v}, in every mode and in every form that the container has. */
class RedirectContainerIT {

    private static final String REQUEST = "GET /app/d/e?k=v HTTP/1.1\n" + Scenarios.ONE_HOP;

    /** What is sent, and its location in the modes absolute and relative. */
    static final List<Arguments> LOCATIONS = List.of(
            Arguments.of("/x", "https://shop.example/x", "/x"),
            Arguments.of("/", "https://shop.example/", "/"),
            Arguments.of("x", "https://shop.example/app/d/x", "/app/d/x"),
            Arguments.of("./x", "https://shop.example/app/d/x", "/app/d/x"),
            Arguments.of("../x", "https://shop.example/app/x", "/app/x"),
            Arguments.of("..", "https://shop.example/app/", "/app/"),
            Arguments.of("x/../../../../y", "https://shop.example/y", "/y"),
            Arguments.of("?q", "https://shop.example/app/d/e?q", "/app/d/e?q"),
            Arguments.of("", "https://shop.example/app/d/e?k=v", "/app/d/e?k=v"),
            Arguments.of("#f", "https://shop.example/app/d/e?k=v#f", "/app/d/e?k=v#f"),
            Arguments.of("/x?a=/../b#f", "https://shop.example/x?a=/../b#f", "/x?a=/../b#f"),
            Arguments.of("x?a=../b", "https://shop.example/app/d/x?a=../b", "/app/d/x?a=../b"),
            Arguments.of("/a%20b;v=1", "https://shop.example/a%20b;v=1", "/a%20b;v=1"),
            Arguments.of("//host/x", "https://host/x", "//host/x"),
            Arguments.of("http://host:81/x#f", "http://host:81/x#f", "http://host:81/x#f"),
            Arguments.of("HTTPS://Other/X", "HTTPS://Other/X", "HTTPS://Other/X"),
            Arguments.of("mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example"));

    /** The forms of a redirect, all but the first since Servlet 6.1: the status each. */
    enum Form {
        PLAIN(302) {
            @Override
            void redirect(HttpServletResponse response, String location) throws IOException {
                response.sendRedirect(location);
            }
        },
        STATUS(307) {
            @Override
            void redirect(HttpServletResponse response, String location) throws IOException {
                response.sendRedirect(location, 307);
            }
        },
        CLEAR(302) {
            @Override
            void redirect(HttpServletResponse response, String location) throws IOException {
                response.sendRedirect(location, true);
            }
        },
        STATUS_AND_CLEAR(303) {
            @Override
            void redirect(HttpServletResponse response, String location) throws IOException {
                response.sendRedirect(location, 303, true);
            }
        };

        final int status;

        Form(int status) {
            this.status = status;
        }

        abstract void redirect(HttpServletResponse response, String location) throws IOException;
    }

    @ParameterizedTest(name = "absolute: \"{0}\" leads to {1}")
    @FieldSource("LOCATIONS")
    void absolute_locations(String location, String absolute, String relative) throws IOException {
        assertThat(redirected("headers=x-forwarded", location)).isEqualTo("302 " + absolute);
    }

    @ParameterizedTest(name = "relative: \"{0}\" leads to {2}")
    @FieldSource("LOCATIONS")
    void relative_locations(String location, String absolute, String relative) throws IOException {
        assertThat(redirected("headers=x-forwarded; redirects=relative", location))
                .isEqualTo("302 " + relative);
    }

    /** But the empty one, which Tomcat answers with an empty header, and Jetty refuses too many dots. */
    @ParameterizedTest(name = "container: \"{0}\" is the container''s own matter")
    @CsvSource({"/x", "x", "../x", "?q", "#f", "//host/x", "http://host:81/x#f", "/x?a=/../b#f"})
    void containers_locations(String location) throws IOException {
        Stage unfiltered = Stage.shared("no filter", Application::new);
        assertThat(redirected("headers=x-forwarded; redirects=container", location))
                .isEqualTo(redirected(unfiltered, REQUEST, location));
    }

    @ParameterizedTest(name = "an untrusted peer is redirected by the container: \"{0}\"")
    @CsvSource({"/x", "x", "//host/x"})
    void strangers_locations(String location) throws IOException {
        Stage unfiltered = Stage.shared("no filter", Application::new);
        assertThat(redirected("headers=x-forwarded; trustedProxies=10.0.0.0/8", location))
                .isEqualTo(redirected(unfiltered, REQUEST, location));
    }

    static Stream<Arguments> forms() {
        return Stream.of(Form.values())
                .limit(Container.SERVLET_6_1 ? 4 : 1)
                .flatMap(form -> Stream.of("absolute", "relative", "container").map(mode -> Arguments.of(form, mode)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("forms")
    void every_form(Form form, String mode) throws IOException {
        Stage stage = Stage.with("headers=x-forwarded; redirects=" + mode).on("/d/e", (request, response) -> {
            response.getWriter().write("is cleared");
            form.redirect(response, "../x");
        });
        Answer answer = stage.ask(REQUEST);
        assertThat(answer.status()).isEqualTo(form.status);
        assertThat(answer.value("Location")).isIn(locations(mode));
        assertThat(answer.body()).doesNotContain("is cleared");
    }

    /** The container's own: Jetty resolves the path, Undertow adds the received host, Tomcat does nothing. */
    private static List<String> locations(String mode) {
        return switch (mode) {
            case "absolute" -> List.of("https://shop.example/app/x");
            case "relative" -> List.of("/app/x");
            default -> List.of("/app/x", "../x", "http://inner:8080/app/x");
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"absolute,https://shop.example/x", "relative,/x", "container,/x"})
    void a_body_that_is_not_cleared_stays(String mode, String location) throws IOException {
        if (!Container.SERVLET_6_1) {
            assertThat(HttpServletResponse.class.getMethods())
                    .filteredOn(method -> method.getName().equals("sendRedirect"))
                    .as("nobody can ask for it")
                    .hasSize(1);
            return;
        }
        Stage stage = Stage.with("headers=x-forwarded; redirects=" + mode).on("/d/e", (request, response) -> {
            response.getWriter().write("moved");
            response.sendRedirect("/x", 301, false);
        });
        Answer answer = stage.ask(REQUEST);
        assertThat(answer.status() + " " + answer.value("Location") + " " + answer.body())
                .isEqualTo("301 " + location + " moved");
        stage.on("/d/e", (request, response) -> {
            response.getWriter().write("moved");
            response.sendRedirect("/x", false);
        });
        answer = stage.ask(REQUEST);
        assertThat(answer.status() + " " + answer.value("Location") + " " + answer.body())
                .isEqualTo("302 " + location + " moved");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"absolute", "relative"})
    void the_body_is_cleared_and_ends_with_the_redirect(String mode) throws IOException {
        Stage stage = Stage.with("headers=x-forwarded; redirects=" + mode).on("/d/e", (request, response) -> {
            response.getWriter().write("before");
            response.sendRedirect("/x");
            assertThat(response.isCommitted()).isTrue();
            response.setHeader("X-Late", "late");
            response.getWriter().write("behind");
        });
        Answer answer = stage.ask(REQUEST);
        assertThat(answer.body()).doesNotContain("before", "behind");
        assertThat(answer.value("X-Late")).isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"absolute", "relative"})
    void the_body_of_a_stream_is_cleared_too(String mode) throws IOException {
        Stage stage = Stage.with("headers=x-forwarded; redirects=" + mode).on("/d/e", (request, response) -> {
            response.getOutputStream().print("before");
            response.sendRedirect("/x");
        });
        Answer answer = stage.ask(REQUEST);
        assertThat(answer.status() + answer.body()).startsWith("302").doesNotContain("before");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"absolute", "relative"})
    void a_committed_response_cannot_be_redirected(String mode) throws IOException {
        Stage stage = Stage.with("headers=x-forwarded; redirects=" + mode).on("/d/e", (request, response) -> {
            response.getWriter().write("sent");
            response.flushBuffer();
            try {
                response.sendRedirect("/x");
            } catch (IllegalStateException expected) {
                response.getWriter().write(", refused");
            }
        });
        assertThat(stage.ask(REQUEST).body()).isEqualTo("sent, refused");
    }

    /** With {@code absolute} the container redirects, and Jetty ignores it. */
    static Stream<String> modesOfServlet61() {
        return Container.SERVLET_6_1 ? Stream.of("relative") : Stream.of();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("modesOfServlet61")
    void a_committed_response_cannot_be_redirected_with_its_body_either(String mode) throws IOException {
        Stage stage = Stage.with("headers=x-forwarded; redirects=" + mode).on("/d/e", (request, response) -> {
            response.getWriter().write("sent");
            response.flushBuffer();
            try {
                response.sendRedirect("/x", false);
            } catch (IllegalStateException expected) {
                response.getWriter().write(", refused");
            }
        });
        assertThat(stage.ask(REQUEST).body()).isEqualTo("sent, refused");
    }

    @Test
    void a_path_of_its_own_with_two_slashes_is_no_host() throws IOException {
        Stage stage = Stage.with("headers=x-forwarded")
                .on("/d/e", (request, response) -> response.sendRedirect(request.getRequestURI() + "?x"));
        Answer answer = stage.ask(REQUEST.replace("/app/d/e", "//app/d/e"));
        boolean served = Container.is("tomcat");
        assertThat(answer.value("Location")).isEqualTo(served ? "https://shop.example/app/d/e?x" : "none");
        assertThat(answer.status()).isEqualTo(served ? 302 : Container.is("jetty") ? 400 : 404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"absolute", "relative", "container"})
    void a_redirect_within_an_include_is_ignored(String mode) throws IOException {
        Stage stage = including(Stage.with("headers=x-forwarded; redirects=" + mode));
        Stage unfiltered = including(Stage.shared("no filter", Application::new));
        Answer answer = stage.ask(REQUEST);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .endsWith("behind")
                .isEqualTo(unfiltered.ask(REQUEST).body());
    }

    private static Stage including(Stage stage) {
        return stage.on("/included", (request, response) -> response.sendRedirect("/x"))
                .on("/d/e", (request, response) -> {
                    response.getWriter().write("before ");
                    request.getRequestDispatcher("/included").include(request, response);
                    response.getWriter().write("behind");
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"absolute,https://shop.example/shop/d/x", "relative,/shop/d/x"})
    void relative_references_are_resolved_against_the_path_that_the_client_sees(String mode, String location)
            throws IOException {
        Stage stage = Stage.with("headers=x-forwarded; prefix=replace; redirects=" + mode);
        Answer answer = stage.on("/d/e", (request, response) -> response.sendRedirect("x"))
                .ask(REQUEST + "X-Forwarded-Prefix: /shop\n");
        assertThat(answer.value("Location")).isEqualTo(location);
    }

    @Test
    void a_redirect_within_forward_error_and_async_leads_to_the_clients_host() throws IOException {
        Stage stage = Stage.with("headers=x-forwarded")
                .on("/target", (request, response) -> response.sendRedirect("/x"))
                .on(
                        "/forward",
                        (request, response) ->
                                request.getRequestDispatcher("/target").forward(request, response))
                .on("/async", (request, response) -> request.startAsync().dispatch("/target"));
        for (String path : List.of("/app/forward", "/app/async")) {
            assertThat(stage.ask(REQUEST.replace("/app/d/e", path)).value("Location"))
                    .as(path)
                    .isEqualTo("https://shop.example/x");
        }
    }

    private static String redirected(String settings, String location) throws IOException {
        return redirected(Stage.with(settings), REQUEST, location);
    }

    private static String redirected(Stage stage, String request, String location) throws IOException {
        Answer answer = stage.on("/d/e", (received, response) -> response.sendRedirect(location))
                .ask(request);
        return answer.status() + " " + answer.value("Location");
    }
}
