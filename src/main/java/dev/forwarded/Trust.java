package dev.forwarded;

import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Secret;

/** Whether the peer may be believed, and why: the one place that decides it. Log and account only print it. */
enum Trust {
    /** Its address is trusted, and it sends the secret if one is asked for. */
    BY_ADDRESS(true),
    /** {@code hops} counts it as a proxy, whoever it is; it sends the secret if one is asked for. */
    BY_COUNT(true),
    /** It sends the secret, the only condition. */
    BY_SECRET(true),
    /** Something in front has already replaced its address. */
    REWRITTEN(false),
    /** {@code hops} counts every hop away. */
    NOBODY(false),
    /** Its address is not trusted. */
    NOT_LISTED(false),
    /** It does not send the secret. */
    NO_SECRET(false);

    private final boolean trusted;

    Trust(boolean trusted) {
        this.trusted = trusted;
    }

    boolean isTrusted() {
        return trusted;
    }

    /** Judges the direct neighbour. Costs no memory for an IPv4 peer. */
    static Trust ofPeer(Plan plan, ReceivedRequest received) {
        if (received.isRewritten()) {
            return REWRITTEN;
        }
        if (plan.believesNobody) {
            return NOBODY;
        }
        if (!plan.hopsAlone && !plan.secretAlone && !plan.trusted.trustsPeer(received.peerAddress())) {
            return NOT_LISTED;
        }
        Secret secret = plan.secret;
        if (secret != null && !secret.isSentAs(received.headers(secret.header()))) {
            return NO_SECRET;
        }
        return plan.hopsAlone ? BY_COUNT : plan.secretAlone ? BY_SECRET : BY_ADDRESS;
    }

    /** Whether a node that a trusted one named in {@code Forwarded} is trusted itself. */
    static boolean ofForwardedNode(Plan plan, Node node) {
        return plan.trusted.trustsForwarded(node);
    }

    /** Whether a node that a trusted one named in X-Forwarded-For is trusted itself. */
    static boolean ofXForwardedNode(Plan plan, Node node) {
        return plan.trusted.trustsXForwarded(node);
    }
}
