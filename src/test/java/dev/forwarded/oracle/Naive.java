package dev.forwarded.oracle;

import com.google.common.net.InetAddresses;
import dev.forwarded.ReceivedRequest;
import dev.forwarded.oracle.Grammar.Authority;
import dev.forwarded.oracle.Grammar.Element;
import dev.forwarded.oracle.Grammar.Node;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The walk, the values and the authority once more, as {@code docs/rules.md} says them and as slowly as that: whole
 * lists, copies and regular expressions. It knows no profile, no prefix, no {@code url} header and no allowed hosts.
 */
public final class Naive {

    private static final int MANY = 1_000_000;

    private static final List<String> ALWAYS_HIDDEN = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl",
            "X-Forwarded-Scheme",
            "X-Forwarded-Server",
            "X-Forwarded-By");

    private static final Map<String, List<String>> TRUST_NAMES = Map.of(
            "loopback", List.of("127.0.0.0/8", "::1"),
            "private", List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
            "link-local", List.of("169.254.0.0/16", "fe80::/10"),
            "cgnat", List.of("100.64.0.0/10"));

    private static final Pattern LIST = Pattern.compile("[, \t-\r]+");
    private static final Pattern EDGES = Pattern.compile("^[ \t-\r]+|[ \t-\r]+$");
    private static final Pattern NOTHING = Pattern.compile("[, \t]*");
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(.*):(-?[0-9]+)");

    private final Map<String, String> settings = new HashMap<>();
    private final List<String> trusted;
    private final boolean everybody;
    private final List<Block> blocks;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final boolean hopsAlone;
    private final List<String> fields;
    private final boolean strict;
    private final boolean pinned;
    private final Map<String, List<String>> lists = new HashMap<>();
    private ReceivedRequest received;

    /** Something that refuses the request. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused() {
            super(null, null, false, false);
        }
    }

    /** What one family says. */
    private static final class Said {
        @Nullable
        String scheme;

        @Nullable
        Authority host;

        int port;

        @Nullable
        Node client;

        @Nullable
        String address;

        boolean forwarded;
        boolean any;
    }

    /** A model for settings that a resolver accepts. */
    public Naive(Map<String, String> settings) {
        settings.forEach(
                (key, value) -> this.settings.put(key, EDGES.matcher(value).replaceAll("")));
        hopsAlone = settings.containsKey("hops") && !settings.containsKey("trustedProxies");
        boolean secretAlone = settings.containsKey("trustedSecret") && !settings.containsKey("trustedProxies");
        trusted = words(secretAlone ? "" : get("trustedProxies", "loopback"));
        everybody = trusted.stream().anyMatch(entry -> entry.equals("all") || entry.endsWith("/0"));
        blocks = trusted.stream()
                .flatMap(entry -> TRUST_NAMES.getOrDefault(entry, List.of(entry)).stream())
                .flatMap(entry -> Stream.ofNullable(Block.of(entry)))
                .toList();
        for (String word : words(get("hops", ""))) {
            counts.put(
                    word.contains("=") ? word.replaceAll("=.*", "") : "", Integer.parseInt(word.replaceAll(".*=", "")));
        }
        for (String field : List.of("for", "proto", "host", "port")) {
            names.put(field, name(field));
        }
        pinned = settings.containsKey("publicUrl");
        fields = words(get("fields", "for,proto,host,port")).stream()
                .filter(field -> !pinned || field.equals("for"))
                .toList();
        strict = !get("onInvalid", "reject").equalsIgnoreCase("ignore");
    }

    /** The answer to a request: {@code rejected}, or the original URL's origin and the client. */
    public String answer(ReceivedRequest request) {
        received = request;
        lists.clear();
        try {
            return isPeerTrusted() ? believing() : asReceived();
        } catch (Refused refused) {
            return "rejected";
        }
    }

    private String get(String key, String otherwise) {
        return settings.getOrDefault(key, otherwise);
    }

    private static List<String> words(String text) {
        return Stream.of(LIST.split(text))
                .filter(word -> !word.isEmpty())
                .map(word -> word.startsWith("_") ? word : word.toLowerCase(Locale.ROOT))
                .toList();
    }

    private List<String> lines(String name) {
        return Collections.list(received.headers(name));
    }

    private String name(String field) {
        String own = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return words(get("names", "")).stream()
                .filter(name -> name.startsWith(field + "="))
                .map(name -> name.substring(field.length() + 1))
                .findFirst()
                .orElse("X-Forwarded-" + own);
    }

    private int count(String field, int otherwise) {
        return counts.getOrDefault(field, otherwise);
    }

    // The peer

    private boolean isPeerTrusted() {
        boolean othersNone = counts.containsKey("") ? count("", 0) == 0 : hopsAlone;
        boolean ownNone =
                counts.entrySet().stream().allMatch(own -> own.getKey().isEmpty() || own.getValue() == 0);
        if (!counts.isEmpty() && othersNone && ownNone) {
            return false;
        }
        boolean secretAlone = settings.containsKey("trustedSecret") && !settings.containsKey("trustedProxies");
        if (!hopsAlone && !secretAlone && !trustsPeer()) {
            return false;
        }
        String secret = get("trustedSecret", "");
        String header = secret.replaceAll("(?s)=.*", "");
        return secret.isEmpty() || lines(header).equals(List.of(secret.substring(header.length() + 1)));
    }

    private boolean trustsPeer() {
        String peer = received.peerAddress();
        boolean unix = peer == null || peer.isEmpty() || peer.matches("(?s)([/@]|unix:).*");
        if (everybody) {
            return true;
        }
        InetAddress address = unix ? null : Grammar.address(bare(peer));
        return unix ? trusted.contains("unix") : address != null && contains(address);
    }

    private static String bare(String address) {
        boolean brackets = address.startsWith("[") && address.endsWith("]");
        String inner = brackets ? address.substring(1, address.length() - 1) : address;
        return inner.contains("%") ? inner.substring(0, inner.indexOf('%')) : inner;
    }

    private boolean contains(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /** A CIDR block by numbers of any size; an IPv4-mapped one is the IPv4 one. */
    public record Block(int size, int bits, BigInteger start) {

        /** A block or address; null if the text is neither. */
        public static @Nullable Block of(String text) {
            InetAddress base = Grammar.address(text.replaceFirst("/.*", ""));
            if (base == null) {
                return null;
            }
            int size = base.getAddress().length * 8;
            int bits = text.contains("/") ? Integer.parseInt(text.replaceFirst(".*/", "")) : size;
            boolean mapped = base instanceof Inet4Address && text.contains(":") && text.contains("/");
            return new Block(size, mapped ? bits - 96 : bits, new BigInteger(1, base.getAddress()));
        }

        /** Whether an address is of the same kind and begins with the same bits. */
        public boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length * 8 == size
                    && new BigInteger(1, bytes).shiftRight(size - bits).equals(start.shiftRight(size - bits));
        }
    }

    private boolean trusts(Node node, boolean forwarded) {
        if (everybody) {
            return true;
        }
        if (node.address() != null) {
            return contains(node.address());
        }
        return forwarded
                ? node.name().startsWith("_") && trusted.contains(node.name())
                : node.name().equals("unix") && trusted.contains("unix");
    }

    // Received

    private String asReceived() {
        List<String> hidden = new ArrayList<>(ALWAYS_HIDDEN);
        words(get("names", "")).forEach(name -> hidden.add(name.replaceFirst(".*=", "")));
        if (get("onUntrusted", "ignore").equalsIgnoreCase("reject")
                && hidden.stream().anyMatch(name -> !lines(name).isEmpty())) {
            return "rejected";
        }
        String origin = pinned ? pinnedOrigin() : origin(new Said(), null);
        String peer = received.peerAddress() == null ? "" : received.peerAddress();
        return origin + " " + peer + " " + peer + " " + received.peerPort() + " false";
    }

    private String pinnedOrigin() {
        String url = get("publicUrl", "");
        String scheme = url.replaceFirst("://.*", "");
        Authority authority = Grammar.authority(url.replaceFirst(".*?://([^/]*).*", "$1"));
        return scheme + "://" + authority.host() + ":" + (authority.port() == 0 ? standard(scheme) : authority.port());
    }

    private static int standard(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    // The families

    private String believing() {
        boolean readsForwarded = !get("headers", "either").equalsIgnoreCase("x-forwarded")
                && fields.stream().anyMatch(field -> !field.equals("port"))
                && lines("Forwarded").stream()
                        .anyMatch(line -> !NOTHING.matcher(line).matches());
        boolean readsOthers = !get("headers", "either").equalsIgnoreCase("forwarded")
                && fields.stream().anyMatch(field -> !items(field).isEmpty());
        boolean both = readsForwarded && readsOthers;
        Said said = new Said();
        String agreed = null;
        if (both) {
            Said one = byForwarded(true);
            said = byOthers(true);
            agreed = agree(one, said);
        } else if (readsForwarded) {
            said = byForwarded(strict);
        } else if (readsOthers) {
            said = byOthers(strict);
        }
        Host host = host();
        if (host.contradictory && (said.forwarded || !pinned && said.host == null && said.any)) {
            invalid(strict || both);
            said = new Said();
        } else if (host.contradictory) {
            host = null;
        }
        require(said);
        String origin = pinned ? pinnedOrigin() : agreed != null ? agreed : origin(said, host);
        return origin + " " + client(said) + " true";
    }

    private static void invalid(boolean strict) {
        if (strict) {
            throw new Refused();
        }
    }

    private void require(Said said) {
        for (String field : words(get("require", ""))) {
            boolean stated = switch (field) {
                case "for" -> said.client != null;
                case "proto" -> said.scheme != null;
                case "host" -> said.host != null;
                default -> said.port > 0 || said.host != null;
            };
            invalid(!stated);
        }
    }

    private String client(Said said) {
        return said.client == null
                ? peer() + " " + peer() + " " + received.peerPort()
                : said.client.name() + " " + address(said) + " "
                        + (said.client.address() == null ? 0 : said.client.port());
    }

    private String address(Said said) {
        return said.address == null ? peer() : said.address;
    }

    private String peer() {
        String peer = received.peerAddress() == null ? "" : received.peerAddress();
        InetAddress address = Grammar.address(bare(peer));
        return address == null ? peer : InetAddresses.toAddrString(address);
    }

    private String agree(Said one, Said other) {
        Host host = host();
        String first = origin(one, host);
        String second = origin(other, host);
        invalid(!pinned && !isSameOrigin(first, second));
        invalid(!who(one).equals(who(other)));
        other.scheme = other.scheme == null ? one.scheme : other.scheme;
        other.host = other.host == null ? one.host : other.host;
        Node client = other.client == null ? one.client : other.client;
        boolean port = one.client != null && other.client != null && one.client.port() == other.client.port();
        other.address = other.client == null ? one.address : other.address;
        other.client = client == null || port ? client : new Node(client.address(), client.name(), 0);
        other.forwarded = true;
        return second;
    }

    private String who(Said said) {
        return (said.client == null ? peer() : said.client.name()) + " " + address(said);
    }

    private static boolean isSameOrigin(String one, String other) {
        Matcher first = ORIGIN.matcher(one);
        Matcher second = ORIGIN.matcher(other);
        return first.matches()
                && second.matches()
                && first.group(1).equals(second.group(1))
                && first.group(3).equals(second.group(3))
                && Grammar.isSame(first.group(2), second.group(2));
    }

    // The walk

    private void take(Said said, Node node) {
        said.client = node;
        said.address = node.address() == null ? said.address : node.name();
    }

    private Said byForwarded(boolean strict) {
        List<Element> elements = new ArrayList<>(Grammar.elements(lines("Forwarded")));
        Collections.reverse(elements);
        Said said = new Said();
        said.forwarded = true;
        said.any = true;
        if (hopsAlone) {
            countForwarded(elements, said, strict);
        } else {
            walkForwarded(elements, said, strict);
        }
        if (!fields.contains("for")) {
            said.client = null;
            said.address = null;
        }
        return said;
    }

    private void countForwarded(List<Element> elements, Said said, boolean strict) {
        int count = count("", 0);
        for (int i = 0; i < count; i++) {
            if (i == elements.size()) {
                said.scheme = null;
                said.host = null;
                return;
            }
            Element element = elements.get(i);
            if (element.malformed()) {
                invalid(strict);
                return;
            }
            if (i == count - 1 && element.node() != null) {
                take(said, element.node());
            }
            take(said, element);
        }
    }

    private void take(Said said, Element element) {
        said.scheme = element.proto() != null && fields.contains("proto") ? element.proto() : said.scheme;
        said.host = element.host() != null && fields.contains("host") ? element.host() : said.host;
    }

    private void walkForwarded(List<Element> elements, Said said, boolean strict) {
        int cap = count("", MANY);
        int steps = 0;
        int nodes = 1;
        for (Element element : elements) {
            if (steps == cap) {
                return;
            }
            boolean goesOn = element.node() != null && trusts(element.node(), true);
            if (element.malformed() || goesOn && nodes == 64 && steps + 1 < cap) {
                invalid(strict);
                return;
            }
            if (element.node() != null) {
                take(said, element.node());
                steps++;
            }
            take(said, element);
            if (!goesOn) {
                return;
            }
            nodes++;
        }
    }

    /** The values of a list from the right. */
    private List<String> items(String field) {
        return lists.computeIfAbsent(field, this::read);
    }

    private List<String> read(String field) {
        List<String> items = new ArrayList<>();
        boolean emptyEnd = false;
        for (String line : lines(names.get(field))) {
            for (String item : line.split(",", -1)) {
                String bare = Grammar.trimmed(item);
                boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
                bare = quoted ? bare.substring(1, bare.length() - 1) : bare;
                emptyEnd = bare.isEmpty();
                if (!emptyEnd) {
                    items.add(bare);
                }
            }
        }
        if (field.equals("for") && emptyEnd && !items.isEmpty()) {
            items.add("unknown");
        }
        Collections.reverse(items);
        return items;
    }

    private Said byOthers(boolean strict) {
        Said said = new Said();
        said.any = true;
        List<String> nodes = fields.contains("for") ? items("for") : List.of();
        int depth = hopsAlone ? count(nodes, said, strict) : walk(nodes, said, strict);
        takeProto(depth, said, strict);
        takeHost(depth, said, strict);
        takePort(depth, said, strict);
        return said;
    }

    private int count(List<String> nodes, Said said, boolean strict) {
        int plain = count("", 0);
        int own = fields.contains("for") ? count("for", plain) : 0;
        if (own > 0 && own <= nodes.size()) {
            Node node = Grammar.node(nodes.get(own - 1), false);
            invalid(strict && node == null);
            if (node != null) {
                take(said, node);
            }
        }
        return own > 0 && plain > 1 && nodes.size() < plain ? 0 : plain;
    }

    private int walk(List<String> nodes, Said said, boolean strict) {
        int cap = count("for", count("", MANY));
        int depth = 1;
        for (int i = 0; i < Math.min(cap, nodes.size()); i++) {
            Node node = Grammar.node(nodes.get(i), false);
            boolean goesOn = node != null && trusts(node, false);
            if (node == null || goesOn && depth == 64 && i + 1 < cap) {
                invalid(strict);
                break;
            }
            take(said, node);
            if (!goesOn) {
                break;
            }
            depth++;
        }
        boolean all = everybody && cap == MANY;
        return all ? MANY : Math.min(Math.min(depth, Math.max(1, cap)), count("", MANY));
    }

    /** The values of a field that trusted hops may have written, the outermost last. */
    private List<String> believedItems(String field, int depth) {
        List<String> items = fields.contains(field) ? items(field) : List.of();
        int own = count(field, -1);
        if (own >= 0) {
            return own > 0 && own <= items.size() ? List.of(items.get(own - 1)) : List.of();
        }
        if (depth == MANY) {
            return items.isEmpty() ? items : items.subList(items.size() - 1, items.size());
        }
        return items.subList(0, Math.min(depth, items.size()));
    }

    private static <T> @Nullable T same(List<T> values, int expected, List<?> compared, boolean strict) {
        boolean same = values.size() == expected && compared.stream().distinct().count() <= 1;
        invalid(strict && !same);
        return same && expected > 0 ? values.get(expected - 1) : null;
    }

    private void takeProto(int depth, Said said, boolean strict) {
        List<String> items = believedItems("proto", depth);
        boolean renamed = !names.get("proto").equalsIgnoreCase("X-Forwarded-Proto");
        List<String> schemes = items.stream()
                .flatMap(item -> Stream.ofNullable(Grammar.scheme(item, renamed)))
                .toList();
        said.scheme = same(schemes, items.size(), schemes, strict);
    }

    private void takeHost(int depth, Said said, boolean strict) {
        List<String> items = believedItems("host", depth);
        List<Authority> hosts = items.stream()
                .flatMap(item -> Stream.ofNullable(Grammar.authority(item)))
                .toList();
        List<String> lower = hosts.stream()
                .map(host -> host.toString().toLowerCase(java.util.Locale.ROOT))
                .toList();
        said.host = same(hosts, items.size(), lower, strict);
    }

    private void takePort(int depth, Said said, boolean strict) {
        List<String> items = believedItems("port", depth);
        List<Integer> ports = items.stream()
                .filter(item -> item.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(port -> port >= 1 && port <= 65535)
                .toList();
        Integer port = same(ports, items.size(), ports, strict);
        said.port = port == null ? 0 : port;
    }

    // The authority

    /** What the received request says of its host. */
    private record Host(@Nullable Authority authority, boolean stated, boolean contradictory) {}

    private Host host() {
        List<String> lines = lines("Host");
        String line = lines.isEmpty() ? "" : lines.get(0);
        String server = received.serverName() == null ? "" : received.serverName();
        if (lines.size() <= 1 && line.isEmpty()) {
            boolean http1 = received.protocol().matches("(?s)HTTP/[01].*");
            return http1 ? new Host(container(), false, false) : ofServer();
        }
        Authority host = lines.size() > 1 ? null : Grammar.authority(line);
        boolean legal = host != null && (server.isEmpty() || Grammar.isSame(bracketed(server), host.host()));
        return legal ? new Host(host, true, false) : new Host(container(), false, true);
    }

    private Host ofServer() {
        Authority name = named(received.serverName());
        int port = received.serverPort();
        boolean stated = port > 0 && port <= 65535 && port != standard(received.scheme());
        return name == null
                ? new Host(container(), false, true)
                : new Host(new Authority(name.host(), stated ? port : 0), true, false);
    }

    private @Nullable Authority container() {
        Authority name = named(received.serverName());
        String local = received.localAddress();
        return name != null || local == null ? name : named(bare(local));
    }

    private static @Nullable Authority named(@Nullable String name) {
        Authority authority = name == null ? null : Grammar.authority(bracketed(name));
        return authority == null || authority.port() > 0 ? null : authority;
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private String origin(Said said, @Nullable Host host) {
        String scheme = said.scheme == null ? received.scheme() : said.scheme;
        Authority stated = said.host;
        Authority kept = host == null ? null : host.authority;
        String server = received.serverName() == null ? "" : received.serverName();
        Authority used = stated != null ? stated : kept != null ? kept : new Authority(bracketed(server), 0);
        int standard = standard(scheme);
        boolean listeners = !scheme.equals(received.scheme()) && used.port() == standard(received.scheme());
        int port;
        if (stated != null && used.port() > 0) {
            port = used.port();
        } else if (said.port > 0 && said.port != (standard == 80 ? 443 : 80)) {
            port = said.port;
        } else if (stated != null) {
            port = standard;
        } else if (used.port() > 0 && !listeners) {
            port = used.port();
        } else if (said.scheme != null || host != null && host.stated) {
            port = standard;
        } else {
            port = received.serverPort();
        }
        return scheme + "://" + used.host() + ":" + port;
    }
}
