package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import dev.forwarded.Requests.Line;
import dev.forwarded.Requests.Pair;
import dev.forwarded.Requests.Request;
import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.IpAddress;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Planned;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What holds for every request under every setting, tried on generated ones. {@code -Dforwarded.seed} begins
 * elsewhere, {@code -Dforwarded.invariants} says how many pairs of settings and request there are in all, and
 * {@code -Dforwarded.full=true} takes ten times as many. A failure names the seed that gives the same pair first.
 */
final class InvariantTest {

    private static final long SEED = Long.getLong("forwarded.seed", 7239);

    private static final int INVARIANTS = 13;

    private static final int PAIRS = Math.max(
            1,
            Integer.getInteger("forwarded.invariants", 200_000)
                    / INVARIANTS
                    * (Boolean.getBoolean("forwarded.full") ? 10 : 1));

    private static final String[] STRANGERS = {
        "203.0.113.9", "198.51.100.7", "2600::1", "[2600::1]", "::ffff:203.0.113.9", "localhost", "?", "10.0.0"
    };

    private static final Set<String> BELIEVED = Set.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*");

    private static final ForwardedResolver LOOPBACK =
            ForwardedResolver.builder().trustedProxies("loopback").build();

    /** An invariant, tried on one pair: whether the pair could have shown that it does not hold. */
    private interface Invariant {
        boolean isTriedOn(Pair pair, Requests random);
    }

    private long salt;

    @BeforeEach
    void everyInvariantHasPairsOfItsOwn(TestInfo invariant) {
        salt = (long) invariant.getDisplayName().hashCode() << 32;
    }

    private void holds(int leastPercent, Function<Requests, Pair> pairs, Invariant invariant) {
        LongAdder tried = new LongAdder();
        String failure = LongStream.range(SEED, SEED + PAIRS)
                .parallel()
                .mapToObj(seed -> failure(seed, pairs, invariant, tried))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        assertThat(failure).isNull();
        if (PAIRS >= 1000) {
            assertThat(tried.sum() * 100 / PAIRS)
                    .as("percent of pairs that could fail")
                    .isGreaterThanOrEqualTo(leastPercent);
        }
    }

    private @Nullable String failure(long seed, Function<Requests, Pair> pairs, Invariant invariant, LongAdder tried) {
        Requests random = new Requests(seed + salt);
        Pair pair = pairs.apply(random);
        try {
            if (invariant.isTriedOn(pair, random)) {
                tried.increment();
            }
            return null;
        } catch (RuntimeException | AssertionError e) {
            return "-Dforwarded.seed=" + seed + " -Dforwarded.invariants=1\n" + pair + "\n" + e;
        }
    }

    /** Everything that a decision says. */
    private static String said(Decision decision) {
        return decision instanceof OriginalRequest original
                ? saidBy(original)
                : ((RejectedRequestException) decision).finding().toString();
    }

    private static String saidBy(OriginalRequest original) {
        return original.urlWithPort() + " " + original.url() + " " + original.pathOverridden() + " "
                + original.prefix() + " " + original.contextPath() + " from " + original.clientNode() + " "
                + original.clientAddress() + " " + original.clientPort() + " via " + original.peerAddress() + " "
                + original.isTrusted() + " " + original.hops();
    }

    private static @Nullable OriginalRequest accepted(Decision decision) {
        return decision instanceof OriginalRequest original ? original : null;
    }

    @Test
    void nothing_is_thrown_but_a_rejection() {
        holds(100, Requests::pair, (pair, random) -> {
            ForwardedResolver resolver = pair.resolver();
            RequestHead received = pair.request().received();
            String decided = said(resolver.decide(received));
            String resolved;
            try {
                resolved = said(resolver.resolve(received));
            } catch (RejectedRequestException rejected) {
                resolved = said(rejected);
            }
            assertThat(resolved).isEqualTo(decided);
            return true;
        });
    }

