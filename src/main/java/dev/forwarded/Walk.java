package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * The walk over the hops: from the peer, node by node, towards the client. A node is believed only if every node
 * nearer to us is trusted, so the first one that is not trusted is the client, and nothing beyond it is looked at.
 */
final class Walk {

    /** However the settings read, a chain of more trusted nodes is invalid. */
    static final int MAX_TRUSTED = 64;

    private final int cap;
    private boolean open;
    private int trusted = 1;
    private int steps;
    private @Nullable Node client;
    private @Nullable String address;

    /**
     * Begins at a peer that is trusted.
     *
     * @param cap the largest number of steps
     */
    Walk(int cap) {
        this.cap = cap;
        this.open = cap > 0;
    }

    /** Whether the node that comes next, if any, is believed. */
    boolean goesOn() {
        return open;
    }

    /** Takes a node that a trusted one named; false if it is one trusted node too many, and is not taken. */
    boolean step(Node node, boolean isTrusted) {
        if (isTrusted && trusted == MAX_TRUSTED && steps + 1 < cap) {
            open = false;
            return false;
        }
        client = node;
        address = node.isAddress() ? node.name() : address;
        steps++;
        trusted += isTrusted ? 1 : 0;
        open = isTrusted && steps < cap;
        return true;
    }

    /** Ends the walk at the last node taken. */
    void end() {
        open = false;
    }

    /** The number of nodes found trusted, the peer included; at most the cap. */
    int trusted() {
        return Math.max(1, Math.min(trusted, cap));
    }

    int steps() {
        return steps;
    }

    /** The last node taken; null if there was none. */
    @Nullable
    Node client() {
        return client;
    }

    /** The address of the client, or of the nearest node before it that has one; null if none has. */
    @Nullable
    String address() {
        return address;
    }
}
