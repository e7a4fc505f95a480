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