    @Test
    void the_same_input_gives_the_same_answer() {
        holds(100, Requests::pair, (pair, random) -> {
            List<Request> requests = Stream.generate(() -> random.request(pair.settings()))
                    .limit(3)
                    .toList();
            List<Request> reversed = new ArrayList<>(requests);
            Collections.reverse(reversed);
            ForwardedResolver resolver = pair.resolver();
            List<String> first = answers(resolver, requests);
            List<String> again = answers(resolver, reversed);
            Collections.reverse(again);
            assertThat(again).isEqualTo(first);
            assertThat(answers(pair.resolver(), requests)).isEqualTo(first);
            return true;
        });
    }

    private static List<String> answers(ForwardedResolver resolver, List<Request> requests) {
        List<String> answers = new ArrayList<>();
        requests.forEach(request -> answers.add(said(resolver.decide(request.received()))));
        return answers;
    }

    @Test
    void the_account_comes_to_the_same_answer() {
        holds(100, Requests::pair, (pair, random) -> {
            ForwardedResolver resolver = pair.resolver();
            RequestHead received = pair.request().received();
            Decision decision = resolver.decide(received);
            Explanation explanation = resolver.explain(received);
            assertThat(explanation.toMap().toString() + explanation).contains(outcomes(decision));
            return true;
        });
    }

    private static List<String> outcomes(Decision decision) {
        return decision instanceof OriginalRequest original
                ? List.of(
                        "urlWithPort=" + original.urlWithPort(),
                        "clientNode=" + original.clientNode(),
                        "hops=" + original.hops())
                : List.of(
                        "status=400",
                        ((RejectedRequestException) decision).finding().sentence());
    }

    @Test
    void a_peer_that_is_not_trusted_changes_nothing() {
        holds(100, InvariantTest::ofStranger, (pair, random) -> {
            RequestHead received = pair.request().received();
            Decision decision = pair.decision();
            if (decision instanceof RejectedRequestException rejected) {
                assertThat(rejected.finding().id()).isEqualTo("untrusted-headers");
                assertThat(pair.get("onUntrusted")).isEqualTo("reject");
                assertThat(hasForwardedHeader(pair)).isTrue();
            } else {
                assertThat(saidBy((OriginalRequest) decision)).isEqualTo(saidAsReceived(received));
                assertThat(hasForwardedHeader(pair) && pair.get("onUntrusted").equals("reject"))
                        .isFalse();
            }
            return true;
        });
    }

    private static Pair ofStranger(Requests random) {
        Pair pair = random.pair()
                .with("publicUrl", null)
                .with("allowedHosts", null)
                .with("profile", null)
                .with("trustedSecret", null);
        Pair stranger = pair.with(pair.request().from(random.pick(STRANGERS)));
        return switch (random.below(4)) {
            case 0 -> pair.with("trustedProxies", "");
            case 1 -> pair.with("hops", "0").with("headers", "either");
            case 2 -> secretPair(pair, random);
            default -> stranger.with("trustedProxies", random.trustList());
        };
    }

    private static Pair secretPair(Pair pair, Requests random) {
        Request request = pair.request().without(Requests.SECRET_HEADER);
        Pair keyed = pair.with("trustedSecret", Requests.SECRET_HEADER + "=" + Requests.SECRET);
        return switch (random.below(3)) {
            case 0 -> keyed.with(request);
            case 1 ->
                keyed.with(request.inFront(
                        Requests.SECRET_HEADER,
                        Requests.SECRET + random.garbage().trim() + "x"));
            default ->
                keyed.with(request.inFront(Requests.SECRET_HEADER, Requests.SECRET)
                        .inFront(Requests.SECRET_HEADER, Requests.SECRET));
        };
    }

    private static boolean hasForwardedHeader(Pair pair) {
        return Planned.planOf(pair.resolver()).hidden.forwarded().stream()
                .anyMatch(name -> !pair.request().values(name).isEmpty());
    }

