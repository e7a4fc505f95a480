package dev.forwarded;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings and requests from a seed: every setting of the table in combinations that are legal, and requests that
 * follow the grammars of the headers, of which some are then spoilt.
 */
final class Requests {

    /** A header line. */
    record Line(String name, String value) {}

    /** A received request as text. */
    record Request(
            String start,
            List<Line> lines,
            String scheme,
            String peer,
            int peerPort,
            String server,
            int serverPort,
            @Nullable String local,
            String context) {

        String head() {
            StringBuilder head = new StringBuilder(start).append("\r\n");
            for (Line line : lines) {
                head.append(line.name).append(": ").append(line.value).append("\r\n");
            }
            return head.append("\r\n").toString();
        }

        RequestHead received() {
            RequestHead head = RequestHead.parse(head())
                    .scheme(scheme)
                    .peer(peer, peerPort)
                    .server(server, serverPort)
                    .contextPath(context);
            return local == null ? head : head.localAddress(local);
        }

        Request with(List<Line> other) {
            return new Request(start, List.copyOf(other), scheme, peer, peerPort, server, serverPort, local, context);
        }

        Request from(String otherPeer) {
            return new Request(start, lines, scheme, otherPeer, peerPort, server, serverPort, local, context);
        }

        Request to(String otherStart) {
            return new Request(otherStart, lines, scheme, peer, peerPort, server, serverPort, local, context);
        }

        /** The same with a line in front of all others. */
        Request inFront(String name, String value) {
            List<Line> longer = new ArrayList<>();
            longer.add(new Line(name, value));
            longer.addAll(lines);
            return with(longer);
        }

        Request without(String name) {
            return with(lines.stream()
                    .filter(line -> !line.name.equalsIgnoreCase(name))
                    .toList());
        }

        List<String> values(String name) {
            return lines.stream()
                    .filter(line -> line.name.equalsIgnoreCase(name))
                    .map(Line::value)
                    .toList();
        }

        @Override
        public String toString() {
            return "peer=" + peer + " " + peerPort + "; scheme=" + scheme + "; server=" + server + " " + serverPort
                    + "; local=" + local + "; context=" + context + "\n" + head().replace("\r\n", "\n");
        }
    }

    /** Settings and a request. */
    record Pair(Map<String, String> settings, Request request) {

        ForwardedResolver resolver() {
            return ForwardedResolver.builder().settings(settings).build();
        }

        Decision decision() {
            return resolver().decide(request.received());
        }

        Pair with(Request other) {
            return new Pair(settings, other);
        }

        /** The same with another value of a setting; without the setting if the value is null. */
        Pair with(String key, @Nullable String value) {
            Map<String, String> other = new LinkedHashMap<>(settings);
            other.remove(key);
            if (value != null) {
                other.put(key, value);
            }
            return new Pair(other, request);
        }

        String get(String key) {
            return settings.getOrDefault(key, "");
        }

        /** The name of the X-Forwarded header of a field. */
        String header(Field field) {
            return Stream.of(get("names").split(","))
                    .filter(name -> name.startsWith(field.word + "="))
                    .map(name -> name.substring(name.indexOf('=') + 1))
                    .findFirst()
                    .orElse(field.header);
        }

