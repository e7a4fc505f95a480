package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.CidrBlock;
import dev.forwarded.internal.http.Host;
import dev.forwarded.internal.http.IpAddress;
import dev.forwarded.internal.http.PeerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code allowedHosts}: the original hosts that are served.
 *
 * @param hosts hosts, patterns and {@code *}
 * @param probes addresses that pass in a request without forwarded headers
 * @param local whether the address on which the request arrived passes likewise
 */
public record AllowedHosts(List<Entry> hosts, List<CidrBlock> probes, boolean local) {

    /**
     * One host or pattern.
     *
     * @param host the host, or what follows the asterisk
     * @param port the port that is allowed, 0 for any
     * @param wildcard whether any depth of names below the host is meant, instead of the host
     */
    public record Entry(String host, int port, boolean wildcard) {

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
            boolean literal = Host.address(authority.host()) != null;
            return wildcard && literal ? null : new Entry(authority.host(), authority.port(), wildcard);
        }

        boolean allows(String name, int namePort) {
            boolean samePort = port == Authority.NO_PORT || port == namePort;
            return samePort && (wildcard ? isBelow(name) : Host.isSame(host, name));
        }

        private boolean isBelow(String name) {
            if (host.isEmpty()) {
                return true;
            }
            int length = Host.withoutTrailingDot(name);
            int start = length - Host.withoutTrailingDot(host);
            return start > 1 && name.charAt(start - 1) == '.' && Host.isSame(host, name.substring(start, length));
        }
    }

    static Optional<AllowedHosts> parse(String value, SettingErrors.Row errors) {
        List<Entry> hosts = new ArrayList<>();
        List<CidrBlock> probes = new ArrayList<>();
        boolean local = false;
        for (String word : Words.of(value)) {
            Entry entry = Entry.parse(word);
            if (word.equals("all") || word.equals("unix")) {
                errors.add(word, "is no host", "write * for any host");
            } else if (word.equals("local")) {
                local = true;
            } else if (!TrustList.named(word).isEmpty()) {
                probes.addAll(TrustList.named(word));
            } else if (word.indexOf("://") >= 0) {
                errors.add(word, "is a URL", "write the host alone" + exampleOf(word));
            } else if (word.indexOf('/') >= 0) {
                addBlock(word, probes, errors);
            } else if (entry != null) {
                hosts.add(entry);
            } else {
                errors.add(word, "is no host", "write " + errors.words() + "; names beyond ASCII as A-labels (xn--…)");
            }
        }
        return Optional.of(new AllowedHosts(List.copyOf(hosts), List.copyOf(probes), local));
    }

    /** The host of a URL, where it is one: what is none is not repeated as advice. */
    private static String exampleOf(String url) {
        int start = url.indexOf("://") + "://".length();
        String host = url.substring(start, Ascii.find('/', url, start, url.length()));
        return Entry.parse(host) == null ? "" : ": " + host;
    }

    private static void addBlock(String word, List<CidrBlock> probes, SettingErrors.Row errors) {
        CidrBlock block = CidrBlock.parse(word);
        if (block == null) {
            errors.add(word, "is no block", "write a CIDR block such as 10.0.0.0/8");
        } else if (CidrBlock.hasHostBits(word, block)) {
            errors.add(word, "is no block: it has host bits set", "write " + block);
        } else {
            probes.add(block);
        }
    }

    /** Whether an original host is served, whatever the request carries. */
    public boolean allows(String host, int port) {
        return hosts.stream().anyMatch(entry -> entry.allows(host, port));
    }

    /** Whether a host is served in a request that carries no forwarded header: a load balancer's probe. */
    public boolean allowsProbe(String host, @Nullable String localAddress) {
        IpAddress address = Host.address(host);
        if (address == null) {
            return false;
        }
        boolean isLocal = local && address.equals(IpAddress.parse(PeerAddress.literal(localAddress)));
        return isLocal || probes.stream().anyMatch(block -> block.contains(address));
    }
}
