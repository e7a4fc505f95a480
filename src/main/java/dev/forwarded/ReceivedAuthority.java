package dev.forwarded;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The authority of the received request: what {@code Host} says, if the container's own name does not contradict it.
 *
 * @param authority the host and the port that were stated; where nothing was, the container's host; null if no text
 *     at hand is a host
 * @param kind how it was found
 */
record ReceivedAuthority(@Nullable Authority authority, Kind kind) {

    enum Kind {
        /** By {@code Host}, or by {@code :authority} on HTTP/2 and later. */
        STATED("Host"),
        /** There is no {@code Host}: the container's name stands in for it. */
        MISSING("the server, since Host is missing"),
        /** {@code Host} is illegal, repeated, or contradicted by the container's name. */
        CONTRADICTORY("the server, since Host is contradictory");

        final String source;

        Kind(String source) {
            this.source = source;
        }
    }

    boolean isContradictory() {
        return kind == Kind.CONTRADICTORY;
    }

    /** Whether there is a host that may be checked. */
    boolean isHost() {
        return kind != Kind.CONTRADICTORY && authority != null;
    }

    static ReceivedAuthority of(ReceivedRequest received) {
        String line = received.header("Host");
        boolean single = line == null || isSingle(received);
        if (single && (line == null || line.isEmpty())) {
            return isHttp1(received) ? missing(received) : ofServerName(received);
        }
        Authority host = single && line != null ? Authority.parse(line) : null;
        boolean legal = host != null && !contradicts(received.serverName(), host);
        return legal ? new ReceivedAuthority(host, Kind.STATED) : contradictory(received);
    }

    private static boolean isSingle(ReceivedRequest received) {
        Enumeration<String> lines = received.headers("Host");
        lines.nextElement();
        return !lines.hasMoreElements();
    }

    private static boolean isHttp1(ReceivedRequest received) {
        String protocol = received.protocol();
        return protocol.startsWith("HTTP/1") || protocol.startsWith("HTTP/0");
    }

    private static boolean contradicts(@Nullable String serverName, Authority host) {
        return serverName != null && !serverName.isEmpty() && !Authority.isSameHost(bracketed(serverName), host.host());
    }

    /** On HTTP/2 the container's name and port are those of {@code :authority}, and a missing Host is no lack. */
    private static ReceivedAuthority ofServerName(ReceivedRequest received) {
        Authority name = host(received.serverName());
        if (name == null) {
            return contradictory(received);
        }
        int port = received.serverPort();
        boolean stated = port > 0 && port <= 0xffff && port != Authority.defaultPort(received.scheme());
        return new ReceivedAuthority(new Authority(name.host(), stated ? port : Authority.NO_PORT), Kind.STATED);
    }

    private static ReceivedAuthority missing(ReceivedRequest received) {
        return new ReceivedAuthority(container(received), Kind.MISSING);
    }

    private static ReceivedAuthority contradictory(ReceivedRequest received) {
        return new ReceivedAuthority(container(received), Kind.CONTRADICTORY);
    }

    /** The container's server name, else the local address; as far as it is a host. */
    private static @Nullable Authority container(ReceivedRequest received) {
        Authority name = host(received.serverName());
        return name != null ? name : host(Peer.literal(received.localAddress()));
    }

    private static @Nullable Authority host(@Nullable String name) {
        Authority authority = name == null ? null : Authority.parse(bracketed(name));
        return authority == null || authority.port() != Authority.NO_PORT ? null : authority;
    }

    private static String bracketed(String name) {
        boolean bare = name.indexOf(':') >= 0 && name.charAt(0) != '[';
        return bare ? "[" + name + "]" : name;
    }
}
