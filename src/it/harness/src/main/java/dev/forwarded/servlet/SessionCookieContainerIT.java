package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The container's session cookie where the client used https and the container received http. */
class SessionCookieContainerIT {

    private static final String COOKIE = "SID";

    /** What an application does about its session; each is run with and without one. */
    private static final Map<String, Action> OPERATIONS = new LinkedHashMap<>();

    static {
        OPERATIONS.put("get", (request, response) -> request.getSession());
        OPERATIONS.put("get twice", (request, response) -> {
            request.getSession();
            request.getSession(true);
        });
        OPERATIONS.put("beside other cookies", (request, response) -> {
            response.addCookie(new Cookie("a", "1"));
            request.getSession();
            response.addHeader("Set-Cookie", "b=2; Path=/");
        });
        OPERATIONS.put("change the id", (request, response) -> {
            request.getSession();
            request.changeSessionId();
        });
        OPERATIONS.put("change the id twice", (request, response) -> {
            request.getSession();
            request.changeSessionId();
            request.changeSessionId();
        });
        OPERATIONS.put("invalidate and get", (request, response) -> {
            request.getSession().invalidate();
            request.getSession();
        });
        OPERATIONS.put(
                "in an include",
                (request, response) -> request.getRequestDispatcher("/get").include(request, response));
        OPERATIONS.put(
                "in a forward",
                (request, response) -> request.getRequestDispatcher("/get").forward(request, response));
        OPERATIONS.put(
                "in an async dispatch",
                (request, response) -> request.startAsync().dispatch("/get"));
        OPERATIONS.put(
                "in an async dispatch with request",
                (request, response) -> request.startAsync(request, response).dispatch("/get"));
        OPERATIONS.put("in an error page", (request, response) -> response.sendError(409));
        OPERATIONS.put("then an exception", (request, response) -> {
            request.getSession();
            throw new IllegalStateException("wanted");
        });
        OPERATIONS.put("then a redirect", (request, response) -> {
            request.getSession();
            response.sendRedirect("/x");
        });
        OPERATIONS.put("then an error", (request, response) -> {
            request.getSession();
            response.sendError(404);
        });
        OPERATIONS.put("then an early flush", (request, response) -> {
            request.getSession();
            response.flushBuffer();
        });
        OPERATIONS.put(
                "behind the filter's back", (request, response) -> raw(request).getSession());
        OPERATIONS.put("behind its back, then a redirect", (request, response) -> {
            raw(request).getSession();
            response.sendRedirect("/x");
        });
        OPERATIONS.put("behind its back, then an error", (request, response) -> {
            raw(request).getSession();
            response.sendError(404);
        });
        OPERATIONS.put("behind its back, then a flush", (request, response) -> {
            raw(request).getSession();
            response.flushBuffer();
        });
    }

    private static HttpServletRequest raw(HttpServletRequest request) {
        OriginalHttpRequest wrapper = OriginalHttpRequest.in(request);
        assertThat(wrapper).isNotNull();
        return wrapper.received();
    }

    static Stream<String> operations() {
        return OPERATIONS.keySet().stream();
    }

    private static Stage stage(String settings) {
        return prepared(Stage.shared(
                "cookie " + settings,
                () -> Application.filtered(Stage.settings(settings), Application.RECOMMENDED)
                        .withErrorPages()
                        .setUp(context -> {
                            context.getSessionCookieConfig().setName(COOKIE);
                            context.getSessionCookieConfig().setHttpOnly(true);
                            context.getSessionCookieConfig().setAttribute("SameSite", "Lax");
                        })));
    }

    private static Stage prepared(Stage stage) {
        return stage.on("/get", (request, response) -> request.getSession())
                .on("/error", (request, response) -> request.getSession())
                .on(
                        "/known",
                        (request, response) -> response.getWriter()
                                .print(request.getSession(false) != null && request.isRequestedSessionIdFromCookie()));
    }

