package dev.forwarded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code allowedHosts}: the original hosts that are served.
 *
 * @param hosts hosts, patterns and {@code *}
 * @param probes addresses that pass in a request without forwarded headers
 * @param local whether the address on which the request arrived passes likewise
 */
record AllowedHosts(List<Entry> hosts, List<CidrBlock> probes, boolean local) {

    /**
     * One host or pattern.
     *
     * @param host the host, or what follows the asterisk
     * @param port the port that is allowed, 0 for any
     * @param wildcard whether any depth of names below the host is meant, instead of the host
     */
    record Entry(String host, int port, boolean wildcard) {

        private static final Entry ANY = new Entry("", Authority.NO_PORT, true);

        /** {@code *}, {@code host[:port]} or {@code *.host[:port]}; null for anything else. */
        static @Nullable Entry parse(String text) {
            if (text.equals("*")) {
                return ANY;
            }
            boolean wildcard = text.startsWith("*.");
            Authority authority = Authority.parse(wildcard ? text.substring(2) : text);
            if (authority == null) {
                IpAddress bare = wildcard ? null : IpAddress.parse(text);
                return bare == null ? null : new Entry("[" + bare + "]", Authority.NO_PORT, false);
            }
            boolean literal = Authority.address(authority.host()) != null;
            return wildcard && literal ? null : new Entry(authority.host(), authority.port(), wildcard);
        }

        boolean allows(String name, int namePort) {
            boolean samePort = port == Authority.NO_PORT || port == namePort;
            return samePort && (wildcard ? isBelow(name) : Authority.isSameHost(host, name));
        }

        private boolean isBelow(String name) {
            if (host.isEmpty()) {
                return true;
            }
            int length = Authority.withoutTrailingDot(name);
            int start = length - Authority.withoutTrailingDot(host);
            return start > 1
                    && name.charAt(start - 1) == '.'
                    && Authority.isSameHost(host, name.substring(start, length));
        }
    }

    /** Whether an original host is served, whatever the request carries. */
    boolean allows(String host, int port) {
        return hosts.stream().anyMatch(entry -> entry.allows(host, port));
    }

    /** Whether a host is served in a request that carries no forwarded header: a load balancer's probe. */
    boolean allowsProbe(String host, @Nullable String localAddress) {
        IpAddress address = Authority.address(host);
        if (address == null) {
            return false;
        }
        boolean isLocal = local && address.equals(IpAddress.parse(Peer.literal(localAddress)));
        return isLocal || probes.stream().anyMatch(block -> block.contains(address));
    }
}
