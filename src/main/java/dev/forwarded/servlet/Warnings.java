package dev.forwarded.servlet;

import dev.forwarded.Decision;
import dev.forwarded.Explanation;
import dev.forwarded.Finding;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Planned;
import dev.forwarded.internal.settings.Secret;
import dev.forwarded.internal.settings.Setting;
import dev.forwarded.internal.settings.Spelled;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the log is told of requests: the first time a network shows something to fix, and every refusal; bounded, so
 * that no client can fill the log. What was not said is counted.
 */
final class Warnings {

    /** Under which the servlet context keeps them, for what is seldom said: a request has no room for it. */
    static final String ATTRIBUTE = "dev.forwarded.servlet.warnings";

    /** Findings on the proxies in front of a request that is served. */
    private static final Set<String> LIKELY_FAULTS = Set.of(
            "client-not-stated",
            "proxy-missing",
            "hops-beyond-trust",
            "field-not-counted",
            "scheme-of-inner-hop",
            "scheme-stated-elsewhere",
            "host-looks-internal",
            "host-stated-elsewhere",
            "values-unread");

    /** What is counted of the same requests. */
    final Counters counters = new Counters();

    private final FilterLog log;
    private Spelled spelled = Spelled.PLAINLY;
    private final Networks untrusted;
    private final Networks ignoring;
    private final Networks remarkable;
    private final LineBudget findings;
    private final LineBudget refusals;
    private final LineBudget changes;
    private final LineBudget accounts;
    private final AtomicBoolean second = new AtomicBoolean();
    private final AtomicBoolean insecure = new AtomicBoolean();

    /**
     * @param clock nanoseconds, from any origin
     */
    Warnings(FilterLog log, LongSupplier clock) {
        this.log = log;
        untrusted = new Networks(clock);
        ignoring = new Networks(clock);
        remarkable = new Networks(clock);
        findings = new LineBudget(clock);
        refusals = new LineBudget(clock);
        changes = new LineBudget(clock);
        accounts = new LineBudget(clock);
    }

    /** Speaks of settings as the servlet context says, and begins with what is in force. */
    void start(ServletContext context, ForwardedResolver resolver) {
        spelled = Spelled.in(context.getAttribute(Spelled.ATTRIBUTE));
        log.info("Forwarded filter: " + spelled.sentence(resolver.summary()));
        resolver.warnings().forEach(finding -> log.warn("Forwarded filter: " + spelled(finding)));
    }

    private Finding spelled(Finding finding) {
        return new Finding(finding.id(), spelled.sentence(finding.sentence()), spelled.fix(finding.fix()));
    }

    /** The whole account of a request, for who debugs. */
    void account(ServletReceived received, ForwardedResolver resolver) {
        if (log.isDebugEnabled()) {
            explain(received, resolver, explanation -> log.account(FilterLog.Level.DEBUG, explanation.text()));
        }
    }

    /** The account of a request that the operator asked for, by the header of {@code explainToken}. */
    void asked(HttpServletRequest request, ForwardedResolver resolver) {
        Secret token =
                Planned.planOf(resolver).settings.get(Setting.EXPLAIN_TOKEN).orElse(null);
        if (token != null && token.isSentAs(request.getHeaders(token.header())) && accounts.take() >= 0) {
            explain(
                    new ServletReceived(request),
                    resolver,
                    explanation -> log.account(
                            FilterLog.Level.INFO,
                            "Forwarded filter: asked for by explainToken:\n" + explanation.text()));
        }
    }

    /** A request that carries forwarded headers; the decision is null where the peer is not trusted. */
    void about(ServletReceived received, @Nullable Decision decision, ForwardedResolver resolver) {
        counters.served(decision);
        if (decision instanceof RejectedRequestException) {
            return;
        }
        if (decision instanceof OriginalRequest original && original.isTrusted()) {
            if (ignoresFamily(received, original, Planned.planOf(resolver)) && ignoring.add(received.peerAddress())) {
                warn(received, resolver, Set.of("family-ignored"));
            }
            if (Planned.isRemarkable(resolver, decision) && remarkable.add(received.peerAddress())) {
                warn(received, resolver, LIKELY_FAULTS);
            }
        } else if (untrusted.add(received.peerAddress())) {
            warn(received, resolver, Set.of());
        }
    }

    /**
     * Whether a header of the family that is not read is there. Where something of {@code Forwarded} is believed the
     * X-Forwarded headers are not looked for: four look-ups are too many for a remark.
     */
    private static boolean ignoresFamily(ServletReceived received, OriginalRequest original, Plan plan) {
        int asked = original.hops() == 0 || plan.ignored.size() == 1 ? plan.ignored.size() : 0;
        for (int i = 0; i < asked; i++) {
            if (received.header(plan.ignored.get(i)) != null) {
                return true;
            }
        }
        return false;
    }

    /** Says what the account of the request found; of some findings only, if any are named. */
    private void warn(ServletReceived received, ForwardedResolver resolver, Set<String> ids) {
        explain(
                received,
                resolver,
                account -> account.findings().stream()
                        .filter(finding -> ids.isEmpty() || ids.contains(finding.id()))
                        .forEach(this::found));
    }

    private void found(Finding finding) {
        counters.finding(finding.id());
        say(findings, () -> spelled(finding).toString());
    }

    /** Explains a request to the log, its query left out; whatever goes wrong there costs the line, not the request. */
    private void explain(ServletReceived received, ForwardedResolver resolver, Consumer<Explanation> reader) {
        try {
            reader.accept(resolver.explain(received.withoutQuery()));
        } catch (RuntimeException failed) {
            log.warn("Forwarded filter: a request could not be explained: "
                    + failed.getClass().getName());
        }
    }

    /** A request that is answered with 400, or would be if the mode were another. */
    void rejected(RejectedRequestException rejected, boolean reportOnly) {
        counters.refused(rejected.id(), reportOnly);
        String what = reportOnly ? "would be answered with 400: " : "answered with 400: ";
        say(refusals, () -> what + spelled(rejected.finding()));
    }

    /** A request that would be another if the mode were. */
    void reported(OriginalRequest unchanged, OriginalRequest original) {
        counters.wouldHaveBeen();
        say(changes, () -> "would change " + unchanged + " to " + original);
    }

    void secondInstance() {
        once(second, "a second instance runs in the same chain and does nothing. Register it once [second-instance]");
    }

    /** A session cookie that no filter can change on this server. */
    void insecureCookie() {
        once(
                insecure,
                "the session cookie is sent without Secure, for this server does not let a filter change it. Write"
                        + " <session-config><cookie-config><secure>true</secure></cookie-config></session-config> in"
                        + " web.xml, or on Open Liberty <httpSession cookieSecure=\"true\"/> in server.xml"
                        + " [session-cookie-insecure]");
    }

    private void once(AtomicBoolean isSaid, String line) {
        if (isSaid.compareAndSet(false, true)) {
            log.warn("Forwarded filter: " + line);
        }
    }

    /** A request to a filter whose settings are wrong, on a server that runs the application nevertheless. */
    void unavailable(String mistake) {
        say(refusals, () -> "answered with 503: " + mistake);
    }

    /** The line becomes text only if it is said. */
    private void say(LineBudget budget, Supplier<String> line) {
        long unsaid = budget.take();
        if (unsaid == 0) {
            log.warn("Forwarded filter: " + line.get());
        } else if (unsaid > 0) {
            log.warn("Forwarded filter: " + line.get() + " (" + unsaid + " more like this were not logged)");
        }
    }
}
