package dev.forwarded.servlet;

import dev.forwarded.Decision;
import dev.forwarded.Finding;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RejectedRequestException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the log is told of requests: the first time a network shows something to mend, and every refusal; bounded, so
 * that no client can fill the log. What was not said is counted.
 */
final class Warnings {

    /** Under which the servlet context keeps them, for what is seldom said: a request has no room for it. */
    static final String ATTRIBUTE = "dev.forwarded.servlet.warnings";

    private final FilterLog log;
    private final Networks untrusted;
    private final Networks ignoring;
    private final LineBudget findings;
    private final LineBudget refusals;
    private final LineBudget changes;
    private final AtomicBoolean second = new AtomicBoolean();
    private final AtomicBoolean insecure = new AtomicBoolean();

    /**
     * @param clock nanoseconds, from any origin
     */
    Warnings(FilterLog log, LongSupplier clock) {
        this.log = log;
        untrusted = new Networks(clock);
        ignoring = new Networks(clock);
        findings = new LineBudget(clock);
        refusals = new LineBudget(clock);
        changes = new LineBudget(clock);
    }

    /** A request that carries forwarded headers; the decision is null where the peer is not trusted. */
    void about(ServletReceived received, @Nullable Decision decision, ForwardedResolver resolver) {
        boolean trusted = decision instanceof OriginalRequest original && original.isTrusted();
        if (decision instanceof RejectedRequestException) {
            return;
        }
        if (trusted) {
            if (resolver.ignoresFamilyOf(received) && ignoring.add(received.peerAddress())) {
                warn(received, resolver, "family-ignored");
            }
        } else if (untrusted.add(received.peerAddress())) {
            warn(received, resolver, "");
        }
    }

    /** Says what the account of the request found, or the one finding that is meant. */
    private void warn(ServletReceived received, ForwardedResolver resolver, String id) {
        for (Finding finding : resolver.explain(received).findings()) {
            if (id.isEmpty() || id.equals(finding.id())) {
                say(findings, finding.toString());
            }
        }
    }

    /** A request that is answered with 400, or would be if the mode were another. */
    void rejected(Finding finding, boolean reportOnly) {
        say(refusals, (reportOnly ? "would be answered with 400: " : "answered with 400: ") + finding);
    }

    /** A request that would be another if the mode were. */
    void reported(String url, OriginalRequest original) {
        say(changes, "would change " + url + " to " + original);
    }

    void secondInstance() {
        if (second.compareAndSet(false, true)) {
            log.warn("Forwarded filter: a second instance runs in the same chain and does nothing. Register the filter"
                    + " once [second-instance]");
        }
    }

    /** A session cookie that no filter can change on this server. */
    void insecureCookie() {
        if (insecure.compareAndSet(false, true)) {
            log.warn("Forwarded filter: the session cookie is sent without Secure, for this server does not let a"
                    + " filter change it. Write <session-config><cookie-config><secure>true</secure></cookie-config>"
                    + "</session-config> in web.xml, or on Open Liberty <httpSession cookieSecure=\"true\"/> in"
                    + " server.xml [session-cookie-insecure]");
        }
    }

    /** A request to a filter whose settings are wrong, on a server that runs the application nevertheless. */
    void unavailable(String mistake) {
        say(refusals, "answered with 503: " + mistake);
    }

    private void say(LineBudget budget, String line) {
        long unsaid = budget.take();
        if (unsaid == 0) {
            log.warn("Forwarded filter: " + line);
        } else if (unsaid > 0) {
            log.warn("Forwarded filter: " + line + " (" + unsaid + " more like this were not logged)");
        }
    }
}
