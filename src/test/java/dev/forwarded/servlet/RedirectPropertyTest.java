package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No location without a host leads to another one, as a browser reads it, whatever path was asked for. */
class RedirectPropertyTest {

    private static final String[] PIECES = {
        "/", "//", "/", "\\", "..", ".", "..;", "evil.example", "a", ":", "%2e%2e", "?", "#", "\t", " ", "@", "x=//b"
    };

    private final Random random = new Random(5_4);

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** A request target has neither blanks nor controls, nor a query in its path. */
    private String path() {
        String path = "/" + text(5).replace("\t", "").replace(" ", "");
        return path.replace("?", "").replace("#", "");
    }

    /** The host that a browser goes to, by the URL Standard; an empty text for the one it came from. */
    static String hostOf(String location) {
        String url = location.strip().replace("\t", "").replace('\\', '/');
        boolean http = url.startsWith("http:") || url.startsWith("https:");
        String rest = http ? url.substring(url.indexOf(':') + 1) : url;
        if (!rest.startsWith("//")) {
            return Redirects.hasScheme(url) ? url : "";
        }
        int start = 0;
        while (start < rest.length() && rest.charAt(start) == '/') {
            start++;
        }
        int end = start;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(start, end);
    }

    private static HttpServletRequest received(String path) {
        return new HttpServletRequestWrapper(
                new StubRequest("127.0.0.1", "GET /app/x HTTP/1.1\nHost: shop.example\nX-Forwarded-Proto: https")) {

            @Override
            public String getServerName() {
                return "shop.example";
            }

            @Override
            public String getRequestURI() {
                return path;
            }

            @Override
            public String getContextPath() {
                return "";
            }
        };
    }

    /** Keeps what it is sent, in whichever way. */
    private static final class Sent extends HttpServletResponseWrapper {

        private String location = "";

        Sent() {
            super((HttpServletResponse) Proxy.newProxyInstance(
                    Sent.class.getClassLoader(),
                    new Class<?>[] {HttpServletResponse.class},
                    (proxy, method, values) -> {
                        if (method.getName().equals("getOutputStream")) {
                            throw new IllegalStateException("no body");
                        }
                        boolean writer = method.getName().equals("getWriter");
                        return writer ? new java.io.PrintWriter(java.io.Writer.nullWriter()) : null;
                    }));
        }

        @Override
        public boolean isCommitted() {
            return false;
        }

        @Override
        public void setHeader(String name, String value) {
            location = value;
        }

        @Override
        public void sendRedirect(String target) {
            location = target;
        }
    }

    private static String sent(String location, String path, OriginalHttpResponse.Mode mode) throws Exception {
        return sent(location, received(path), mode);
    }

    /** What is sent for a location that the application redirects to. */
    static String sent(String location, HttpServletRequest request, OriginalHttpResponse.Mode mode) throws Exception {
        ForwardedResolver resolver = ForwardedResolver.builder().build();
        ServletReceived received = new ServletReceived(request);
        OriginalRequest original = resolver.resolve(received);
        Sent sent = new Sent();
        new OriginalHttpResponse(sent, new OriginalHttpRequest(received, resolver, original), mode)
                .sendRedirect(location);
        return sent.location;
    }

    @ParameterizedTest
    @EnumSource(OriginalHttpResponse.Mode.class)
    void a_location_without_a_host_never_names_one(OriginalHttpResponse.Mode mode) throws Exception {
        for (int i = 0; i < 5_000; i++) {
            String path = path();
            String location = text(7);
            if (Redirects.isForeign(location)) {
                continue;
            }
            checkStays(location, path, mode);
        }
    }

    @ParameterizedTest
    @EnumSource(OriginalHttpResponse.Mode.class)
    void a_host_that_dot_segments_take_back_is_none(OriginalHttpResponse.Mode mode) {
        for (String location : Set.of("/\\evil.example/..", "/\\evil.example/../x", "/\\a@evil.example/../x/../")) {
            checkStays(location, "/app/x", mode);
        }
        checkStays("", "/./\\evil.example/..", mode);
        checkStays("?a=b", "/./\\evil.example/..", mode);
    }

    /** A location without a host stays on the host, as it is sent and as a server resolves it. */
    static void checkStays(String location, String path, OriginalHttpResponse.Mode mode) {
        String sent;
        try {
            sent = sent(location, path, mode);
        } catch (Exception e) {
            throw new AssertionError(location + " on " + path, e);
        }
        assertThat(hostOf(sent))
                .as("\"%s\" on \"%s\" became \"%s\"", location, path, sent)
                .isIn("", "shop.example");
        String resolved = mode == OriginalHttpResponse.Mode.CONTAINER ? asJettyResolves(sent, path) : sent;
        assertThat(hostOf(resolved))
                .as("\"%s\" on \"%s\", handed on as \"%s\" and resolved", location, path, sent)
                .isIn("", "shop.example");
    }

    /** Jetty resolves what it is handed against the received path, without its last segment, and sends a path. */
    private static String asJettyResolves(String location, String path) {
        if (Redirects.isForeign(location)) {
            return location;
        }
        int end = 0;
        while (end < location.length() && "?#".indexOf(location.charAt(end)) < 0) {
            end++;
        }
        Deque<String> segments = new ArrayDeque<>();
        String folder = location.startsWith("/") ? "" : path.substring(0, path.lastIndexOf('/') + 1);
        String merged = folder + location.substring(0, end);
        for (String segment : merged.substring(1).split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments) + location.substring(end);
    }

    @ParameterizedTest
    @EnumSource(OriginalHttpResponse.Mode.class)
    void a_path_of_the_request_is_a_path_though_it_begins_as_a_host_does(OriginalHttpResponse.Mode mode)
            throws Exception {
        for (String path : Set.of("//evil.example/..;/app", "/\\evil.example/x", "///evil.example")) {
            for (String rest : Set.of("", "?lang=de", "/more")) {
                assertThat(hostOf(sent(path + rest, path, mode)))
                        .as(path + rest)
                        .isIn("", "shop.example");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example/x", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", " //evil.example"
            })
    void the_reading_of_a_browser_finds_a_host(String location) {
        assertThat(hostOf(location)).isEqualTo("evil.example");
    }
}