    private static String saidAsReceived(ReceivedRequest received) {
        Origin origin = new Origin(received.scheme(), bracketed(received.serverName()), received.serverPort());
        String path = received.rawPath().startsWith("/") ? received.rawPath() : "";
        String target = path + (received.rawQuery() == null ? "" : "?" + received.rawQuery());
        return origin.scheme() + "://" + origin.authorityWithPort() + target + " " + origin.text() + target + " false  "
                + received.contextPath() + " from " + received.peerAddress() + " " + received.peerAddress() + " "
                + received.peerPort() + " via " + received.peerAddress() + " false 0";
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    @Test
    void without_a_forwarded_header_everything_is_as_received() {
        holds(10, InvariantTest::withoutForwarded, (pair, random) -> {
            ForwardedResolver resolver = pair.resolver();
            RequestHead received = pair.request().received();
            if (isWatched(resolver, received) || !hasLegalServerName(pair)) {
                return false;
            }
            OriginalRequest original = resolver.resolve(received);
            assertThat(original.scheme() + "://" + original.host() + ":" + original.port())
                    .isEqualTo(
                            received.scheme() + "://" + bracketed(received.serverName()) + ":" + received.serverPort());
            assertThat(original.clientPort()).isEqualTo(received.peerPort());
            return true;
        });
    }

    private static boolean hasLegalServerName(Pair pair) {
        RequestHead received = pair.request().received();
        return !pair.request().start().contains("://")
                && isLegalHost(bracketed(received.serverName()))
                && isLegalPort(received.serverPort());
    }

    private static boolean isLegalPort(int port) {
        return port >= 1 && port <= 65535;
    }

    private static boolean isWatched(ForwardedResolver resolver, RequestHead received) {
        return Plans.watchesEveryRequest(resolver)
                || Plans.watchedHeaders(resolver).stream().anyMatch(name -> received.header(name) != null);
    }

    private static Pair withoutForwarded(Requests random) {
        Pair pair = random.pair();
        Request request = pair.request();
        for (Field field : Field.values()) {
            request = request.without(pair.header(field));
        }
        return pair.with(request.without("Forwarded"));
    }

    @Test
    void what_stands_left_of_an_untrusted_node_changes_nothing() {
        holds(100, InvariantTest::bounded, (pair, random) -> {
            Pair spoofed = pair.with(spoofed(pair.request(), random, BELIEVED));
            assertThat(said(spoofed.decision())).as(spoofed::toString).isEqualTo(said(pair.decision()));
            return true;
        });
    }

    /** A pair in which every list is at least as long as the part of it that is believed. */
    private static Pair bounded(Requests random) {
        int trusted = random.chance(2) ? 61 + random.below(4) : random.below(4);
        String headers = random.pick("either", "forwarded", "x-forwarded");
        Request request = random.pair().request().from("10.0.0.1").with(boundedLines(trusted, random));
        Pair pair = new Pair(Map.of("headers", headers), request)
                .with("onInvalid", random.pick("reject", "ignore"))
                .with("prefix", random.pick("ignore", "replace", "prepend"));
        if (headers.equals("x-forwarded") && random.chance(20)) {
            return pair.with("hops", "for=2,proto=" + random.below(4) + ",host=" + random.below(4));
        }
        if (trusted < 64 && random.chance(30)) {
            return pair.with("hops", trusted + 1 + ",prefix=" + random.below(4));
        }
        return pair.with("trustedProxies", "loopback, 10.0.0.0/8 _proxy")
                .with("hops", random.chance(70) ? null : 1 + random.below(4) + ",prefix=" + random.below(4));
    }

    private static List<Line> boundedLines(int trusted, Requests random) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Host", random.host()));
        String scheme = random.scheme();
        String host = random.host();
        boolean same = random.chance(80);
        List<String> nodes = chain(trusted, random);
        List<String> elements =
                nodes.stream().map(node -> element(node, scheme, host, random)).toList();
        addLines(lines, "X-Forwarded-For", nodes, random);
        addLines(lines, "Forwarded", elements, random);
        addLines(lines, "X-Forwarded-Proto", values(trusted, same ? () -> scheme : random::scheme), random);
        addLines(lines, "X-Forwarded-Host", values(trusted, same ? () -> host : random::host), random);
        if (random.chance(30)) {
            addLines(lines, "X-Forwarded-Port", values(trusted, random::port), random);
        }
        addLines(lines, "X-Forwarded-Prefix", values(4, random::prefix), random);
        return lines;
    }

