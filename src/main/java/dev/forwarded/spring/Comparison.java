package dev.forwarded.spring;

import dev.forwarded.Decision;
import dev.forwarded.Finding;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.ReceivedRequest;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.RequestHead;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Planned;
import dev.forwarded.servlet.ForwardedRequests;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.springframework.core.Ordered;

/**
 * Report mode beside another handler of forwarded headers: stands behind that handler, and says where what the
 * application sees differs from what it would see with the forwarded filter. It changes nothing but an attribute, the
 * answer for whoever asks for it.
 */
final class Comparison implements Filter, Ordered {

    /** Under which a request keeps what it was in front of the other handler. */
    static final String RECEIVED = "dev.forwarded.spring.received";

    private static final Log LOG = Log.of(Comparison.class);

    private final ForwardedResolver resolver;
    private final IntSupplier order;
    private final Tally tally;
    private final PropertyNames names = new PropertyNames();

    /**
     * @param order the place behind the other handler
     * @param clock nanoseconds, from any origin
     */
    Comparison(ForwardedResolver resolver, IntSupplier order, LongSupplier clock) {
        this.resolver = resolver;
        this.order = order;
        tally = new Tally(clock);
    }

    /** In front of the other handler: keeps the view of the request as it was received. */
    static void keep(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && http.getAttribute(RECEIVED) == null) {
            http.setAttribute(RECEIVED, ForwardedRequests.received(http));
        }
        chain.doFilter(request, response);
    }

    @Override
    public int getOrder() {
        return order.getAsInt();
    }

    @Override
    public void init(FilterConfig config) {
        LOG.info(names.sentence(resolver.summary()));
        resolver.warnings().forEach(finding -> LOG.warn(spelled(finding)));
    }

    private String spelled(Finding finding) {
        return new Finding(finding.id(), names.sentence(finding.sentence()), names.fix(finding.fix())).toString();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && http.getAttribute(RECEIVED) instanceof ReceivedRequest kept) {
            compare(http, kept instanceof RequestHead head ? in(http, head) : kept);
        }
        chain.doFilter(request, response);
    }

    /** A server keeps a request before it knows the application. */
    private static ReceivedRequest in(HttpServletRequest request, RequestHead head) {
        return head.contextPath(request.getServletContext().getContextPath());
    }

    /** Whatever goes wrong here costs a line of the log, not the request. */
    private void compare(HttpServletRequest request, ReceivedRequest received) {
        try {
            Decision decision = resolver.decide(received);
            request.setAttribute(
                    OriginalRequest.class.getName(), decision instanceof OriginalRequest original ? original : null);
            differ(received, Seen.of(request), decision);
            String summary = tally.summary();
            if (summary != null) {
                say("since the start " + summary);
            }
        } catch (RuntimeException failed) {
            LOG.warn("a request could not be compared: " + failed.getClass().getName());
        }
    }

    /** Where nothing differs it is good news. */
    private void say(String summary) {
        if (tally.differs()) {
            LOG.warn(summary);
        } else {
            LOG.info(summary);
        }
    }

    private void differ(ReceivedRequest received, Seen theirs, Decision decision) {
        String refusal = decision instanceof RejectedRequestException rejected ? rejected.id() : "";
        Seen ours = refusal.isEmpty() ? ours(received, decision) : null;
        MovingRow.Case difference = new MovingRow.Case(received, theirs, ours, refusal);
        if (difference.differences().isEmpty()) {
            return;
        }
        boolean isBelieved = ours == null || decision instanceof OriginalRequest original && original.isTrusted();
        String row = isBelieved ? difference.row() : "untrusted-peer";
        String kind =
                String.join(",", difference.differences()) + (row.isEmpty() ? refusal(refusal) : " [" + row + "]");
        if (tally.isNew(kind)) {
            LOG.warn(line(difference, decision, row));
        }
    }

    private static String refusal(String id) {
        return id.isEmpty() ? "" : " [" + id + "]";
    }

    private Seen ours(ReceivedRequest received, Decision decision) {
        Plan plan = Planned.planOf(resolver);
        boolean isOriginal = decision instanceof OriginalRequest original
                && (original.isTrusted() && carries(received, plan) || plan.checksEveryRequest);
        return isOriginal ? Seen.of((OriginalRequest) decision, received) : Seen.of(received);
    }

    private static boolean carries(ReceivedRequest received, Plan plan) {
        return plan.hidden.watched().stream().anyMatch(name -> received.header(name) != null);
    }

    private String line(MovingRow.Case difference, Decision decision, String row) {
        String would = decision instanceof RejectedRequestException rejected
                ? "it would be answered with 400: " + spelled(rejected.finding())
                : "it would see " + difference.would();
        return "the application sees " + difference.theirs() + ", with this filter " + would + ". Differs: "
                + String.join(", ", difference.differences()) + ". Findings: " + findings(difference)
                + (row.isEmpty() ? "" : ". Row of docs/moving-over.md: " + row);
    }

    private String findings(MovingRow.Case difference) {
        Set<String> ids = new LinkedHashSet<>();
        List<Finding> findings = resolver.explain(difference.received()).findings();
        findings.forEach(finding -> ids.add(finding.id()));
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }

    @Override
    public void destroy() {
        say("until the end " + tally.text());
    }
}
