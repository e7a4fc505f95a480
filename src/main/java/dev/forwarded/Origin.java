package dev.forwarded;

import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.Host;

/**
 * Scheme, host and port together, as the client used them.
 *
 * @param scheme the scheme
 * @param host the host, an IPv6 address in brackets
 * @param port the port; not positive if none is known
 */
record Origin(String scheme, String host, int port) {

    /** {@code host}, or {@code host:port} where the port is known and not the scheme's default. */
    String authority() {
        return port != Authority.defaultPort(scheme) ? authorityWithPort() : host;
    }

    /** {@code host:port} where the port is known. */
    String authorityWithPort() {
        return port > 0 ? host + ":" + port : host;
    }

    /** Whether this is the origin of an authority; one without a port means the default. */
    boolean isAt(Authority other) {
        boolean isDefault = other.port() == Authority.NO_PORT && port == Authority.defaultPort(scheme);
        return (isDefault || other.port() == port) && Host.isSame(other.host(), host);
    }

    boolean isSame(Origin other) {
        return scheme.equals(other.scheme) && port == other.port && Host.isSame(host, other.host);
    }

    /** The scheme and the authority, without a path. */
    String text() {
        return scheme + "://" + authority();
    }
}