    private static List<String> sessionCookies(Answer answer) {
        return answer.values("Set-Cookie").stream()
                .filter(line -> line.startsWith(COOKIE + "="))
                .toList();
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(';'));
    }

    private static String get(String path, String cookie) {
        return "GET /app/" + path + " HTTP/1.1\n" + Scenarios.ONE_HOP + cookie;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void a_new_session_has_one_secure_cookie(String operation) throws IOException {
        Stage stage = stage("headers=x-forwarded").on("/operation", OPERATIONS.get(operation));
        Answer answer = stage.ask(get("operation", ""));
        assertThat(sessionCookies(answer)).as("in %s", answer).hasSize(1).allSatisfy(this::isWhole);
        String cookie = "Cookie: " + id(sessionCookies(answer).get(0)) + "\n";
        assertThat(stage.ask(get("known", cookie)).body()).isEqualTo("true");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void an_old_session_has_no_cookie_that_is_not_secure(String operation) throws IOException {
        Stage stage = stage("headers=x-forwarded").on("/operation", OPERATIONS.get(operation));
        String old = id(sessionCookies(stage.ask(get("get", ""))).get(0));
        Answer answer = stage.ask(get("operation", "Cookie: " + old + "\n"));
        boolean changes = operation.contains("change") || operation.contains("invalidate");
        assertThat(sessionCookies(answer))
                .as("in %s", answer)
                .hasSize(changes ? 1 : 0)
                .allSatisfy(this::isWhole);
        String now = changes ? id(sessionCookies(answer).get(0)) : old;
        assertThat(now.equals(old)).isEqualTo(!changes);
        assertThat(stage.ask(get("known", "Cookie: " + now + "\n")).body()).isEqualTo("true");
    }

    /** With everything that the application asked for. */
    private void isWhole(String line) {
        assertThat(line)
                .containsIgnoringCase("; Secure")
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Lax")
                .contains("; Path=/app");
        assertThat(line.split("(?i)secure", -1)).as(line).hasSize(2);
    }

    @Test
    void cookies_of_the_application_are_left_alone() throws IOException {
        Stage stage = stage("headers=x-forwarded").on("/operation", OPERATIONS.get("beside other cookies"));
        assertThat(stage.ask(get("operation", "")).values("Set-Cookie"))
                .hasSize(3)
                .contains("a=1", "b=2; Path=/");
    }

    /** Since 10.1.6 Tomcat is told that the request is secure; the others commit with the cookie as it is. */
    @Test
    void a_session_made_behind_the_back_and_a_body_that_outgrows_the_buffer_are_what_the_docs_say() throws IOException {
        Stage stage = stage("headers=x-forwarded").on("/operation", (request, response) -> {
            raw(request).getSession();
            response.getWriter().print("more than the buffer holds".repeat(10_000));
        });
        List<String> cookies = sessionCookies(stage.ask(get("operation", "")));
        assertThat(cookies).hasSize(1);
        assertThat(cookies.get(0).toLowerCase(Locale.ROOT).contains("; secure"))
                .isEqualTo(Container.is("tomcat") && !Container.is("tomcat-10.1.0"));
    }

    /** By itself Jetty writes the cookie twice then, and Tomcat loses it. */
    @Test
    void a_reset_leaves_at_most_one_cookie_and_that_secure() throws IOException {
        Stage stage = stage("headers=x-forwarded").on("/operation", (request, response) -> {
            request.getSession();
            response.reset();
            response.getWriter().print("more than the buffer holds".repeat(10_000));
        });
        Answer answer = stage.ask(get("operation", ""));
        assertThat(sessionCookies(answer))
                .hasSize(Container.is("tomcat") ? 0 : 1)
                .allSatisfy(this::isWhole);
    }

    @Test
    void a_cookie_without_attributes_has_the_containers_name() throws IOException {
        Stage stage = prepared(Stage.with("headers=x-forwarded"));
        String cookie = stage.ask(get("get", "")).value("Set-Cookie");
        assertThat(cookie).startsWith("JSESSIONID=").containsIgnoringCase("; Secure");
    }

    @Test
    void a_session_that_is_not_asked_for_has_no_cookie() throws IOException {
        Answer answer = stage("headers=x-forwarded").ask(get("dump", ""));
        assertThat(answer.values("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "headers=x-forwarded; secureSessionCookie=false",
                "headers=x-forwarded; trustedProxies=10.0.0.0/8",
                "headers=x-forwarded; fields=for,host",
                "headers=x-forwarded; mode=report"
            })
    void the_cookie_is_the_containers_own_where_nothing_says_otherwise(String settings) throws IOException {
        for (String operation : List.of("get", "get twice", "change the id")) {
            Stage stage = stage(settings).on("/operation", OPERATIONS.get(operation));
            List<String> cookies = sessionCookies(stage.ask(get("operation", "")));
            assertThat(cookies).hasSize(1).allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase("secure"));
        }
    }

    @Test
    void without_cookies_for_sessions_none_is_made() throws IOException {
        Stage stage = prepared(Stage.shared(
                "url tracking",
                () -> Application.filtered(Stage.settings("headers=x-forwarded"), Application.RECOMMENDED)
                        .setUp(context -> context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.URL)))));
        assertThat(stage.ask(get("get", "")).values("Set-Cookie")).isEmpty();
    }

    @Test
    void the_received_connection_stays_plain() throws IOException {
        Stage stage = stage("headers=x-forwarded").on("/operation", (request, response) -> {
            request.getSession();
            response.getWriter()
                    .print(request.isSecure() + " "
                            + ForwardedRequests.received(request).scheme() + " "
                            + request.getServletConnection().isSecure());
        });
        assertThat(stage.ask(get("operation", "")).body()).isEqualTo("true http false");
    }

    @Test
    void the_next_request_of_the_connection_is_its_own_master() throws IOException {
        Stage stage = stage("headers=x-forwarded");
        try (RawHttp connection = new RawHttp(stage.port())) {
            connection.send(RawHttp.head(get("get", "")));
            assertThat(sessionCookies(connection.read(false))).allSatisfy(this::isWhole);
            connection.send(RawHttp.head("GET /app/get HTTP/1.1\nHost: inner\n"));
            assertThat(sessionCookies(connection.read(false)))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase("secure"));
        }
    }
}
