package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * Who sent the request.
 *
 * @param node the client as a node: its address or an identifier
 * @param address its address, or that of the nearest node that has one
 * @param port its port, 0 if unknown
 * @param peer the address of the peer, as the server gave it
 * @param trusted whether the peer is trusted
 * @param hops how many hops were believed
 */
record Client(String node, String address, int port, String peer, boolean trusted, int hops) {

    /** The peer itself, of whom nothing is known but the socket's word. */
    static Client untrusted(ReceivedRequest received) {
        String peer = text(received.peerAddress());
        return new Client(peer, peer, received.peerPort(), peer, false, 0);
    }

    /** The client that a trusted peer names; the peer itself if it names none. */
    static Client of(Facts facts, ReceivedRequest received) {
        String peer = text(received.peerAddress());
        Node node = facts.client;
        if (node == null) {
            String address = Peer.text(peer);
            return new Client(address, address, received.peerPort(), peer, true, facts.hops);
        }
        String address = facts.clientAddress == null ? Peer.text(peer) : facts.clientAddress;
        return new Client(node.name(), address, facts.clientPort, peer, true, facts.hops);
    }

    /** Whether the client is the same; an identifier is the same only as itself. */
    boolean isSame(Client other) {
        return node.equals(other.node);
    }

    private static String text(@Nullable String address) {
        return address == null ? "" : address;
    }
}
