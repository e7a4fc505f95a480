package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Finding;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.RequestHead;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is logged leaves by one exit. */
class FilterLogTest {

    private static final String HOSTILE = "no\u001b[31m\u009b\u2028\u202e\nWARN all is well /a?token=secret";

    /** A log that keeps what it is given. */
    private static final class Kept extends FilterLog {

        private final List<String> lines = new ArrayList<>();

        @Override
        void through(jakarta.servlet.@Nullable ServletContext found) {
            assertThat(found).isNull();
        }

        @Override
        boolean isDebugEnabled() {
            return true;
        }

        @Override
        void write(Level level, String clean) {
            lines.add(level + " " + clean);
        }
    }

    private final Kept log = new Kept();

    @Test
    void a_line_is_cleaned_whoever_says_it() {
        log.info(HOSTILE);
        log.warn(HOSTILE);
        String clean = "no[31m?? WARN all is well /a";
        assertThat(log.lines).containsExactly("INFO " + clean, "WARN " + clean);
    }

    @Test
    void so_is_each_of_several() {
        log.error(HOSTILE);
        log.account(FilterLog.Level.DEBUG, HOSTILE);
        String clean = "no[31m??\nWARN all is well /a";
        assertThat(log.lines).containsExactly("ERROR " + clean, "DEBUG " + clean);
    }

    @Test
    void the_message_of_a_handler_that_fails_is_cleaned() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.setAttribute(RefusalHandler.class.getName(), new RefusalHandler() {
            @Override
            public void refused(HttpServletRequest request, Finding finding, boolean isAnswered) {
                throw new IllegalStateException(HOSTILE);
            }
        });
        Observers observers = new Observers(log);
        ForwardedResolver resolver = ForwardedResolver.builder().build();
        observers.start(context.getServletContext(), resolver, new Counters());
        String head = "GET / HTTP/1.1\nHost: a\nX-Forwarded-Proto: gopher";
        RejectedRequestException rejected = (RejectedRequestException) resolver.decide(RequestHead.parse(head));
        observers.refused(new StubRequest("127.0.0.1", head), rejected, true);
        observers.stop();
        assertThat(log.lines).hasSize(1);
        assertThat(log.lines.get(0)).endsWith("no[31m?? WARN all is well /a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Original-URL: /app/y?token=secret",
                "X-Original-URL: https://shop.example.com/app/y?token=secret",
                "X-Original-URL: https://evil.example/app/y?token=secret",
                "X-Original-URL: /app/y?a=%zz&b=^&token=secret#token=secret",
                "X-Original-URL: /app/y?a=1 token=secret",
                "X-Original-URL: app?token=secret",
                "X-Original-URL: ?token=secret",
                "X-Original-URL: /a?token=secret\nX-Original-URL: /b?token=secret",
                "X-Forwarded-Host: https://evil.example/?token=secret",
                "X-Forwarded-Prefix: /p?token=secret",
                "X-Forwarded-For: http://192.0.2.1/?token=secret",
                "X-Forwarded-Proto: https://evil.example/?token=secret"
            })
    void no_header_shows_its_query(String header) throws Exception {
        Map<String, String> settings = Map.of(
                "headers", "x-forwarded",
                "names", "url=X-Original-URL",
                "prefix", "replace",
                "mode", "report");
        String head = "GET /app/x?token=secret HTTP/1.1\nHost: shop.example.com\n" + header;
        ForwardedResolver resolver =
                ForwardedResolver.builder().settings(settings).build();
        StubRequest request = new StubRequest("127.0.0.1", head);
        new ForwardedFilter(resolver, log).doFilter(request, new StubResponse(), (served, response) -> {});
        assertThat(log.lines).isNotEmpty().noneMatch(line -> line.contains("secret"));
        assertThat(resolver.explain(new ServletReceived(request)).toString()).doesNotContain("secret");
        if (resolver.decide(new ServletReceived(request)) instanceof RejectedRequestException rejected) {
            assertThat(rejected).message().doesNotContain("secret");
            assertThat(rejected.finding().toString()).doesNotContain("secret");
        }
    }
}
