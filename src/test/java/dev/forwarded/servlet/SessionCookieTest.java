package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session cookie where containers differ: those that show it as a header, and those that do not. */
class SessionCookieTest {

    private final Map<String, Object> settings = new HashMap<>(Map.of(
            "getEffectiveSessionTrackingModes",
            Set.of(SessionTrackingMode.COOKIE),
            "isNew",
            true,
            "getId",
            "abc",
            "isSecure",
            false));

    private final List<String> lines = new ArrayList<>();
    private final List<Cookie> added = new ArrayList<>();
    private final RecordingLogger log = new RecordingLogger();
    private final Warnings warnings = new Warnings(new Slf4jLog(log), System::nanoTime);

    private boolean committed;

    /** Answers what {@link #settings} says, and itself for an object of the container. */
    private <T> T answering(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    Class<?> returned = method.getReturnType();
                    boolean part = returned == SessionCookieConfig.class;
                    return part ? answering(returned) : settings.get(method.getName());
                }));
    }

    private final class Request extends HttpServletRequestWrapper {

        Request() {
            super(new StubRequest("127.0.0.1", "GET /app/x HTTP/1.1\nHost: inner\nX-Forwarded-Proto: https"));
        }

        @Override
        public HttpSession getSession() {
            return answering(HttpSession.class);
        }

        @Override
        public HttpSession getSession(boolean create) {
            return getSession();
        }

        @Override
        public String changeSessionId() {
            return "abc";
        }

        @Override
        public void login(String username, String password) {}

        @Override
        public ServletContext getServletContext() {
            return answering(ServletContext.class);
        }
    }

    private final class Response extends HttpServletResponseWrapper {

        Response() {
            super(answering(HttpServletResponse.class));
        }

        @Override
        public boolean isCommitted() {
            return committed;
        }

        @Override
        public Collection<String> getHeaders(String name) {
            return List.copyOf(lines);
        }

        @Override
        public void setHeader(String name, String value) {
            lines.clear();
            lines.add(value);
        }

        @Override
        public void addHeader(String name, String value) {
            lines.add(value);
        }

        @Override
        public void addCookie(Cookie cookie) {
            added.add(cookie);
        }
    }

    private HttpServletRequest secured() {
        ForwardedResolver resolver =
                ForwardedResolver.builder().headers("x-forwarded").build();
        Request request = new Request();
        ServletReceived received = new ServletReceived(request);
        OriginalHttpRequest original = new OriginalHttpRequest(received, resolver, resolver.resolve(received));
        settings.put("getAttribute", warnings);
        original.secureCookieOf(new Response());
        return original;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "JSESSIONID=a, JSESSIONID=a; Secure",
        "JSESSIONID=a; Path=/; HttpOnly, JSESSIONID=a; Path=/; HttpOnly; Secure",
        "JSESSIONID=a; Secure, JSESSIONID=a; Secure",
        "JSESSIONID=a; secure; Path=/, JSESSIONID=a; secure; Path=/",
        "JSESSIONID=a; Path=/; Secured=1, JSESSIONID=a; Path=/; Secured=1; Secure",
        "JSESSIONID=Secure, JSESSIONID=Secure; Secure",
        "JSESSIONID2=a, JSESSIONID2=a",
        "xJSESSIONID=a, xJSESSIONID=a"
    })
    void a_cookie_that_shows_is_mended_in_its_line(String line, String fixed) {
        settings.put("isNew", false);
        lines.add(line);
        secured().getSession();
        assertThat(lines).containsExactly(fixed);
        assertThat(added).isEmpty();
    }

    @Test
    void equal_lines_become_one_and_others_keep_their_place() {
        lines.addAll(List.of("a=1", "JSESSIONID=a", "b=2", "JSESSIONID=a; Secure"));
        secured().getSession();
        assertThat(lines).containsExactly("a=1", "JSESSIONID=a; Secure", "b=2");
    }

    @Test
    void equal_lines_become_one_though_both_are_secure() {
        lines.addAll(List.of("JSESSIONID=a; Secure", "JSESSIONID=a; Secure"));
        secured().getSession();
        assertThat(lines).containsExactly("JSESSIONID=a; Secure");
    }

    /** The value of Open Liberty's is {@code 0000abc:clone} where the session's id is {@code abc}. */
    @Test
    void a_value_that_is_not_the_sessions_id_is_kept() {
        lines.add("JSESSIONID=0000abc:db85c877; Path=/; HttpOnly");
        secured().getSession();
        assertThat(lines).containsExactly("JSESSIONID=0000abc:db85c877; Path=/; HttpOnly; Secure");
        assertThat(added).isEmpty();
    }

    @Test
    void a_new_cookie_that_does_not_show_is_not_made_up_but_warned_about_once() throws Exception {
        secured().getSession();
        secured().changeSessionId();
        assertThat(added).isEmpty();
        assertThat(lines).isEmpty();
        assertThat(log.lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("WARN")
                .contains("<secure>true</secure>", "<httpSession cookieSecure=\"true\"/>");
    }

    @ParameterizedTest
    @CsvSource({"change", "login"})
    void a_change_of_the_id_is_warned_about_too(String change) throws Exception {
        settings.put("isNew", false);
        if (change.equals("change")) {
            secured().changeSessionId();
        } else {
            secured().login("user", "password");
        }
        assertThat(added).isEmpty();
        assertThat(log.lines()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"isNew, false", "isSecure, true"})
    void what_needs_no_cookie_or_has_secure_by_its_settings_is_not_warned_about(String setting, boolean value) {
        settings.put(setting, value);
        secured().getSession();
        assertThat(added).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_cookie_that_was_mended_and_is_gone_is_not_warned_about() {
        lines.add("JSESSIONID=a");
        HttpServletRequest request = secured();
        request.getSession();
        lines.clear();
        request.getSession();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void without_cookies_for_sessions_there_is_nothing_to_warn_about() {
        settings.put("getEffectiveSessionTrackingModes", Set.of(SessionTrackingMode.URL));
        secured().getSession();
        assertThat(added).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void nothing_can_be_mended_once_the_response_is_under_way() {
        committed = true;
        lines.add("JSESSIONID=a");
        secured().getSession();
        assertThat(lines).containsExactly("JSESSIONID=a");
        assertThat(added).isEmpty();
    }
}
