package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Finding;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObserversTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final String NAME = "dev.forwarded:type=ForwardedFilter,context=\"/counted\"";

    private static Map<String, Long> nonZero(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() != 0)
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Keeps the context, from which the counters are read as others read them. */
    private static final class Context {

        private ServletContextHandler handler = new ServletContextHandler();

        void keep(ServletContextHandler found) {
            handler = found;
        }

        @SuppressWarnings("unchecked")
        Map<String, Long> counts() {
            return nonZero(((java.util.function.Supplier<Map<String, Long>>)
                            handler.getServletContext().getAttribute("dev.forwarded.counters"))
                    .get());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | headers=x-forwarded | Accept: */*",
                "{believed=1} | headers=x-forwarded | X-Forwarded-For: 203.0.113.9",
                "{} | headers=x-forwarded | X-Forwarded-For: ",
                "{untrusted=1, finding.untrusted-peer=1} | headers=x-forwarded; trustedProxies=10.0.0.1 | X-Forwarded-For: 203.0.113.9",
                "{untrusted=1, finding.untrusted-headers=1} | onUntrusted=reject; trustedProxies=10.0.0.1 | X-Forwarded-For: 203.0.113.9",
                "{invalid=1, finding.invalid-value=1} | headers=x-forwarded | X-Forwarded-Proto: gopher",
                "{invalid=1, finding.not-stated=1} | require=for; headers=x-forwarded | X-Forwarded-Proto: https",
                "{refused-hosts=1, finding.host-not-allowed=1} | allowedHosts=shop.example.com | Accept: */*",
                "{conflicts=1, finding.families-disagree=1} | trustedProxies=127.0.0.1 | Forwarded: for=203.0.113.9;X-Forwarded-For: 203.0.113.8",
                "{invalid=1, would-have-been=1, finding.invalid-value=1} | headers=x-forwarded; mode=report | X-Forwarded-Proto: gopher",
                "{believed=1, would-have-been=1} | headers=x-forwarded; mode=report | X-Forwarded-For: 203.0.113.9;X-Forwarded-Proto: https",
                "{believed=1, finding.family-ignored=1} | headers=x-forwarded | X-Forwarded-For: 203.0.113.9;X-Forwarded-Proto: https;Forwarded: for=1.2.3.4"
            })
    void a_request_is_counted_for_what_it_came_to(String counts, String settings, String headers) throws Exception {
        Context context = new Context();
        try (Local local = Local.with(settings, Map.of(), context::keep)) {
            local.ask("/app/page", "*/*", headers.split(";"));
            assertThat(context.counts()).isEqualTo(parsed(counts));
        }
    }

    private static Map<String, Long> parsed(String counts) {
        Map<String, Long> expected = new java.util.HashMap<>();
        for (String count : counts.substring(1, counts.length() - 1).split(", ")) {
            if (!count.isEmpty()) {
                expected.put(
                        count.substring(0, count.indexOf('=')), Long.valueOf(count.substring(count.indexOf('=') + 1)));
            }
        }
        return expected;
    }

    /** A filter in a context of its own, whatever else runs in this JVM. */
    private static Local counted() throws Exception {
        return Local.with("headers=x-forwarded", Map.of(), context -> context.setContextPath("/counted"));
    }

    @Test
    void counters_are_attributes_of_a_bean_while_the_filter_runs() throws Exception {
        ObjectName name = new ObjectName(NAME);
        try (Local local = counted()) {
            local.ask("/counted/page", "*/*", "X-Forwarded-For: 203.0.113.9");
            local.ask("/counted/page", "*/*", "X-Forwarded-Proto: gopher");
            assertThat(SERVER.getAttribute(name, "believed")).isEqualTo(1L);
            assertThat(SERVER.getAttribute(name, "finding.invalid-value")).isEqualTo(1L);
            assertThat(List.of(SERVER.getMBeanInfo(name).getAttributes()))
                    .extracting(javax.management.MBeanAttributeInfo::getName)
                    .contains("untrusted", "refused-hosts", "conflicts", "would-have-been");
            assertThat(SERVER.getAttributes(name, new String[] {"believed", "nothing"}))
                    .hasSize(1);
        }
        assertThat(SERVER.isRegistered(name)).isFalse();
    }

    @Test
    void a_second_filter_of_the_same_context_path_is_an_instance_of_its_own() throws Exception {
        try (Local one = counted();
                Local other = counted()) {
            other.ask("/counted/page", "*/*", "X-Forwarded-For: 203.0.113.9");
            assertThat(SERVER.getAttribute(new ObjectName(NAME), "believed")).isEqualTo(0L);
            assertThat(SERVER.getAttribute(new ObjectName(NAME + ",instance=2"), "believed"))
                    .isEqualTo(1L);
            one.ask("/counted/page", "*/*");
        }
    }

    @Test
    void counters_are_meters_in_the_global_registry_of_micrometer_while_the_filter_runs() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try (Local local = counted()) {
            local.ask("/counted/page", "*/*", "X-Forwarded-For: 203.0.113.9");
            local.ask("/counted/page", "*/*", "X-Forwarded-Proto: gopher");
            assertThat(count(registry, "forwarded.requests", "outcome", "believed"))
                    .isEqualTo(1);
            assertThat(count(registry, "forwarded.requests", "outcome", "invalid"))
                    .isEqualTo(1);
            assertThat(count(registry, "forwarded.findings", "id", "invalid-value"))
                    .isEqualTo(1);
            assertThat(count(registry, "forwarded.would.have.been", "mode", "report"))
                    .isZero();
        } finally {
            Metrics.removeRegistry(registry);
        }
        assertThat(Metrics.globalRegistry.getMeters())
                .extracting(Meter::getId)
                .noneMatch(id -> "/counted".equals(id.getTag("context")));
    }

    private static double count(SimpleMeterRegistry registry, String name, String tag, String value) {
        return registry.get(name)
                .tags(tag, value, "context", "/counted")
                .functionCounter()
                .count();
    }

    /** Writes down what it is told, and does what a test wants. */
    private static final class Told implements RefusalHandler {

        private final List<String> told = new ArrayList<>();
        private final String answer;

        Told(String answer) {
            this.answer = answer;
        }

        @Override
        public void refused(HttpServletRequest request, Finding finding, boolean isAnswered) {
            told.add(request.getRequestURI() + " " + finding.id() + " " + isAnswered);
            if (answer.equals("fail at once")) {
                throw new IllegalArgumentException(answer);
            }
        }

        @Override
        public boolean answer(HttpServletRequest request, HttpServletResponse response, Finding finding)
                throws IOException {
            response.getOutputStream().print(answer);
            if (answer.equals("fail late")) {
                throw new IllegalArgumentException(answer);
            }
            return answer.startsWith("{");
        }
    }

    private static String asked(Told told, String settings, String header) throws Exception {
        try (Local local =
                Local.with(settings, Map.of(), context -> context.setAttribute(RefusalHandler.class.getName(), told))) {
            return local.ask("/app/page", "*/*", header);
        }
    }

    @Test
    void a_handler_is_told_and_writes_the_answer() throws Exception {
        Told told = new Told("{\"status\":400}");
        assertThat(asked(told, "headers=x-forwarded", "X-Forwarded-Proto: gopher"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Cache-Control: no-store")
                .endsWith("\r\n\r\n{\"status\":400}");
        assertThat(told.told).containsExactly("/app/page invalid-value true");
    }

    @Test
    void in_report_mode_a_handler_is_told_and_asked_for_no_answer() throws Exception {
        Told told = new Told("{\"status\":400}");
        assertThat(asked(told, "headers=x-forwarded; mode=report", "X-Forwarded-Proto: gopher"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(told.told).containsExactly("/app/page invalid-value false");
    }

    @ParameterizedTest
    @CsvSource({"fail at once", "fail late"})
    void a_handler_that_fails_costs_the_request_nothing(String failure) throws Exception {
        assertThat(asked(new Told(failure), "headers=x-forwarded", "X-Forwarded-Proto: gopher"))
                .startsWith("HTTP/1.1 400 ")
                .contains("400 Bad Request: the forwarded headers");
    }
}
