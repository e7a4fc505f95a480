package dev.forwarded;

import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.ForwardedElement;
import dev.forwarded.internal.http.ForwardedElements;
import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.HiddenHeaders;
import dev.forwarded.internal.settings.Plan;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The hops of the {@code Forwarded} header: its elements, each believed or refused as a whole. Scheme and host are
 * those of the outermost believed element that states them, since inner hops often write {@code for} only.
 */
final class ForwardedHops implements HopSource {

    private final Plan plan;
    private final ReceivedRequest received;
    private final ForwardedElements elements = new ForwardedElements();
    private ForwardedElement element = ForwardedElement.EMPTY;

    private ForwardedHops(Plan plan, ReceivedRequest received) {
        this.plan = plan;
        this.received = received;
    }

    /** The hops of a request; null if the header is absent or not read. */
    static @Nullable ForwardedHops open(Plan plan, ReceivedRequest received) {
        Enumeration<String> lines =
                plan.readsForwarded ? received.headers(HiddenHeaders.FORWARDED) : Collections.emptyEnumeration();
        if (!lines.hasMoreElements()) {
            return null;
        }
        ForwardedHops hops = new ForwardedHops(plan, received);
        return hops.elements.open(lines) ? hops : null;
    }

    /** Believes what trusted hops state. */
    void read(Believed believed) {
        believed.forwarded = true;
        if (plan.hopsAlone) {
            Walk.byCount(plan, this, believed);
        } else {
            Walk.byTrust(plan, this, believed);
        }
        if (!plan.takesClient) {
            believed.dropClient();
        }
    }

    @Override
    public boolean next() {
        ForwardedElement previous = elements.previous();
        element = previous == null ? element : previous;
        return previous != null;
    }

    @Override
    public @Nullable FindingCase fault() {
        String expected = element.fault();
        return expected == null ? null : InvalidValue.of(header(), position(), expected, element.text(), received);
    }

    @Override
    public @Nullable Node node() {
        return element.fault() == null ? element.node() : null;
    }

    @Override
    public boolean trusts(Node node) {
        return Trust.ofForwardedNode(plan, node);
    }

    @Override
    public int countedClient() {
        return plan.countedHops;
    }

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public String header() {
        return HiddenHeaders.FORWARDED;
    }

    @Override
    public int position() {
        return elements.position();
    }

    @Override
    public void take(Believed believed) {
        String scheme = element.scheme();
        if (scheme != null && plan.takes(Field.PROTO)) {
            believed.scheme(scheme, header(), position());
        }
        Authority host = element.host();
        if (host != null && plan.takes(Field.HOST)) {
            believed.host(host, header(), position());
        }
    }
}
