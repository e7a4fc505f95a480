package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Forwarded} header: element by element from the right, each believed or refused as a whole. Scheme
 * and host are those of the outermost believed element that states them, since inner hops often write {@code for} only.
 */
final class ForwardedFamily {

    private Resolution resolution;
    private final Settings settings;
    private final ForwardedElements elements = new ForwardedElements();

    private ForwardedFamily(Resolution resolution) {
        this.resolution = resolution;
        this.settings = resolution.settings();
    }

    /** The family, if the header has a value and a field that it can state is taken; else null. */
    static @Nullable ForwardedFamily open(Resolution resolution) {
        ReceivedRequest received = resolution.received();
        if (!resolution.settings().takesFromForwarded() || received.header(ForwardedElements.NAME) == null) {
            return null;
        }
        ForwardedFamily family = new ForwardedFamily(resolution);
        return family.elements.open(received) ? family : null;
    }

    /** The family, for a resolution that refuses more. */
    ForwardedFamily under(Resolution strict) {
        resolution = strict;
        return this;
    }

    Facts read() {
        Facts facts = new Facts();
        facts.forwarded = true;
        return settings.hopsAlone() ? count(facts) : walk(facts);
    }

    /** The walk by trust. An element without {@code for} is used, and ends it. */
    private Facts walk(Facts facts) {
        int cap = settings.walkCap();
        boolean names = true;
        while (names && facts.goesOn(cap)) {
            ForwardedElement element = believed();
            if (element == null) {
                break;
            }
            Node node = element.node();
            boolean trusted = node != null && settings.trusted().trustsForwarded(node);
            if (node != null && !facts.step(node, trusted, cap)) {
                resolution.invalid(Problem.TOO_MANY_HOPS.of(ForwardedElements.NAME));
                break;
            }
            take(facts, element, trusted);
            names = node != null;
        }
        facts.hops = Math.max(1, facts.hops);
        if (!settings.takes(Field.FOR)) {
            facts.withoutClient();
        }
        return facts;
    }

    /** The count of hops alone: the last N elements, all of them parsed. */
    private Facts count(Facts facts) {
        int depth = Math.max(settings.hops().all(), 0);
        ForwardedElement element = null;
        for (int i = 0; i < depth; i++) {
            element = elements.previous();
            if (element == null) {
                resolution.notice(Problem.CHAIN_TOO_SHORT, ForwardedElements.NAME, depth);
                return unverified();
            }
            if (!isWellFormed(element)) {
                return facts;
            }
            facts.hops++;
            take(facts, element, i + 1 < depth);
        }
        Node node = element == null || !settings.takes(Field.FOR) ? null : element.node();
        if (node != null) {
            facts.client(node);
        }
        return facts;
    }

    private static Facts unverified() {
        Facts nothing = new Facts();
        nothing.forwarded = true;
        return nothing;
    }

    private @Nullable ForwardedElement believed() {
        ForwardedElement element = elements.previous();
        return element != null && isWellFormed(element) ? element : null;
    }

    private boolean isWellFormed(ForwardedElement element) {
        String fault = element.fault();
        if (fault == null) {
            return true;
        }
        resolution.invalid(
                Problem.INVALID_VALUE.of(ForwardedElements.NAME, elements.position(), fault, element.text()));
        return false;
    }

    private void take(Facts facts, ForwardedElement element, boolean trusted) {
        Recorder recorder = resolution.recorder();
        Node node = element.node();
        if (node != null) {
            recorder.hop(ForwardedElements.NAME, elements.position(), node, trusted);
        }
        String scheme = element.scheme();
        if (scheme != null && settings.takes(Field.PROTO)) {
            facts.scheme = scheme;
            recorder.took(Field.PROTO, ForwardedElements.NAME, elements.position());
        }
        Authority host = element.host();
        if (host != null && settings.takes(Field.HOST)) {
            facts.host = host;
            recorder.took(Field.HOST, ForwardedElements.NAME, elements.position());
        }
    }
}
