package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Decision;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.internal.settings.Planned;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private static final String PROTO = "GET /app/x HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: ";

    private final AtomicLong clock = new AtomicLong();
    private final RecordingLogger log = new RecordingLogger();
    private final Warnings warnings = new Warnings(new Slf4jLog(log), clock::get);
    private final ForwardedResolver resolver =
            ForwardedResolver.builder().headers("x-forwarded").build();

    private Decision about(String peer, String head) {
        ServletReceived received = new ServletReceived(new StubRequest(peer, head));
        Decision decision = Planned.decideUnlessUntrusted(resolver, received);
        warnings.about(received, decision, resolver);
        return decision;
    }

    private List<String> lines(String id) {
        return log.lines().stream()
                .filter(line -> line.endsWith("[" + id + "]"))
                .toList();
    }

    @Test
    void each_network_of_untrusted_peers_is_named_once_an_hour() {
        about("192.0.2.1", PROTO + "https");
        about("192.0.2.2", PROTO + "https");
        about("198.51.100.1", PROTO + "https");
        assertThat(lines("untrusted-peer")).hasSize(2);
        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
        about("192.0.2.2", PROTO + "https");
        assertThat(lines("untrusted-peer")).hasSize(3).last().asString().contains("192.0.2.2");
    }

    @Test
    void many_networks_are_too_many_lines() {
        for (int i = 0; i < 40; i++) {
            about("192.0." + i + ".1", PROTO + "https");
        }
        assertThat(log.lines()).hasSize(10);
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        about("198.51.100.1", PROTO + "https");
        assertThat(log.lines()).hasSize(11).last().asString().endsWith("(30 more like this were not logged)");
    }

    @Test
    void a_trusted_peer_with_nothing_amiss_is_not_named() {
        about(
                "127.0.0.1",
                "GET /app/x HTTP/1.1\nHost: shop.example.com\nX-Forwarded-For: 203.0.113.9\nX-Forwarded-Proto: https");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void the_family_that_is_ignored_is_named_once_a_network() {
        for (int i = 1; i < 5; i++) {
            about("127.0.0." + i, "GET / HTTP/1.1\nHost: inner\nForwarded: proto=https");
        }
        assertThat(log.lines()).hasSize(1);
        assertThat(lines("family-ignored")).hasSize(1);
    }

    @Test
    void what_is_refused_is_said_elsewhere() {
        Decision decision = about("127.0.0.1", PROTO + "gopher");
        assertThat(decision).isInstanceOf(RejectedRequestException.class);
        assertThat(log.lines()).isEmpty();
        warnings.rejected((RejectedRequestException) decision, false);
        warnings.rejected((RejectedRequestException) decision, true);
        assertThat(log.lines().get(0)).startsWith("WARN Forwarded filter: answered with 400: X-Forwarded-Proto");
        assertThat(log.lines().get(1)).startsWith("WARN Forwarded filter: would be answered with 400: X-Forwarded-");
    }

    @Test
    void a_second_instance_is_named_once() {
        warnings.secondInstance();
        warnings.secondInstance();
        assertThat(lines("second-instance")).hasSize(1);
    }
}
