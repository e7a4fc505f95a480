package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Decision;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.GeneratedRequest;
import dev.forwarded.OriginalRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What holds for the filter under every setting and for every request; {@code -Dforwarded.seed} begins elsewhere. */
final class FilterInvariantTest {

    private static final long SEED = Long.getLong("forwarded.seed", 7239);

    private static final int REQUESTS = 4_000;

    private static final List<String> HIDDEN = List.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-ssl",
            "x-forwarded-server");

    private interface Invariant {
        boolean isTriedOn(GeneratedRequest generated) throws Exception;
    }

    private static void holds(int leastPercent, Invariant invariant) {
        int tried = 0;
        for (long seed = SEED; seed < SEED + REQUESTS; seed++) {
            GeneratedRequest generated = GeneratedRequest.of(seed);
            try {
                tried += invariant.isTriedOn(generated) ? 1 : 0;
            } catch (Exception | AssertionError e) {
                throw new AssertionError("-Dforwarded.seed=" + seed + "\n" + generated + "\n" + e, e);
            }
        }
        assertThat(tried * 100 / REQUESTS).as("percent that could fail").isGreaterThanOrEqualTo(leastPercent);
    }

    private static Map<String, String> enforced(GeneratedRequest generated) {
        Map<String, String> settings = new java.util.LinkedHashMap<>(generated.settings());
        settings.remove("mode");
        settings.remove("hideHeaders");
        return settings;
    }

    /** What the application sees behind some filters; null if it is not asked. */
    private static HttpServletRequest seen(GeneratedRequest generated, ForwardedFilter... filters) throws Exception {
        AtomicReference<HttpServletRequest> seen = new AtomicReference<>();
        RecordedResponse response = new RecordedResponse();
        HttpServletRequest request = new NamedRequest(generated.peer(), generated.lines());
        filters[0].doFilter(request, response, (first, answer) -> {
            if (filters.length == 1) {
                seen.set((HttpServletRequest) first);
            } else {
                filters[1].doFilter(first, answer, (second, last) -> seen.set((HttpServletRequest) second));
            }
        });
        assertThat(response.status).isEqualTo(seen.get() == null ? 400 : 200);
        return seen.get();
    }

    private static String view(HttpServletRequest request) {
        return request == null
                ? "rejected"
                : request.getScheme() + " " + request.isSecure() + " " + request.getServerName() + " "
                        + request.getServerPort() + " " + request.getRequestURI() + " " + request.getContextPath() + " "
                        + request.getRemoteAddr() + " " + request.getRemoteHost() + " " + request.getRemotePort();
    }

    @Test
    void the_application_sees_what_the_resolver_says() {
        holds(50, generated -> {
            ForwardedResolver resolver =
                    ForwardedResolver.builder().settings(enforced(generated)).build();
            ServletReceived received = new ServletReceived(new NamedRequest(generated.peer(), generated.lines()));
            Decision decision = resolver.decide(received);
            HttpServletRequest seen = seen(generated, new ForwardedFilter(resolver));
            if (!(seen instanceof OriginalHttpRequest wrapper) || !wrapper.isResolved()) {
                assertThat(seen == null).isEqualTo(!(decision instanceof OriginalRequest));
                return seen == null;
            }
            OriginalRequest original = (OriginalRequest) decision;
            assertThat(view(seen))
                    .isEqualTo(original.scheme() + " " + original.isSecure() + " " + original.host() + " "
                            + original.port() + " " + original.path("/app/x", "/app") + " "
                            + original.contextPath("/app") + " " + original.clientAddress() + " "
                            + original.clientAddress() + " " + original.clientPort());
            assertThat(seen.getHeader("Host")).isEqualTo(original.authority());
            return true;
        });
    }

    @Test
    void a_second_filter_changes_nothing() {
        holds(95, generated -> {
            Map<String, String> settings = enforced(generated);
            String once = view(seen(generated, new ForwardedFilter(settings)));
            ForwardedFilter one = new ForwardedFilter(settings);
            assertThat(view(seen(generated, one, one))).isEqualTo(once);
            ForwardedFilter other = new ForwardedFilter(Map.of("trustedProxies", "all", "hops", "2"));
            HttpServletRequest first = seen(generated, new ForwardedFilter(settings));
            assertThat(first instanceof OriginalHttpRequest ? view(seen(generated, one, other)) : once)
                    .isEqualTo(once);
            return true;
        });
    }

    @Test
    void no_method_shows_what_is_hidden() {
        holds(60, generated -> {
            HttpServletRequest seen = seen(generated, new ForwardedFilter(enforced(generated)));
            if (seen == null) {
                return false;
            }
            for (String name : HIDDEN) {
                assertThat(Visible.by(seen, name)).as(name).isEmpty();
            }
            return true;
        });
    }

    @Test
    @SuppressWarnings("deprecation")
    void every_method_shows_what_is_not_hidden() throws Exception {
        GeneratedRequest generated = new GeneratedRequest(
                Map.of(), "127.0.0.1", "http", List.of("Host: inner", "X-Forwarded-For: 192.0.2.1", "X-Other: 1"));
        HttpServletRequest seen = seen(generated, new ForwardedFilter(Map.of()));
        assertThat(Visible.by(seen, "x-other")).hasSize(8);
        assertThat(seen.newPushBuilder().method("GET").path("/a").setHeader("A", "b"))
                .isInstanceOf(ClientFacingPush.class);
    }
}
