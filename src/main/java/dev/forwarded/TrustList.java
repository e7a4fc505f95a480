package dev.forwarded;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code trustedProxies}: who may tell about the original request.
 *
 * @param blocks the addresses that are trusted
 * @param identifiers obfuscated identifiers of proxies, trusted in {@code Forwarded} only
 * @param unix whether a peer on a Unix domain socket is trusted
 * @param everybody whether every node is trusted, whatever it is
 */
record TrustList(List<CidrBlock> blocks, Set<String> identifiers, boolean unix, boolean everybody) {

    static final TrustList NOBODY = new TrustList(List.of(), Set.of(), false, false);

    /** The trust names that stand for addresses, and their blocks. */
    static final Map<String, List<CidrBlock>> NAMES = Map.of(
            "loopback", blocks("127.0.0.0/8", "::1"),
            "private", blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
            "link-local", blocks("169.254.0.0/16", "fe80::/10"),
            "cgnat", blocks("100.64.0.0/10"));

    private static List<CidrBlock> blocks(String... texts) {
        return Stream.of(texts).map(CidrBlock::parse).toList();
    }

    /** Whether the peer with this address is trusted, as the container gives it. */
    boolean trustsPeer(@Nullable String address) {
        if (everybody) {
            return true;
        }
        if (Peer.isUnix(address)) {
            return unix;
        }
        return trustsAddress(Peer.literal(address));
    }

    /** Whether a node of {@code Forwarded} is trusted. */
    boolean trustsForwarded(Node node) {
        return node.kind() == Node.Kind.IDENTIFIER && identifiers.contains(node.name()) || trustsXForwarded(node);
    }

    /** Whether a node of X-Forwarded-For is trusted, where an identifier is nobody's name. */
    boolean trustsXForwarded(Node node) {
        return everybody || node.kind() == Node.Kind.UNIX && unix || node.isAddress() && trustsAddress(node.name());
    }

    private boolean trustsAddress(String literal) {
        long v4 = IpAddress.parseV4(literal, 0, literal.length());
        if (v4 >= 0) {
            return containsV4(v4);
        }
        IpAddress address = IpAddress.parse(literal);
        return address != null && contains(address);
    }

    private boolean containsV4(long address) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).containsV4(address)) {
                return true;
            }
        }
        return false;
    }

    private boolean contains(IpAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
