package dev.forwarded.internal.settings;

import org.jspecify.annotations.Nullable;

/**
 * What a resolver is for the filter, beside what it is for everybody. It stands above the front door, in a package that
 * is not exported, so that nothing of it can be called from outside.
 *
 * @param <Q> a received request
 * @param <A> what becomes of one
 */
public abstract class Planned<Q, A> {

    private final Plan plan;

    protected Planned(Plan plan) {
        this.plan = plan;
    }

    /** What is known at start-up. */
    protected final Plan plan() {
        return plan;
    }

    /**
     * The decision; null where the peer is not trusted and nothing but headers is to be changed.
     *
     * @param received the request
     * @return what becomes of it, or null
     */
    protected abstract @Nullable A decisionUnlessUntrusted(Q received);

    /**
     * Whether an account of a request may hold a finding that is worth a line in the log.
     *
     * @param decision what becomes of the request
     * @return whether to look
     */
    protected abstract boolean isWorthExplaining(A decision);

    /** Whether an account of a request may hold a finding that is worth a line in the log. */
    public static <Q, A> boolean isRemarkable(Planned<Q, A> resolver, A decision) {
        return resolver.isWorthExplaining(decision);
    }

    /** The plan of a resolver. */
    public static Plan planOf(Planned<?, ?> resolver) {
        return resolver.plan;
    }

    /** The decision of a resolver; null where the peer is not trusted and nothing but headers is to be changed. */
    public static <Q, A> @Nullable A decideUnlessUntrusted(Planned<Q, A> resolver, Q received) {
        return resolver.decisionUnlessUntrusted(received);
    }
}
