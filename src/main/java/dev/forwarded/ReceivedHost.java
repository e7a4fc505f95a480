package dev.forwarded;

import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.Host;
import dev.forwarded.internal.http.PeerAddress;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The authority of the received request: what {@code Host} says, if the container's own name does not contradict it.
 *
 * @param authority the host and the port that were stated; where nothing was, the container's host; null if no text
 *     at hand is a host
 * @param kind how it was found
 */
record ReceivedHost(@Nullable Authority authority, Kind kind) {

    enum Kind {
        /** By {@code Host}. */
        STATED("Host"),
        /** By {@code :authority} on HTTP/2 and later, without a {@code Host}. */
        PSEUDO_HEADER(":authority"),
        /** There is no {@code Host}: the container's name stands in for it. */
        MISSING("the server, since Host is missing"),
        /** {@code Host} is illegal, repeated, or contradicted by the container's name. */
        CONTRADICTORY("the server, since Host is contradictory");

        final String source;

        Kind(String source) {
            this.source = source;
        }
    }

    /** The header that says it on HTTP/1. */
    static final String HEADER = "Host";

    boolean isStated() {
        return kind == Kind.STATED || kind == Kind.PSEUDO_HEADER;
    }

    boolean isContradictory() {
        return kind == Kind.CONTRADICTORY;
    }

    /** Whether there is a host that may be checked. */
    boolean isHost() {
        return kind != Kind.CONTRADICTORY && authority != null;
    }

    static ReceivedHost of(ReceivedRequest received) {
        // The value by the method that wrappers of a request usually override, the number of lines by the other.
        String first = received.header(HEADER);
        String line = first == null ? "" : first;
        boolean isSingle = first == null || isSingle(received);
        if (isSingle && line.isEmpty()) {
            return isHttp1(received) ? ofContainer(received, Kind.MISSING) : ofServerName(received);
        }
        Authority host = isSingle ? Authority.parse(line) : null;
        boolean isLegal = host != null && !contradicts(received.serverName(), host);
        return isLegal ? new ReceivedHost(host, Kind.STATED) : ofContainer(received, Kind.CONTRADICTORY);
    }

    private static boolean isSingle(ReceivedRequest received) {
        Enumeration<String> lines = received.headers(HEADER);
        if (lines.hasMoreElements()) {
            lines.nextElement();
        }
        return !lines.hasMoreElements();
    }

    private static boolean isHttp1(ReceivedRequest received) {
        String protocol = received.protocol();
        return protocol.startsWith("HTTP/1") || protocol.startsWith("HTTP/0");
    }

    private static boolean contradicts(@Nullable String serverName, Authority host) {
        return serverName != null && !serverName.isEmpty() && !Host.isSame(Host.bracketed(serverName), host.host());
    }

    /** On HTTP/2 the container's name and port are those of {@code :authority}, and a missing Host is no lack. */
    private static ReceivedHost ofServerName(ReceivedRequest received) {
        Authority name = host(received.serverName());
        if (name == null) {
            return ofContainer(received, Kind.CONTRADICTORY);
        }
        int port = received.serverPort();
        boolean stated = port > 0 && port <= 0xffff && port != Authority.defaultPort(received.scheme());
        return new ReceivedHost(new Authority(name.host(), stated ? port : Authority.NO_PORT), Kind.PSEUDO_HEADER);
    }

    /** The container's server name, else the local address; as far as it is a host. */
    private static ReceivedHost ofContainer(ReceivedRequest received, Kind kind) {
        Authority name = host(received.serverName());
        return new ReceivedHost(name != null ? name : host(PeerAddress.literal(received.localAddress())), kind);
    }

    private static @Nullable Authority host(@Nullable String name) {
        Authority authority = name == null ? null : Authority.parse(Host.bracketed(name));
        return authority == null || authority.port() != Authority.NO_PORT ? null : authority;
    }
}
