package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Decision;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.RejectedRequestException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private static final String PROTO = "GET /app/x HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: ";

    private final AtomicLong clock = new AtomicLong();
    private final RecordingLogger log = new RecordingLogger();
    private final Warnings warnings = new Warnings(log, clock::get);
    private final ForwardedResolver resolver =
            ForwardedResolver.builder().headers("x-forwarded").build();

    private Decision about(String peer, String head) {
        ServletReceived received = new ServletReceived(new StubRequest(peer, head));
        Decision decision = resolver.trusts(received) ? resolver.decide(received) : null;
        warnings.about(received, decision, resolver);
        return decision;
    }

    private List<String> lines(String id) {
        return log.lines().stream()
                .filter(line -> line.endsWith("[" + id + "]"))
                .toList();
    }

    @Test
    void eachNetworkOfUntrustedPeersIsNamedOnceAnHour() {
        about("192.0.2.1", PROTO + "https");
        about("192.0.2.2", PROTO + "https");
        about("198.51.100.1", PROTO + "https");
        assertThat(lines("untrusted-peer")).hasSize(2);
        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
        about("192.0.2.2", PROTO + "https");
        assertThat(lines("untrusted-peer")).hasSize(3).last().asString().contains("192.0.2.2");
    }

    @Test
    void manyNetworksAreTooManyLines() {
        for (int i = 0; i < 40; i++) {
            about("192.0." + i + ".1", PROTO + "https");
        }
        assertThat(log.lines()).hasSize(10);
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        about("198.51.100.1", PROTO + "https");
        assertThat(log.lines()).hasSize(11).last().asString().endsWith("(30 more like this were not logged)");
    }

    @Test
    void aTrustedPeerWithNothingAmissIsNotNamed() {
        about("127.0.0.1", PROTO + "https");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void theFamilyThatIsIgnoredIsNamedOnceANetwork() {
        for (int i = 1; i < 5; i++) {
            about("127.0.0." + i, "GET / HTTP/1.1\nHost: inner\nForwarded: proto=https");
        }
        assertThat(log.lines()).hasSize(1);
        assertThat(lines("family-ignored")).hasSize(1);
    }

    @Test
    void whatIsRefusedIsSaidElsewhere() {
        Decision decision = about("127.0.0.1", PROTO + "gopher");
        assertThat(decision).isInstanceOf(RejectedRequestException.class);
        assertThat(log.lines()).isEmpty();
        warnings.rejected(((RejectedRequestException) decision).finding(), false);
        warnings.rejected(((RejectedRequestException) decision).finding(), true);
        assertThat(log.lines().get(0)).startsWith("WARN Forwarded filter: answered with 400: X-Forwarded-Proto");
        assertThat(log.lines().get(1)).startsWith("WARN Forwarded filter: would be answered with 400: X-Forwarded-");
    }

    @Test
    void aSecondInstanceIsNamedOnce() {
        warnings.secondInstance();
        warnings.secondInstance();
        assertThat(lines("second-instance")).hasSize(1);
    }
}
