package dev.forwarded;

import org.jspecify.annotations.Nullable;

/** What the believed part of one family states; null or 0 where it states nothing. */
final class Facts {

    @Nullable
    String scheme;

    @Nullable
    Authority host;

    int port;

    @Nullable
    Node client;

    @Nullable
    String clientAddress;

    int clientPort;
    int hops;
    boolean forwarded;
    boolean xForwarded;

    boolean isOfBothFamilies() {
        return forwarded && xForwarded;
    }

    /** What these facts and those of the other family agree on, host and client in the spelling of these. */
    Facts agreeing(Facts other, Origin origin) {
        scheme = scheme == null ? other.scheme : scheme;
        host = host == null && other.host == null ? null : new Authority(origin.host(), origin.port());
        clientPort = clientPort == other.clientPort ? clientPort : 0;
        client = client == null ? other.client : client;
        clientAddress = clientAddress == null ? other.clientAddress : clientAddress;
        hops = Math.min(hops, other.hops);
        forwarded = true;
        return this;
    }

    void client(@Nullable Node node, @Nullable String address) {
        client = node;
        clientAddress = address;
        clientPort = node != null && node.isAddress() ? node.port() : 0;
    }

    /** The address of the client, or of the nearest node that has one, at the latest of the peer. */
    String clientAddress(ReceivedRequest received) {
        return clientAddress == null ? Peer.text(received.peerAddress()) : clientAddress;
    }

    /** The client as a node, at the latest the peer. */
    String clientNode(ReceivedRequest received) {
        return client == null ? clientAddress(received) : client.name();
    }

    /** Whether the client is the same; an identifier is the same only as itself, and behind the same address. */
    boolean isSameClient(Facts other, ReceivedRequest received) {
        return clientNode(received).equals(other.clientNode(received))
                && clientAddress(received).equals(other.clientAddress(received));
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
