package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * What the believed part of one family states, null or 0 where it states nothing; gathered on the walk over the hops:
 * from the peer, node by node, towards the client. A node is believed only if every node nearer to us is trusted, so
 * the first one that is not trusted is the client, and nothing beyond it is looked at.
 */
final class Facts {

    /** However the settings read, a chain of more trusted nodes is invalid. */
    static final int MAX_TRUSTED = 64;

    @Nullable
    String scheme;

    @Nullable
    Authority host;

    int port;
    int hops;
    boolean forwarded;
    boolean xForwarded;

    private boolean ended;
    private @Nullable Node client;
    private @Nullable String clientAddress;

    boolean isOfBothFamilies() {
        return forwarded && xForwarded;
    }

    /** Whether the node that comes next, if any, is believed, and within the cap on steps. */
    boolean goesOn(int cap) {
        return !ended && hops < cap;
    }

    /** Takes a node that a trusted one named; false if it is one trusted node too many, and is not taken. */
    boolean step(Node node, boolean isTrusted, int cap) {
        if (isTrusted && trusted() == MAX_TRUSTED && hops + 1 < cap) {
            return false;
        }
        client(node);
        hops++;
        ended = !isTrusted;
        return true;
    }

    /** The number of nodes found trusted, the peer included. */
    int trusted() {
        return ended ? hops : hops + 1;
    }

    /** Takes a node for the client; one that is no address leaves the address of the node before it. */
    void client(Node node) {
        client = node;
        clientAddress = node.isAddress() ? node.name() : clientAddress;
    }

    /** Forgets the client, which carried the walk but is not taken. */
    void withoutClient() {
        client = null;
        clientAddress = null;
    }

    /** The address of the client, or of the nearest node that has one, at the latest of the peer. */
    String clientAddress(ReceivedRequest received) {
        return clientAddress == null ? Peer.text(received.peerAddress()) : clientAddress;
    }

    /** The client, at the latest the peer. */
    Node client(ReceivedRequest received) {
        return client == null ? Node.peer(clientAddress(received), received.peerPort()) : client;
    }

    /** The client for a log: an identifier with the address behind which it is. */
    String clientText(ReceivedRequest received) {
        Node node = client(received);
        return node.isAddress() ? node.name() : node.name() + " behind " + clientAddress(received);
    }

    /** Whether the client is the same; an identifier is the same only as itself, and behind the same address. */
    boolean isSameClient(Facts other, ReceivedRequest received) {
        return client(received).name().equals(other.client(received).name())
                && clientAddress(received).equals(other.clientAddress(received));
    }

    /** What these facts and those of the other family agree on, host and client in the spelling of these. */
    Facts agreeing(Facts other, Origin origin) {
        scheme = scheme == null ? other.scheme : scheme;
        host = host == null && other.host == null ? null : new Authority(origin.host(), origin.port());
        client = agreedClient(other.client);
        clientAddress = clientAddress == null ? other.clientAddress : clientAddress;
        hops = Math.min(hops, other.hops);
        forwarded = true;
        return this;
    }

    /** The client, with its port only if both state the same one. */
    private @Nullable Node agreedClient(@Nullable Node other) {
        if (client == null || other == null) {
            Node only = client == null ? other : client;
            return only == null ? null : only.withoutPort();
        }
        return client.port() == other.port() ? client : client.withoutPort();
    }

    /** Whether a field was stated, for {@code require}. */
    boolean states(Field field) {
        return switch (field) {
            case FOR -> client != null;
            case PROTO -> scheme != null;
            case HOST -> host != null;
            case PORT -> port != 0 || host != null;
            default -> true;
        };
    }
}
