package dev.forwarded;

import dev.forwarded.internal.http.Node;
import org.jspecify.annotations.Nullable;

/** The hops of one family of headers, the nearest first. It knows no policy: {@link Walk} decides how far it is read. */
interface HopSource {

    /** Moves to the next hop outwards; false if none is left. */
    boolean next();

    /** The node that the hop at hand names; null if it names none, or is malformed. */
    @Nullable
    Node node();

    /** What is wrong with a hop at hand that gave no node; null if it is well formed. */
    @Nullable
    FindingCase fault();

    /** Whether that node is trusted itself. */
    boolean trusts(Node node);

    /** Under {@code hops} alone: the number of the hop that names the client; 0 if it is not taken. */
    int countedClient();

    /** Whether a hop is believed or refused as a whole, so that those that are only counted are parsed, too. */
    boolean isWhole();

    /** The header, and below the position, in which the hop at hand stands. */
    String header();

    int position();

    /** Believes what else the hop at hand states. */
    void take(Believed believed);
}