    /** From the right: trusted nodes, one that ends the walk, and some value of the client's. */
    private static List<String> chain(int trusted, Requests random) {
        List<String> nodes = new ArrayList<>();
        nodes.add("203.0.113.1");
        nodes.add(
                random.chance(80) ? random.pick(Requests.FAR) : random.pick("unknown", "_hidden", "1.2.3", "x=y", "-"));
        if (trusted == 0 && random.chance(10)) {
            nodes.add("");
        }
        for (int i = 0; i < trusted; i++) {
            nodes.add(random.pick("10.0.0.2", "10.0.0.3", "127.0.0.1", "::ffff:10.0.0.4"));
        }
        return nodes;
    }

    private static String element(String node, String scheme, String host, Requests random) {
        String element = "for=\"" + (node.indexOf(':') < 0 ? node : "[" + node + "]") + "\"";
        boolean states = random.chance(80) && (scheme + host).matches("[^\"\\\\]*");
        return states ? element + ";proto=\"" + scheme + "\";host=\"" + host + "\"" : element;
    }

    private static List<String> values(int trusted, Supplier<String> value) {
        List<String> values = new ArrayList<>();
        for (int i = Math.max(trusted + 1, 4); i > 0; i--) {
            String next = value.get().replace(",", "").replace("\"", "").trim();
            values.add(next.isEmpty() ? "x" : next);
        }
        return values;
    }

    /** The values in some lines. */
    private static void addLines(List<Line> lines, String name, List<String> values, Requests random) {
        String line = values.get(0);
        for (String value : values.subList(1, values.size())) {
            if (random.chance(80)) {
                line += random.pick(",", ", ", " ,,") + value;
            } else {
                lines.add(new Line(name, line));
                line = value;
            }
        }
        lines.add(new Line(name, line));
    }

