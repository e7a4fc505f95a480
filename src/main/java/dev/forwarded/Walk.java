package dev.forwarded;

import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.settings.Plan;
import org.jspecify.annotations.Nullable;

/**
 * The walk over the hops, from the peer outwards ("The walk over the hops" in {@code docs/rules.md}).
 *
 * <ol>
 *   <li>The first node is the peer; it is trusted, or nobody would walk.
 *   <li>The next node is the next value from the right. It is believed, since every node nearer to us is trusted.
 *   <li>If it is trusted itself, the walk goes on; if not, it is the client. An element of {@code Forwarded} that names
 *       no node is used, and ends the walk: the client is then the last node that was named.
 *   <li>It ends at the latest after as many steps as {@code hops} allows. More than {@value #MAX_TRUSTED} trusted nodes
 *       in a row, the peer among them, are invalid, unless {@code hops} ends the walk there.
 *   <li>A value that is no node is invalid, and ends the walk.
 *   <li>With {@code hops} alone nobody is asked for trust: the client is the N-th value. Fewer values verify nothing.
 * </ol>
 *
 * Both ways give the depth: how many values of every other X-Forwarded list trusted proxies may have written.
 */
final class Walk {

    /** However the settings read, a chain of more trusted nodes is invalid. */
    static final int MAX_TRUSTED = 64;

    /** The depth under which nothing is verified. */
    static final int NOTHING = 0;

    /** The depth under which everybody is believed, up to the leftmost value. */
    static final int EVERYTHING = Integer.MAX_VALUE;

    private Walk() {}

    /** From node to node while each is trusted. */
    static int byTrust(Plan plan, HopSource source, Believed believed) {
        int trusted = 1;
        boolean goesOn = true;
        while (goesOn && believed.hops < plan.walkCap && source.next()) {
            Node node = source.node();
            FindingCase fault = node == null ? source.fault() : null;
            if (fault != null) {
                return depth(plan, trusted, refused(source, believed, fault));
            }
            boolean isTrusted = node != null && source.trusts(node);
            if (isTrusted && trusted == MAX_TRUSTED && believed.hops + 1 < plan.walkCap) {
                believed.trace(source.header(), source.position(), node, Believed.Verdict.TOO_MANY);
                believed.refuse(FindingCase.of(FindingKind.TOO_MANY_HOPS, source.header(), MAX_TRUSTED));
                break;
            }
            step(source, believed, node, isTrusted);
            trusted += isTrusted ? 1 : 0;
            goesOn = isTrusted;
        }
        return depth(plan, trusted, believed);
    }

    private static void step(HopSource source, Believed believed, @Nullable Node node, boolean isTrusted) {
        if (node != null) {
            believed.client(node, source.header(), source.position());
            believed.hops++;
        }
        believed.trace(source.header(), source.position(), node, verdict(node, isTrusted));
        source.take(believed);
    }

    private static Believed.Verdict verdict(@Nullable Node node, boolean isTrusted) {
        if (node == null) {
            return Believed.Verdict.NAMELESS;
        }
        return isTrusted ? Believed.Verdict.TRUSTED : Believed.Verdict.NOT_TRUSTED;
    }

    private static Believed refused(HopSource source, Believed believed, FindingCase fault) {
        believed.trace(source.header(), source.position(), null, Believed.Verdict.INVALID);
        believed.refuse(fault);
        return believed;
    }

    private static int depth(Plan plan, int trusted, Believed believed) {
        believed.hops = Math.max(1, believed.hops);
        return plan.believesEverything
                ? EVERYTHING
                : Math.min(trusted, Math.min(Math.max(1, plan.walkCap), plan.listCap));
    }

    /** To the N-th value, whoever the nodes are. */
    static int byCount(Plan plan, HopSource source, Believed believed) {
        int depth = plan.countedHops;
        int client = source.countedClient();
        int last = client == 0 ? 0 : Math.max(depth, client);
        believed.hops = Math.max(depth, client);
        for (int hop = 1; hop <= last; hop++) {
            if (!source.next()) {
                return hop > depth || depth == 1 ? depth : tooShort(source, believed, depth);
            }
            boolean isParsed = hop == client || source.isWhole();
            if (isParsed && !isCounted(source, believed, hop == client) && source.isWhole()) {
                believed.hops = hop - 1;
                return depth;
            }
        }
        return depth;
    }

    private static boolean isCounted(HopSource source, Believed believed, boolean isClient) {
        Node node = source.node();
        FindingCase fault = node == null ? source.fault() : null;
        if (fault != null) {
            refused(source, believed, fault);
            return false;
        }
        believed.trace(source.header(), source.position(), node, Believed.Verdict.COUNTED);
        if (node != null && isClient) {
            believed.client(node, source.header(), source.position());
        }
        source.take(believed);
        return true;
    }

    private static int tooShort(HopSource source, Believed believed, int depth) {
        believed.dropUnverified(FindingCase.of(FindingKind.CHAIN_TOO_SHORT, source.header(), depth));
        return NOTHING;
    }
}
