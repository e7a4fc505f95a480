package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port together, as the client used them.
 *
 * @param scheme the scheme
 * @param host the host, an IPv6 address in brackets
 * @param port the port; not positive if none is known
 */
record Origin(String scheme, String host, int port) {

    /** The host as the server made it of the request, whatever that is. */
    private static Authority asReceived(ReceivedRequest received) {
        String name = received.serverName();
        String host = name == null ? "" : name;
        boolean bare = host.indexOf(':') >= 0 && host.charAt(0) != '[';
        return new Authority(bare ? "[" + host + "]" : host, Authority.NO_PORT);
    }

    static Origin pinned(PublicUrl url) {
        return new Origin(url.scheme(), url.authority().host(), url.port());
    }

    /**
     * What the headers state, completed by what was received.
     *
     * @param facts what the headers state
     * @param authority the received authority; only used where no host was forwarded
     */
    static Origin of(Facts facts, ReceivedRequest received, @Nullable ReceivedAuthority authority, Recorder recorder) {
        String scheme = facts.scheme == null ? received.scheme() : facts.scheme;
        Authority host = facts.host;
        if (host == null) {
            host = authority == null ? null : authority.authority();
            recorder.source(Field.HOST, authority == null ? "the server" : authority.kind().source);
        }
        if (host == null) {
            host = asReceived(received);
        }
        return new Origin(scheme, host.host(), port(facts, host, scheme, received, authority, recorder));
    }

    /** The first that applies of the port rules. */
    private static int port(
            Facts facts,
            Authority host,
            String scheme,
            ReceivedRequest received,
            @Nullable ReceivedAuthority authority,
            Recorder recorder) {
        boolean forwarded = facts.host != null;
        if (forwarded && host.port() != Authority.NO_PORT) {
            recorder.source(Field.PORT, "the forwarded host");
            return host.port();
        }
        if (facts.port != Authority.NO_PORT && facts.port != otherDefault(scheme)) {
            return facts.port;
        }
        if (!forwarded && host.port() != Authority.NO_PORT && !isListeners(host, scheme, received)) {
            recorder.source(Field.PORT, "Host");
            return host.port();
        }
        boolean stated = authority != null && authority.kind() == ReceivedAuthority.Kind.STATED;
        int standard = Authority.defaultPort(scheme);
        if ((forwarded || facts.scheme != null || stated) && standard != Authority.NO_PORT) {
            recorder.source(Field.PORT, "the default of " + scheme);
            return standard;
        }
        recorder.source(Field.PORT, "the server");
        return received.serverPort();
    }

    /** The default port of the other scheme: as X-Forwarded-Port it is an inner listener's. */
    private static int otherDefault(String scheme) {
        return Authority.defaultPort(scheme.equals(Scheme.HTTPS) ? Scheme.HTTP : Scheme.HTTPS);
    }

    /** Whether the port in the received Host belongs to the connection, because a header changed the scheme. */
    private static boolean isListeners(Authority host, String scheme, ReceivedRequest received) {
        boolean changed = !scheme.equals(received.scheme());
        return changed && host.port() == Authority.defaultPort(received.scheme());
    }

    /** {@code host}, or {@code host:port} where the port is known and not the scheme's default. */
    String authority() {
        return port > 0 && port != Authority.defaultPort(scheme) ? host + ":" + port : host;
    }

    /** {@code host:port} where the port is known. */
    String authorityWithPort() {
        return port > 0 ? host + ":" + port : host;
    }

    boolean isSame(Origin other) {
        return scheme.equals(other.scheme) && port == other.port && Authority.isSameHost(host, other.host);
    }

    String text() {
        return scheme + "://" + authority();
    }
}