        @Override
        public String toString() {
            String words = settings.entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining("; "));
            return words + "\n" + request;
        }
    }

    static final String SECRET_HEADER = "X-Proxy-Secret";
    static final String SECRET = "0123456789abcdef";

    private static final String[] FIELDS = {"for", "proto", "host", "port"};

    private static final String[] TRUST_NAMES = {
        "loopback",
        "private",
        "link-local",
        "cgnat",
        "unix",
        "10.0.0.0/8",
        "10.1.2.3",
        "192.0.2.0/24",
        "192.0.2.7",
        "2001:db8::/32",
        "2001:db8::7",
        "::1",
        "fc00::/7",
        "::ffff:10.0.0.0/104"
    };

    private static final String[] EVERYBODY = {"all", "0.0.0.0/0", "::/0"};

    private static final String[] IDENTIFIERS = {"_proxy", "_edge.1"};

    private static final String[] INNER = {"127.0.0.1", "10.0.0.7", "10.0.0.8", "::ffff:10.0.0.9"};

    /** Addresses that lie in one or another of the trust names. */
    static final String[] NEAR = {
        "127.0.0.1",
        "127.0.0.9",
        "::1",
        "10.0.0.7",
        "10.0.0.8",
        "10.0.0.9",
        "10.200.1.1",
        "10.1.2.3",
        "192.168.1.9",
        "172.16.0.1",
        "169.254.1.1",
        "fe80::1",
        "100.64.0.9",
        "192.0.2.7",
        "192.0.2.77",
        "2001:db8::7",
        "2001:DB8:0::9",
        "fd00::1",
        "::ffff:10.0.0.8",
        "::ffff:7f00:1"
    };

    /** Addresses that lie in none but {@code all}. */
    static final String[] FAR = {
        "203.0.113.9", "198.51.100.7", "8.8.8.8", "2600::1", "2600:0:0:1::", "::ffff:203.0.113.5", "::", "1.2.3.4"
    };

    private static final String[] ODD_NODES = {
        "unknown",
        "Unknown",
        "_hidden",
        "_proxy",
        "_edge.1",
        "_",
        "unix:",
        "unix",
        "localhost",
        "1.2.3",
        "01.2.3.4",
        "1.2.3.256",
        "[::1",
        "::1]",
        "1:2:3:4:5:6:7",
        "[10.0.0.7]",
        "fe80::1%eth0",
        "[fe80::1%25eth0]",
        "0x7f.0.0.1",
        "2130706433",
        "\u0661.2.3.4",
        "a",
        "-",
        "*",
        "@sock",
        "/run/x.sock"
    };

    private static final String[] NODE_PORTS = {":80", ":0", ":65535", ":65536", ":_x", ":", ":00080", ":-1", ":1 "};

    private static final String[] PEERS = {"127.0.0.1", "10.0.0.7", "::1", "[::1]", "::ffff:127.0.0.1"};

    private static final String[] ODD_PEERS = {
        "192.0.2.7",
        "0:0:0:0:0:0:0:1",
        "[fe80::1%eth0]",
        "fe80::1%2",
        "2001:db8::7",
        "100.64.0.9",
        "203.0.113.9",
        "2600::1",
        "198.51.100.7",
        "",
        "/run/app.sock",
        "@app",
        "unix:",
        "localhost",
        "?"
    };

    private static final String[] HOSTS = {
        "shop.example.com",
        "shop.example.com:8443",
        "Shop.Example.COM",
        "shop.example.com.",
        "shop.example.com:80",
        "shop.example.com:443",
        "www.shop.example.com:8080",
        "192.0.2.80",
        "192.0.2.80:8080",
        "[2001:db8::80]",
        "[2001:DB8:0::80]:8443",
        "[::ffff:192.0.2.80]",
        "my_shop",
        "localhost:8080",
        "xn--bcher-kva.example",
        "a"
    };

    private static final String[] ODD_HOSTS = {
        "",
        "shop.example.com:",
        ":80",
        "shop.example.com:0",
        "shop.example.com:65536",
        "shop.example.com:080",
        "user@shop.example.com",
        "shop..example.com",
        ".example.com",
        "shop.example.com..",
        "[::1",
        "[192.0.2.1]",
        "[fe80::1%25eth0]",
        "::1",
        "1.2.3",
        "1.2.3.256",
        "1.2.3.4.",
        "a/b",
        "a?b",
        "a b",
        "b\u00fccher.example",
        "%73hop.example.com",
        "shop.example.com\\",
        "\"shop.example.com\"",
        "-",
        "_",
        ".",
        "a,b",
        "a:80:80",
        "evil.example\";proto=https;x=\""
    };

    private static final String[] SCHEMES = {"http", "https", "https", "HTTPS", "Http", "ws", "wss"};

    private static final String[] ODD_SCHEMES = {"on", "off", "", "ftp", "https ", "h", "httpss", "\"https\"", "http:"};

    private static final String[] PORTS = {"80", "443", "8080", "8443", "1", "65535", "0443"};

    private static final String[] ODD_PORTS = {"0", "65536", "", "-1", "+443", "44 3", "\u0664\u0664\u0663", "443a"};

    private static final String[] PREFIXES = {"/shop", "/shop/", "/a/b", "/", "/~a.b-c_d", "/shop//"};

    private static final String[] ODD_PREFIXES = {"shop", "/a//b", "/..", "/./a", "/a%20b", "//evil", "", "/\u00fc"};

    private static final String[] TARGETS = {
        "/", "/cart", "/a%20b?x=1", "/app", "/app/a;v=1?q=%20&r=/", "/app/../b", "//evil.example/a", "/?", "*", "/a?b?c"
    };

    private static final String[] ABSOLUTE_TARGETS = {
        "http://shop.example.com/p?x=1",
        "http://abs.example:8080",
        "https://[::1]/p",
        "http://bad..host/p",
        "shop.example.com:443"
    };

    private static final String[] PROTOCOLS = {"HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/3"};

    private static final String[] SERVERS = {
        "localhost", "127.0.0.1", "::1", "[::1]", "shop.example.com", "backend-1", "", "bad name", "a:80", "0:0:0::1"
    };

    private static final int[] SERVER_PORTS = {80, 443, 8080, 8443, 0, -1, 65536};

    private static final String[] NOISE = {
        "X-Forwarded-Ssl",
        "X-Forwarded-Server",
        "X-Real-IP",
        "X_Forwarded_For",
        "X-Original-URL",
        "Front-End-Https",
        "X-Forwarded-Prefix ",
        "Cookie",
        "X-Client-IP"
    };

    private static final String ALPHABET = "\"\\,;=:[]._ \t%@/?#-+*()<>{}&'01aFx\u0000\u007f\u00e9\u0661\u212a";

    private final SplittableRandom random;

    Requests(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    Pair pair() {
        Map<String, String> settings = settings();
        return new Pair(settings, request(settings));
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        String headers = pick("either", "either", "forwarded", "x-forwarded", "x-forwarded");
        put(settings, "headers", headers.equals("either") ? 50 : 100, () -> headers);
        put(settings, "trustedProxies", 80, this::trust);
        put(settings, "hops", 30, () -> hops(headers.equals("x-forwarded")));
        put(settings, "trustedSecret", 8, () -> SECRET_HEADER + "=" + SECRET);
        put(settings, "fields", 30, () -> someOf(FIELDS));
        put(settings, "names", 15, this::names);
        put(settings, "prefix", 40, () -> pick("ignore", "replace", "prepend"));
        put(settings, "onInvalid", 50, () -> pick("reject", "ignore"));
        put(settings, "onUntrusted", 20, () -> pick("reject", "ignore"));
        put(settings, "hideHeaders", 10, () -> pick("true", "false", "true,X-Real-IP,-X-Client-IP"));
        put(settings, "redirects", 5, () -> pick("absolute", "relative", "container"));
        put(settings, "secureSessionCookie", 5, () -> pick("true", "false"));
        put(settings, "mode", 5, () -> pick("enforce", "report"));
        if (chance(10)) {
            put(settings, "publicUrl", 100, this::publicUrl);
        } else {
            put(settings, "allowedHosts", 15, this::allowedHosts);
        }
        putRequire(settings);
        putProfile(settings);
        return settings;
    }

    private void put(Map<String, String> settings, String key, int percent, Supplier<String> value) {
        if (chance(percent)) {
            settings.put(key, value.get());
        }
    }

    private void putRequire(Map<String, String> settings) {
        String taken = settings.getOrDefault("fields", "for,proto,host,port");
        String field = settings.containsKey("publicUrl") ? "for" : pick(taken.split(","));
        if (chance(10) && List.of(taken.split(",")).contains(field)) {
            settings.put("require", field);
        }
    }

    /** A profile in place of the settings that it would contradict. */
    private void putProfile(Map<String, String> settings) {
        if (chance(95)) {
            return;
        }
        settings.keySet().removeAll(List.of("headers", "hops", "fields", "require"));
        settings.put("profile", Profile.ALL.get(below(Profile.ALL.size())).name());
        put(settings, "hops", 20, () -> String.valueOf(below(4)));
    }

    private String trust() {
        return chance(6) ? pick("", pick(EVERYBODY)) : trustList();
    }

    /** A list of some nodes, not of all. */
    String trustList() {
        String list = chance(60) ? "loopback 10.0.0.0/8" : pick(TRUST_NAMES);
        for (int i = below(4); i > 0; i--) {
            list += pick(", ", " ", ",") + pick(TRUST_NAMES);
        }
        return chance(20) ? list + " " + pick(IDENTIFIERS) : list;
    }

    private String hops(boolean perField) {
        String all = String.valueOf(chance(5) ? 64 : below(4));
        if (!perField || chance(50)) {
            return chance(10) ? all + ",prefix=" + below(4) : all;
        }
        String counts = Stream.of("for", "proto", "host", "port", "prefix")
                .filter(field -> chance(35))
                .map(field -> field + "=" + below(4))
                .collect(Collectors.joining(","));
        return counts.isEmpty() || chance(40) ? String.join(",", List.of(all, counts)) : counts;
    }

    private String names() {
        List<String> all = List.of(
                "for=X-Client-IP",
                "proto=X-Scheme",
                "host=X-Original-Host",
                "port=X-Port",
                "prefix=X-Script-Name",
                "url=X-Original-URL");
        String names = all.stream().filter(name -> chance(40)).collect(Collectors.joining(","));
        return names.isEmpty() ? "proto=Front-End-Https" : names;
    }

    private String someOf(String... words) {
        String some = Stream.of(words).filter(word -> chance(60)).collect(Collectors.joining(","));
        return some.isEmpty() ? pick(words) : some;
    }

    private String publicUrl() {
        return pick("https://", "http://")
                + pick("shop.example.com", "www.example.com:8443", "[2001:db8::1]")
                + pick("", "/", "/public", "/public/a/");
    }

    private String allowedHosts() {
        return pick("shop.example.com", "*", "*.example.com, shop.example.com", "192.0.2.80 loopback", "localhost:8080")
                + pick("", "", ", local", " 10.0.0.0/8", ", [2001:db8::80]");
    }

    Request request(Map<String, String> settings) {
        Pair names = new Pair(settings, new Request("", List.of(), "", "", 0, "", 0, null, ""));
        List<Line> lines = new ArrayList<>();
        addHost(lines);
        if (chance(50)) {
            addAgreeing(lines, names);
        } else {
            addAnything(lines, names);
        }
        addPrefix(lines, names);
        addOthers(lines, settings);
        return new Request(
                pick("GET ", "GET ", "POST ", "OPTIONS ") + (chance(90) ? pick(TARGETS) : pick(ABSOLUTE_TARGETS)) + " "
                        + pick(PROTOCOLS),
                lines,
                pick("http", "http", "http", "https"),
                chance(75) ? pick(PEERS) : pick(ODD_PEERS),
                below(65537) - 1,
                pick(SERVERS),
                SERVER_PORTS[below(SERVER_PORTS.length)],
                chance(40) ? pick("127.0.0.1", "[::1]", "10.0.0.80", "fe80::80%eth0", "") : null,
                pick("", "", "/app"));
    }

    private void addHost(List<Line> lines) {
        int kind = below(100);
        if (kind >= 90) {
            return;
        }
        lines.add(new Line("Host", kind < 75 ? pick(HOSTS) : oddHost()));
        if (kind == 0) {
            lines.add(new Line("host", pick(HOSTS)));
        }
    }

    /** Both families, or one, as one proxy would write them for one client, and something of the client in front. */
    private void addAgreeing(List<Line> lines, Pair names) {
        String client = chance(15) ? pick("unknown", "_hidden") : node();
        String scheme = chance(50) ? pick(SCHEMES) : "";
        String host = chance(50) ? host() : "";
        List<String> nodes = new ArrayList<>(List.of(client));
        for (int i = below(4); i > 0; i--) {
            nodes.add(chance(60) ? pick(INNER) : pick(NEAR));
        }
        if (chance(80)) {
            String spoofed = chance(30) ? listOf(this::node) + ", " : "";
            lines.add(line(names.header(Field.FOR), spoofed + String.join(", ", nodes)));
            addUnlessEmpty(lines, names.header(Field.PROTO), scheme);
            addUnlessEmpty(lines, names.header(Field.HOST), host);
            addUnlessEmpty(lines, names.header(Field.PORT), chance(15) ? pick(PORTS) : "");
        }
        if (chance(80)) {
            String spoofed = chance(30) ? element() + ", " : "";
            if (nodes.size() > 1 && chance(10)) {
                nodes.set(nodes.size() - 1, pick(INNER));
            }
            lines.add(line(
                    "Forwarded",
                    spoofed
                            + nodes.stream()
                                    .map(node -> element(node, scheme, host))
                                    .collect(Collectors.joining(", "))));
        }
    }

    private void addUnlessEmpty(List<Line> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(line(name, value));
        }
    }

    private void addAnything(List<Line> lines, Pair names) {
        for (int i = lineCount(); i > 0; i--) {
            lines.add(line(names.header(Field.FOR), listOf(this::node)));
        }
        for (int i = lineCount(); i > 0; i--) {
            lines.add(line("Forwarded", listOf(this::element)));
        }
        addSome(lines, names.header(Field.PROTO), this::scheme);
        addSome(lines, names.header(Field.HOST), this::host);
        addSome(lines, names.header(Field.PORT), this::port);
    }

    private int lineCount() {
        return chance(40) ? 0 : chance(70) ? 1 : 1 + below(4);
    }

    private void addSome(List<Line> lines, String name, Supplier<String> value) {
        for (int i = lineCount(); i > 0; i--) {
            String same = value.get();
            lines.add(line(name, chance(60) ? same : chance(50) ? same + "," + same : listOf(value)));
        }
    }

    private void addPrefix(List<Line> lines, Pair names) {
        for (int i = chance(70) ? 0 : 1 + below(2); i > 0; i--) {
            lines.add(line(names.header(Field.PREFIX), listOf(this::prefix)));
        }
        if (names.get("names").contains("url=") && chance(60)) {
            lines.add(line(names.header(Field.URL), chance(80) ? pick("/orig?a=b", "/", "/a%2Fb") : garbage()));
        }
    }

    private void addOthers(List<Line> lines, Map<String, String> settings) {
        if (settings.containsKey("trustedSecret") && chance(90)) {
            lines.add(new Line(SECRET_HEADER, chance(90) ? SECRET : garbage()));
        }
        while (chance(15)) {
            lines.add(line(pick(NOISE), chance(50) ? node() : garbage()));
        }
    }

    /** A line, in a few cases with a name in other letters or a spoilt value. */
    private Line line(String name, String value) {
        return new Line(chance(90) ? name : Ascii.lower(name), chance(90) ? value : spoilt(value));
    }

    private String listOf(Supplier<String> value) {
        StringBuilder list = new StringBuilder(value.get());
        for (int i = chance(40) ? 0 : below(4); i > 0; i--) {
            list.append(chance(95) ? pick(",", ", ", " ,\t") : pick(",,", ", ,", ", \"\","))
                    .append(value.get());
        }
        return chance(95) ? list.toString() : pick(",", " , ") + list + pick(",", ", ", "");
    }

    String node() {
        int kind = below(100);
        String node = kind < 50 ? pick(NEAR) : kind < 80 ? pick(FAR) : kind < 98 ? pick(ODD_NODES) : garbage();
        if (chance(85)) {
            return chance(95) ? node : "\"" + node + "\"";
        }
        boolean v6 = node.indexOf(':') >= 0 && !node.startsWith("[");
        return v6 ? "[" + node + "]" + (chance(50) ? pick(NODE_PORTS) : "") : node + pick(NODE_PORTS);
    }

    String element() {
        return chance(95) ? element(node(), chance(50) ? scheme() : "", chance(50) ? host() : "") : garbage();
    }

    private String element(String node, String scheme, String host) {
        String pairs = chance(90) ? pick("for=", "For=", "FOR=") + forwardedNode(node) : "";
        pairs += scheme.isEmpty() ? "" : pick(";", "; ", " ;;") + "proto=" + (chance(80) ? scheme : quoted(scheme));
        pairs += host.isEmpty() ? "" : ";" + pick("host=", "Host=") + (chance(15) ? host : quoted(host));
        pairs += chance(85) ? "" : pick(";by=_x", ";x=\"a,b;c\\\"\"", ";by=\"[::1]:80\"", ";for=10.0.0.7", ";x", ";y=");
        return pairs;
    }

    private String forwardedNode(String node) {
        boolean v6 = node.indexOf(':') != node.lastIndexOf(':') && !node.startsWith("[");
        if (v6) {
            return chance(80) ? "\"[" + node + "]\"" : pick(node, quoted(node), "[" + node + "]");
        }
        return node.indexOf(':') < 0 && chance(80) ? node : quoted(node);
    }

    private String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean escape = c == '"' || c == '\\' || chance(2);
            quoted.append(escape && chance(98) ? "\\" : "").append(c);
        }
        return quoted.append('"').toString();
    }

    String scheme() {
        return chance(90) ? pick(SCHEMES) : pick(ODD_SCHEMES);
    }

    String host() {
        return chance(75) ? pick(HOSTS) : oddHost();
    }

    private String oddHost() {
        String longName = "a".repeat(60 + below(10)) + (".b" + "c".repeat(below(4))).repeat(below(60));
        return chance(90) ? pick(ODD_HOSTS) : longName;
    }

    String port() {
        return chance(90) ? pick(PORTS) : pick(ODD_PORTS);
    }

    String prefix() {
        return chance(85) ? pick(PREFIXES) : chance(80) ? pick(ODD_PREFIXES) : "/" + "p".repeat(250 + below(10));
    }

    /** Any text that fits into a header line. */
    String garbage() {
        StringBuilder text = new StringBuilder();
        for (int i = below(12); i > 0; i--) {
            text.append(chance(80) ? letter() : pick("for=", "unknown", "10.0.0.7", "https", "\"", ",,", "[::1]"));
        }
        return text.toString();
    }

    private char letter() {
        return ALPHABET.charAt(below(ALPHABET.length()));
    }

    String spoilt(String value) {
        StringBuilder text = new StringBuilder(value);
        for (int i = 1 + below(3); i > 0; i--) {
            int at = below(text.length() + 1);
            int end = Math.min(text.length(), at + below(3));
            text.replace(at, end, chance(80) ? String.valueOf(letter()) : "");
        }
        return text.toString();
    }
}