    /** The request with more lines and values of the client's in front of some headers. */
    private static Request spoofed(Request request, Requests random, Collection<String> names) {
        List<Line> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Line line : request.lines()) {
            if (names.contains(Ascii.lower(line.name())) && seen.add(Ascii.lower(line.name()))) {
                for (int i = random.chance(97) ? random.below(3) : 100; i > 0; i--) {
                    lines.add(new Line(line.name(), random.chance(50) ? random.garbage() : random.element()));
                }
                lines.add(new Line(line.name(), spoofedValues(line, random) + line.value()));
            } else {
                lines.add(line);
            }
        }
        return request.with(lines);
    }

    private static String spoofedValues(Line line, Requests random) {
        String value = random.chance(50) ? random.garbage() : random.node() + "," + random.garbage();
        boolean quotes = line.name().equalsIgnoreCase("Forwarded");
        return random.chance(30) ? "" : (quotes ? value.replace("\"", "") : value) + random.pick(",", " , ");
    }

    @Test
    void what_stands_left_of_the_believed_hops_changes_nothing() {
        holds(4, Requests::pair, (pair, random) -> {
            OriginalRequest original = accepted(pair.decision());
            Set<String> longer = original == null ? Set.of() : longerThanBelieved(pair, original.hops());
            if (longer.isEmpty()) {
                return false;
            }
            Pair spoofed = pair.with(spoofed(pair.request(), random, longer));
            assertThat(said(spoofed.decision())).as(spoofed::toString).isEqualTo(said(original));
            return true;
        });
    }

    /** The lists with more values than are believed. */
    private static Set<String> longerThanBelieved(Pair pair, int hops) {
        boolean everybody = Stream.of("all", "0.0.0.0/0", "::/0").anyMatch(pair.get("trustedProxies")::contains);
        boolean two = !pair.get("headers").endsWith("forwarded") && hasBothFamilies(pair);
        if (hops == 0 || everybody || two || !pair.get("profile").isEmpty()) {
            return Set.of();
        }
        int believed = Math.max(hops + 1, 3);
        return Stream.of(Field.FOR, Field.PROTO, Field.HOST, Field.PORT, Field.PREFIX)
                .map(pair::header)
                .filter(name -> count(pair.request().values(name)) > believed)
                .map(Ascii::lower)
                .collect(Collectors.toSet());
    }

    private static int count(List<String> lines) {
        int count = 0;
        for (String value : String.join(",", lines).split(",", -1)) {
            String bare = value.replaceAll("^[ \t]+|[ \t]+$", "");
            count += bare.isEmpty() || bare.equals("\"\"") ? 0 : 1;
        }
        return count;
    }

    @Test
    void empty_items_and_line_breaks_in_a_list_change_nothing() {
        holds(60, Requests::pair, (pair, random) -> {
            Pair other = pair.with(relaid(pair.request(), random, lists(pair)));
            assertThat(said(other.decision())).as(other::toString).isEqualTo(said(pair.decision()));
            return !other.request().lines().equals(pair.request().lines());
        });
    }

    private static Set<String> lists(Pair pair) {
        return Stream.of(Field.FOR, Field.PROTO, Field.HOST, Field.PORT, Field.PREFIX)
                .map(field -> Ascii.lower(pair.header(field)))
                .collect(Collectors.toSet());
    }

    /** The request with more empty items and lines, but none at the end of a list, where they can have a meaning. */
    private static Request relaid(Request request, Requests random, Set<String> lists) {
        List<Line> lines = new ArrayList<>();
        for (Line line : request.lines()) {
            boolean list = lists.contains(Ascii.lower(line.name()));
            if (list || line.name().equals("Forwarded")) {
                Stream.generate(() -> new Line(line.name(), random.pick("", ",", " , ")))
                        .limit(random.below(2))
                        .forEach(lines::add);
            }
            if (list) {
                split(line, random, lines);
            } else {
                lines.add(line);
            }
        }
        return request.with(lines);
    }

    /** The values of a line in some lines. */
    private static void split(Line line, Requests random, List<Line> lines) {
        StringBuilder part = new StringBuilder(random.pick("", ",", " ,,"));
        for (char c : line.value().toCharArray()) {
            if (c == ',' && random.chance(30)) {
                lines.add(new Line(line.name(), part.toString()));
                part.setLength(0);
            } else {
                part.append(c == ',' ? random.pick(",", " ,\t,", ",,") : String.valueOf(c));
            }
        }
        lines.add(new Line(line.name(), part.toString()));
    }

    @Test
    void the_answer_is_legal_and_reads_back_as_itself() {
        holds(20, Requests::pair, (pair, random) -> {
            RequestHead received = pair.request().received();
            OriginalRequest original = accepted(pair.decision());
            if (original == null || !original.isTrusted()) {
                return false;
            }
            assertThat(original.scheme()).isIn("http", "https");
            boolean legal = isLegalHost(original.host());
            if (!legal) {
                assertThat(original.host()).isEqualTo(bracketed(received.serverName()));
            }
            boolean port = isLegalPort(original.port());
            if (!port) {
                assertThat(original.port()).isEqualTo(received.serverPort());
            }
            if (legal && port) {
                readsBack(original);
            }
            return legal && port;
        });
    }

    private static boolean isLegalHost(String host) {
        if (host.startsWith("[")) {
            String inner = host.substring(1, host.length() - 1);
            return host.endsWith("]")
                    && inner.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
                    && InetAddresses.isInetAddress(inner);
        }
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        boolean quad = bare.matches("[0-9]+(\\.[0-9]+){3}");
        return bare.length() <= 253 && NAME.matcher(bare).matches() && (!quad || InetAddresses.isInetAddress(bare));
    }

    private static void readsBack(OriginalRequest original) {
        RequestHead xForwarded =
                RequestHead.parse("GET /p HTTP/1.1\nHost: backend:8080\nX-Forwarded-Proto: " + original.scheme()
                        + "\nX-Forwarded-Host: " + original.authority() + "\nX-Forwarded-Port: " + original.port());
        RequestHead forwarded = RequestHead.parse("GET /p HTTP/1.1\nHost: backend:8080\nForwarded: proto="
                + original.scheme() + ";host=\"" + original.authority() + "\"");
        String expected = original.url("/p", null) + " " + original.host() + " " + original.port();
        for (RequestHead again : List.of(xForwarded, forwarded)) {
            OriginalRequest read = LOOPBACK.resolve(again.server("backend", 8080));
            assertThat(read.url() + " " + read.host() + " " + read.port()).isEqualTo(expected);
        }
    }

    @Test
    void who_trusts_more_never_comes_to_a_nearer_client() {
        holds(15, InvariantTest::withHost, (pair, random) -> {
            String fewer = random.trustList();
            OriginalRequest near = accepted(pair.with("trustedProxies", fewer).decision());
            OriginalRequest far = accepted(pair.with("trustedProxies", fewer + ", " + random.trustList())
                    .decision());
            if (near == null || far == null) {
                return false;
            }
            assertThat(far.hops()).as(fewer).isGreaterThanOrEqualTo(near.hops());
            return near.hops() > 0;
        });
    }

    /** A pair whose received authority is beyond doubt: without one, more trust can mean that nothing is taken. */
    private static Pair withHost(Requests random) {
        Pair pair = random.pair();
        return pair.with(pair.request().to("GET / HTTP/1.1").without("Host").inFront("Host", "shop.example.com"));
    }

    @Test
    void either_accepts_only_what_both_families_say() {
        holds(6, InvariantTest::withBothFamilies, (pair, random) -> {
            OriginalRequest either = accepted(pair.with("headers", "either").decision());
            if (either == null || !either.isTrusted()) {
                return false;
            }
            Pair strict = pair.with("onInvalid", "reject");
            OriginalRequest forwarded =
                    accepted(strict.with("headers", "forwarded").decision());
            OriginalRequest xForwarded =
                    accepted(strict.with("headers", "x-forwarded").decision());
            assertThat(forwarded).as("by Forwarded alone").isNotNull();
            assertThat(xForwarded).as("by X-Forwarded alone").isNotNull();
            boolean samePort = forwarded.clientPort() == xForwarded.clientPort();
            assertThat(facts(either)).isEqualTo(facts(xForwarded)).isEqualTo(facts(forwarded));
            assertThat(either.host()).isEqualTo(xForwarded.host());
            assertThat(either.clientPort()).isEqualTo(samePort ? forwarded.clientPort() : 0);
            return true;
        });
    }

    private static String facts(OriginalRequest original) {
        String host = original.host().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        Object name = InetAddresses.isUriInetAddress(host) ? InetAddresses.forUriString(host) : host;
        return original.scheme() + "://" + name + ":" + original.port() + " " + original.clientNode() + " "
                + original.clientAddress();
    }

    private static Pair withBothFamilies(Requests random) {
        Pair pair;
        do {
            pair = random.pair().with("require", null).with("profile", null).with("prefix", null);
            pair = pair.get("hops").contains("=") ? pair.with("hops", null) : pair;
            pair = pair.get("names").contains("url=") ? pair.with("names", null) : pair;
        } while (!hasBothFamilies(pair));
        return pair;
    }

    private static boolean hasBothFamilies(Pair pair) {
        return states(pair, "Forwarded", Field.FOR, Field.PROTO, Field.HOST)
                && Field.TAKEN.stream().anyMatch(field -> states(pair, pair.header(field), field));
    }

    /** Whether a header has a value and one of its fields is taken. */
    private static boolean states(Pair pair, String header, Field... fields) {
        String taken = pair.settings().containsKey("publicUrl") ? "for" : "for,proto,host,port";
        String set = pair.settings().getOrDefault("fields", taken);
        return Stream.of(fields).anyMatch(field -> set.contains(field.word) && taken.contains(field.word))
                && pair.request().values(header).stream().anyMatch(value -> !value.matches("[, \t]*"));
    }

    @Test
    void url_and_its_parts_are_consistent() {
        holds(50, Requests::pair, (pair, random) -> {
            OriginalRequest original = accepted(pair.decision());
            if (original == null) {
                return false;
            }
            isConsistent(original, pair.request().received());
            return true;
        });
    }

    private static void isConsistent(OriginalRequest original, ReceivedRequest received) {
        int standard = original.scheme().equals("https") ? 443 : 80;
        String withPort = original.port() > 0 ? original.host() + ":" + original.port() : original.host();
        assertThat(original.authority()).isEqualTo(original.port() == standard ? original.host() : withPort);
        String origin = original.scheme() + "://" + original.authority();
        assertThat(original.url()).startsWith(origin);
        String target = original.url().substring(origin.length());
        assertThat(original.urlWithPort()).isEqualTo(original.scheme() + "://" + withPort + target);
        assertThat(original.url("", null)).isEqualTo(origin);
        assertThat(original.url("/x", "y")).isEqualTo(origin + "/x?y");
        assertThat(original.isSecure()).isEqualTo(original.scheme().equals("https"));
        if (!original.pathOverridden()) {
            String path = original.path(received.rawPath(), received.contextPath());
            String query = received.rawQuery() == null ? "" : "?" + received.rawQuery();
            assertThat(target).isEqualTo((path.startsWith("/") ? path : "") + query);
        }
        if (isLegalHost(original.host())) {
            assertThat(URI.create(original.url("/", null)).getRawAuthority()).isEqualTo(original.authority());
        }
    }

    @Test
    void addresses_are_read_as_guava_reads_them() {
        holds(30, Requests::pair, (pair, random) -> {
            String text = address(random);
            IpAddress parsed = IpAddress.parse(text);
            InetAddress expected = isGuavas(text) ? InetAddresses.forString(text) : null;
            assertThat(parsed != null).as(text).isEqualTo(expected != null);
            if (parsed == null || expected == null) {
                return false;
            }
            assertThat(parsed.toString()).as(text).isEqualTo(InetAddresses.toAddrString(expected));
            assertThat(IpAddress.parse(parsed.toString())).isEqualTo(parsed);
            return true;
        });
    }

    /** Guava also reads a zone, and digits beyond ASCII. */
    private static boolean isGuavas(String text) {
        return text.matches("[\\x00-\\x7f&&[^%]]*") && InetAddresses.isInetAddress(text);
    }

    private static String address(Requests random) {
        return random.chance(50) ? v6(random) : v4(random);
    }

    private static String v4(Requests random) {
        String text = octet(random);
        for (int i = random.chance(90) ? 3 : random.below(6); i > 0; i--) {
            text += "." + octet(random);
        }
        return random.chance(90) ? text : random.spoilt(text);
    }

    private static String octet(Requests random) {
        return random.chance(95)
                ? String.valueOf(random.below(256))
                : random.pick("256", "00", "01", "", "1a", "999", "0001");
    }

    private static String v6(Requests random) {
        int gap = random.below(12);
        int groups = gap < 9 ? random.below(9) : random.chance(80) ? 8 : random.below(10);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            parts.add(random.chance(40) ? "0" : Integer.toHexString(random.below(1 << 4 * (1 + random.below(4)))));
        }
        if (groups > 1 && random.chance(15)) {
            parts.subList(groups - 2, groups).clear();
            parts.add(v4(random));
        }
        String text = String.join(":", parts);
        if (gap < 9) {
            int at = Math.min(gap, parts.size());
            text = String.join(":", parts.subList(0, at)) + "::" + String.join(":", parts.subList(at, parts.size()));
        }
        text = random.chance(10) ? text.toUpperCase(Locale.ROOT) : text;
        return random.chance(90) ? text : random.spoilt(text);
    }
}
