package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.AddressRanges;
import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.CidrBlock;
import dev.forwarded.internal.http.Host;
import dev.forwarded.internal.http.IpAddress;
import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.http.PeerAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code trustedProxies}: who may tell about the original request.
 *
 * @param addresses the addresses that are trusted
 * @param identifiers obfuscated identifiers of proxies, trusted in {@code Forwarded} only
 * @param unix whether a peer on a Unix domain socket is trusted
 * @param everybody whether every node is trusted, whatever it is
 * @param wide the blocks that the user wrote and that are wider than one operator's network
 */
public record TrustList(
        AddressRanges addresses, Set<String> identifiers, boolean unix, boolean everybody, List<CidrBlock> wide) {

    /** Trusts nobody. */
    static final TrustList NOBODY = new TrustList(new AddressRanges(List.of()), Set.of(), false, false, List.of());

    /** The trust names that stand for addresses, and their blocks. */
    private static final Map<String, List<CidrBlock>> NAMES = Map.of(
            "loopback", blocks("127.0.0.0/8", "::1"),
            "private", blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
            "link-local", blocks("169.254.0.0/16", "fe80::/10"),
            "cgnat", blocks("100.64.0.0/10"));

    private static List<CidrBlock> blocks(String... texts) {
        return Stream.of(texts).map(CidrBlock::parse).toList();
    }

    /** The blocks of a trust name; empty if the word is none. */
    static List<CidrBlock> named(String word) {
        return NAMES.getOrDefault(word, List.of());
    }

    /** The trust name that an address lies in; null if it lies in none. */
    public static @Nullable String nameOf(IpAddress address) {
        return NAMES.entrySet().stream()
                .filter(name -> name.getValue().stream().anyMatch(block -> block.contains(address)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    static TrustList parse(String value, SettingErrors.Row errors) {
        Reader reader = new Reader(errors);
        Words.of(value).forEach(reader::add);
        return reader.list(value);
    }

    /** Whether the peer with this address is trusted, as the container gives it. */
    public boolean trustsPeer(@Nullable String address) {
        long v4 = address == null ? -1 : IpAddress.parseV4(address, 0, address.length());
        if (everybody || v4 >= 0) {
            return everybody || addresses.containsV4(v4);
        }
        if (PeerAddress.isUnix(address)) {
            return unix;
        }
        IpAddress parsed = IpAddress.parse(PeerAddress.literal(address));
        return parsed != null && addresses.contains(parsed.high(), parsed.low());
    }

    /** Whether a node of {@code Forwarded} is trusted. */
    public boolean trustsForwarded(Node node) {
        return node.kind() == Node.Kind.IDENTIFIER && identifiers.contains(node.name()) || trustsXForwarded(node);
    }

    /** Whether a node of X-Forwarded-For is trusted, where an identifier is nobody's name. */
    public boolean trustsXForwarded(Node node) {
        return everybody
                || switch (node.kind()) {
                    case ADDRESS -> addresses.contains(node.high(), node.low());
                    case UNIX -> unix;
                    case UNKNOWN, IDENTIFIER -> false;
                };
    }

    /** Collects the words of a list. */
    private static final class Reader {

        private final SettingErrors.Row errors;
        private final List<CidrBlock> blocks = new ArrayList<>();
        private final Set<String> identifiers = new HashSet<>();
        private final List<CidrBlock> wide = new ArrayList<>();
        private boolean unix;
        private boolean everybody;

        Reader(SettingErrors.Row errors) {
            this.errors = errors;
        }

        void add(String given) {
            String word = Node.isObfuscated(given, 0, given.length()) ? given : Ascii.lower(given);
            if (word.equals("all")) {
                everybody = true;
            } else if (word.equals("unix")) {
                unix = true;
            } else if (NAMES.containsKey(word)) {
                blocks.addAll(named(word));
            } else if (Node.isObfuscated(word, 0, word.length())) {
                identifiers.add(word);
            } else {
                addBlock(given);
            }
        }

        private void addBlock(String word) {
            CidrBlock block = CidrBlock.parse(word);
            if (block == null) {
                errors.add(word, "is no address, block or trust name", fix(word));
            } else if (CidrBlock.hasHostBits(word, block)) {
                errors.add(word, "is no block: it has host bits set", "write " + block);
            } else {
                blocks.add(block);
                everybody |= block.isEverybody();
                if (block.isWide()) {
                    wide.add(block);
                }
            }
        }

        /** A host name is never looked up: what holds whatever address it has is its network, or a secret. */
        private String fix(String word) {
            Authority host = Authority.parse(word);
            boolean isName = host != null && Host.address(host.host()) == null;
            String instead = "; host names are never looked up: write the block of the proxy's network, private beside"
                    + " hops=1 if no client can reach this port except through the proxy, or set trustedSecret";
            String near = Spelling.nearest(word, Words.of(errors.words()))
                    .map(name -> "did you mean " + name + "? Else ")
                    .orElse("");
            return near + "write " + errors.words() + (isName ? instead : "");
        }

        TrustList list(String value) {
            if (!identifiers.isEmpty() && blocks.isEmpty() && !unix && !everybody) {
                errors.add(
                        value,
                        "names only identifiers, which no peer can be",
                        "add the address of the proxy that is the peer");
            }
            return new TrustList(
                    new AddressRanges(blocks), Set.copyOf(identifiers), unix, everybody, List.copyOf(wide));
        }
    }
}
