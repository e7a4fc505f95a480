package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forwarded.internal.http.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The account of a request: it tells what was decided, completely and in words, and costs nothing if nobody asks. */
final class ExplanationTest {

    private static final List<String> FILES = List.of("nginx", "haproxy", "apache", "caddy", "chains");

    private static final List<Map<String, String>> SETTINGS = List.of(
            Map.of(),
            Map.of("trustedProxies", ""),
            Map.of("headers", "x-forwarded", "trustedProxies", "127.0.0.1,::1"),
            Map.of("headers", "forwarded", "trustedProxies", "127.0.0.1,::1", "onInvalid", "ignore"),
            Map.of("headers", "x-forwarded", "hops", "2", "prefix", "prepend"),
            Map.of("profile", "haproxy", "trustedProxies", "all", "allowedHosts", "shop.example.com"),
            Map.of(
                    "publicUrl",
                    "https://shop.example.com/shop",
                    "onUntrusted",
                    "reject",
                    "trustedProxies",
                    "127.0.0.77"));

    private static final int PAIRS =
            Integer.getInteger("forwarded.explanations", Boolean.getBoolean("forwarded.full") ? 2_000_000 : 50_000);

    /** Each of so many settings is tried on each of as many requests: making either costs more than an account. */
    private static final int OF_A_SEED = 5;

    /** Bytes that one decision about {@link #ONE_HOP} may allocate: 520 were measured, 592 without escape analysis. */
    private static final long BUDGET = 640;

    private static final String ONE_HOP = """
            GET /cart?item=7 HTTP/1.1
            Host: shop.example.com
            X-Forwarded-For: 203.0.113.9
            X-Forwarded-Proto: https
            X-Forwarded-Host: shop.example.com

            """;

    /** What makes up an account. */
    private static final Set<String> ACCOUNT = Set.of(
            "Explanation", "ExplanationText", "ExplainedHeaders", "ExplainedHops", "ExplainedSources", "Findings");

    static Stream<JsonNode> captures() throws IOException {
        List<JsonNode> captures = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = ExplanationTest.class.getResourceAsStream("/captures/" + file + ".jsonl")) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (String line : text.lines().toList()) {
                    captures.add(new ObjectMapper().readTree(line));
                }
            }
        }
        return captures.stream();
    }

    @Test
    @Tag("many")
    void it_agrees_with_the_decision_about_every_recording() throws IOException {
        List<ForwardedResolver> resolvers = SETTINGS.stream()
                .map(settings -> ForwardedResolver.builder().settings(settings).build())
                .toList();
        List<JsonNode> captures = captures().toList();
        assertThat(captures).hasSizeGreaterThan(800);
        for (JsonNode capture : captures) {
            RequestHead received = RequestHead.parse(capture.get("head").asText())
                    .peer(capture.get("peer").asText(), capture.get("peerPort").asInt());
            for (ForwardedResolver resolver : resolvers) {
                String what = capture.get("id").asText() + " under " + resolver;
                Explanation explanation = resolver.explain(received);
                assertThat(said(explanation.decision())).as(what).isEqualTo(said(resolver.decide(received)));
                tellsTheOutcome(explanation, what);
            }
        }
    }

    @Test
    @Tag("many")
    void it_agrees_with_the_decision_about_generated_requests() {
        LongStream.range(0, PAIRS / (OF_A_SEED * OF_A_SEED)).parallel().forEach(seed -> {
            Requests requests = new Requests(seed);
            List<ForwardedResolver> resolvers = new ArrayList<>();
            List<RequestHead> received = new ArrayList<>();
            for (int i = 0; i < OF_A_SEED; i++) {
                Map<String, String> settings = requests.settings();
                resolvers.add(ForwardedResolver.builder().settings(settings).build());
                received.add(requests.request(settings).received());
            }
            for (ForwardedResolver resolver : resolvers) {
                received.forEach(request -> agrees(resolver, request, seed));
            }
            tellsTheOutcome(resolvers.get(0).explain(received.get(0)), "seed " + seed);
        });
    }

    private static void agrees(ForwardedResolver resolver, RequestHead received, long seed) {
        Explanation explanation = resolver.explain(received);
        if (!said(explanation.decision()).equals(said(resolver.decide(received)))) {
            fail("seed %d, %s:%n%s", seed, resolver, explanation);
        }
    }

    /** URL, client, hops, or the finding of a rejection. */
    private static String said(Decision decision) {
        return decision instanceof OriginalRequest original
                ? original.urlWithPort() + " from " + original.clientNode() + " " + original.clientAddress() + " "
                        + original.clientPort() + " " + original.hops() + " " + original.contextPath()
                : ((RejectedRequestException) decision).finding().toString();
    }

    private static void tellsTheOutcome(Explanation explanation, String what) {
        String text = explanation.text();
        assertThat(text.chars().allMatch(c -> c == '\n' || c == '…' || (c >= ' ' && c < 0x7f)))
                .as(what)
                .isTrue();
        if (explanation.decision() instanceof OriginalRequest original) {
            assertThat(text).as(what).endsWith("\nurl       " + Printable.of(original.url()) + "\n");
            assertThat(source(explanation, "scheme")).as(what).isEqualTo(Printable.of(original.scheme()));
            assertThat(source(explanation, "host")).as(what).isEqualTo(Printable.of(original.host()));
            assertThat(source(explanation, "client")).as(what).startsWith(Printable.of(original.clientNode()));
        } else {
            String id = ((RejectedRequestException) explanation.decision())
                    .finding()
                    .id();
            assertThat(text).as(what).endsWith("\nrejected  400 Bad Request [" + id + "]\n");
            assertThat(explanation.findings().get(0).id()).as(what).isEqualTo(id);
        }
    }

    private static String source(Explanation explanation, String name) {
        Map<?, ?> sources = (Map<?, ?>) explanation.toMap().get("sources");
        return String.valueOf(((Map<?, ?>) sources.get(name)).get("value"));
    }

    @Test
    void a_decision_without_an_account_allocates_little() {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .headers("x-forwarded")
                .trustedProxies("10.0.0.0/8")
                .build();
        ReceivedRequest received = lean();
        assertThat(resolver.resolve(received).url()).isEqualTo("https://shop.example.com/cart?item=7");
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            least = Math.min(least, allocated(resolver, received, 20_000));
        }
        assertThat(least).as("bytes").isLessThanOrEqualTo(BUDGET);
    }

    /** {@link #ONE_HOP} as a container gives it. */
    private static ReceivedRequest lean() {
        Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ONE_HOP.lines().skip(1).filter(line -> !line.isEmpty()).forEach(line -> {
            int colon = line.indexOf(": ");
            lines.put(line.substring(0, colon), List.of(line.substring(colon + 2)));
        });
        return new LeanRequest("10.0.0.7", "/cart", "item=7", lines);
    }

    private static long allocated(ForwardedResolver resolver, ReceivedRequest received, int times) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int length = 0;
        for (int i = 0; i < times; i++) {
            length += ((OriginalRequest) resolver.decide(received)).host().length();
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(length).isPositive();
        return bytes / times;
    }

    @Test
    void a_decision_without_an_account_loads_none_of_its_classes() throws Throwable {
        Set<String> loaded = new HashSet<>();
        URL classes =
                ForwardedResolver.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                loaded.add(name.substring(name.lastIndexOf('.') + 1));
                return super.findClass(name);
            }
        }) {
            Class<?> front = loader.loadClass("dev.forwarded.ForwardedResolver");
            Class<?> builder = loader.loadClass("dev.forwarded.ForwardedResolver$Builder");
            Class<?> head = loader.loadClass("dev.forwarded.RequestHead");
            Object received = call(head, "parse", head, null, ONE_HOP);
            Object resolver = call(builder, "build", front, call(front, "builder", builder, null));
            Object original =
                    call(front, "resolve", loader.loadClass("dev.forwarded.OriginalRequest"), resolver, received);
            assertThat(original).hasToString("https://shop.example.com/cart from 203.0.113.9");
            assertThat(loaded).contains("Resolution", "Walk").doesNotContainAnyElementsOf(ACCOUNT);
            Object account = call(front, "explain", loader.loadClass("dev.forwarded.Explanation"), resolver, received);
            assertThat(account.toString()).startsWith("received  http");
            assertThat(loaded).containsAll(ACCOUNT);
        }
    }

    /** Finds the one method by its type: listing all methods of a class would load the types of all of them. */
    private static Object call(Class<?> owner, String name, Class<?> result, @Nullable Object target, Object... args)
            throws Throwable {
        ClassLoader loader = owner.getClassLoader();
        MethodType type = MethodType.methodType(result);
        for (Object arg : args) {
            type = type.appendParameterTypes(
                    arg instanceof String ? String.class : loader.loadClass("dev.forwarded.ReceivedRequest"));
        }
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        if (target == null) {
            return lookup.findStatic(owner, name, type).invokeWithArguments(args);
        }
        return lookup.findVirtual(owner, name, type).bindTo(target).invokeWithArguments(args);
    }

    private record Story(String title, String settings, String head, String account) {

        @Override
        public String toString() {
            return title;
        }
    }

    /** Beside the cases of {@code docs/explain-cases.md}, which are run by the tests of the command line. */
    static Stream<Story> stories() {
        return Stream.of(
                new Story(
                        "a peer on a Unix domain socket, and a header that is not read",
                        "peer= trustedProxies=unix headers=x-forwarded",
                        """
                        GET / HTTP/1.1
                        Host: shop.example.com
                        X-Forwarded-For: 203.0.113.9:4711
                        X-Forwarded-Proto: https
                        X-Forwarded-Ssl: on
                        """,
                        """
                        received  http://shop.example.com/
                        peer      unix socket  trusted: it is in trustedProxies=unix
                        headers   Host: shop.example.com
                                  X-Forwarded-For: 203.0.113.9:4711  read
                                  X-Forwarded-Proto: https           read
                                  X-Forwarded-Ssl: on                never read, and hidden from the application
                        hops      1  203.0.113.9, port 4711  X-Forwarded-For, value 1 from the right: not trusted, so it is the client
                        scheme    https             X-Forwarded-Proto, value 1 from the right
                        host      shop.example.com  Host
                        port      443               the default of https
                        client    203.0.113.9       X-Forwarded-For, value 1 from the right
                        url       https://shop.example.com/
                        """),
                new Story("families that agree", "trustedProxies=10.0.0.7 peer=10.0.0.7", """
                        GET / HTTP/1.1
                        Host: backend:8080
                        Forwarded: for=203.0.113.9;proto=https;host=shop.example.com
                        X-Forwarded-For: 198.51.100.1, 203.0.113.9
                        X-Forwarded-Proto: https
                        X-Forwarded-Host: shop.example.com
                        """, """
                        received  http://backend:8080/
                        peer      10.0.0.7  trusted: it is in trustedProxies=10.0.0.7
                        headers   Host: backend:8080
                                  Forwarded: for=203.0.113.9;proto=https;host=shop.example.com  read
                                  X-Forwarded-For: 198.51.100.1, 203.0.113.9                    read
                                  X-Forwarded-Host: shop.example.com                            read
                                  X-Forwarded-Proto: https                                      read
                        hops      1  203.0.113.9  Forwarded, value 1 from the right: not trusted, so it is the client
                                  1  203.0.113.9  X-Forwarded-For, value 1 from the right: not trusted, so it is the client
                                     1 more       X-Forwarded-For: further left, not believed and not looked at
                        scheme    https             X-Forwarded-Proto, value 1 from the right; both families agree
                        host      shop.example.com  X-Forwarded-Host, value 1 from the right; both families agree
                        port      443               both families agree
                        client    203.0.113.9       X-Forwarded-For, value 1 from the right; both families agree
                        url       https://shop.example.com/
                        """),
                new Story("one of two families is invalid", "trustedProxies=10.0.0.7,10.0.0.8 peer=10.0.0.7", """
                        GET / HTTP/1.1
                        Host: shop.example.com
                        Forwarded: proto=https
                        X-Forwarded-For: 1.2.3, 10.0.0.8
                        """, """
                        received  http://shop.example.com/
                        peer      10.0.0.7  trusted: it is in trustedProxies=10.0.0.7,10.0.0.8
                        headers   Host: shop.example.com
                                  Forwarded: proto=https            read
                                  X-Forwarded-For: 1.2.3, 10.0.0.8  read
                        hops      1  no node   Forwarded, value 1 from the right: used, and ends the walk
                                  1  10.0.0.8  X-Forwarded-For, value 1 from the right: trusted
                                  2  invalid   X-Forwarded-For, value 2 from the right: refused, and ends the walk
                        finding   Both families of headers are present, and one is invalid: X-Forwarded-For, value 2 from
                                  the right: expected an IP address, with or without port, 'unknown' or an identifier (a
                                  name is never looked up) but was "1.2.3". [family-invalid]
                          fix     Set headers=forwarded or headers=x-forwarded, whichever your proxy writes, and let it drop
                                  the other.
                        rejected  400 Bad Request [family-invalid]
                        """),
                new Story(
                        "a bad value that is ignored ends the walk",
                        "trustedProxies=10.0.0.7,10.0.0.8 peer=10.0.0.7 headers=x-forwarded onInvalid=ignore",
                        """
                        GET / HTTP/1.1
                        Host: shop.example.com
                        X-Forwarded-For: 203.0.113.9, 1.2.3, 10.0.0.8
                        X-Forwarded-Proto: https
                        """,
                        """
                        received  http://shop.example.com/
                        peer      10.0.0.7  trusted: it is in trustedProxies=10.0.0.7,10.0.0.8
                        headers   Host: shop.example.com
                                  X-Forwarded-For: 203.0.113.9, 1.2.3, 10.0.0.8  read
                                  X-Forwarded-Proto: https                       read
                        hops      1  10.0.0.8  X-Forwarded-For, value 1 from the right: trusted, and the last that is believed, so it is the client
                                  2  invalid   X-Forwarded-For, value 2 from the right: refused, and ends the walk
                                     1 more    X-Forwarded-For: further left, not believed and not looked at
                        scheme    https             X-Forwarded-Proto, value 1 from the right
                        host      shop.example.com  Host
                        port      443               the default of https
                        client    10.0.0.8          X-Forwarded-For, value 1 from the right
                        finding   X-Forwarded-For, value 2 from the right: expected an IP address, with or without port,
                                  'unknown' or an identifier (a name is never looked up) but was "1.2.3". [invalid-value]
                          fix     Let the outermost proxy set the header itself instead of passing what the client sent.
                        url       https://shop.example.com/
                        """),
                new Story(
                        "a walk that hops ends, other names, a rewritten path and a secret",
                        "trustedProxies=10.0.0.0/8 peer=10.0.0.7 headers=x-forwarded hops=1"
                                + " trustedSecret=X-Proxy-Secret=0123456789abcdef"
                                + " names=host=X-Original-Host,url=X-Original-URL",
                        """
                        GET /rewritten HTTP/1.1
                        Host: backend:8080
                        X-Forwarded-For: 203.0.113.9, 10.0.0.8
                        X-Forwarded-Proto: https
                        X-Forwarded-Host: evil.example
                        X-Original-Host: shop.example.com
                        X-Original-URL: /asked?x=1
                        X-Proxy-Secret: 0123456789abcdef
                        """,
                        """
                        received  http://backend:8080/rewritten
                        peer      10.0.0.7  trusted: it is in trustedProxies=10.0.0.0/8, and it sends the trusted secret in X-Proxy-Secret
                        headers   Host: backend:8080
                                  X-Forwarded-For: 203.0.113.9, 10.0.0.8  read
                                  X-Forwarded-Host: evil.example          not read: names gives host=X-Original-Host
                                  X-Forwarded-Proto: https                read
                                  X-Original-Host: shop.example.com       read
                                  X-Original-URL: /asked?x=1              read
                                  X-Proxy-Secret: …                       the trusted secret
                        hops      1  10.0.0.8  X-Forwarded-For, value 1 from the right: trusted, and hops=1 ends here, so it is the client
                                     1 more    X-Forwarded-For: further left, not believed and not looked at
                        scheme    https             X-Forwarded-Proto, value 1 from the right
                        host      shop.example.com  X-Original-Host, value 1 from the right
                        port      443               the default of https
                        client    10.0.0.8          X-Forwarded-For, value 1 from the right
                        path      /asked?x=1        X-Original-URL
                        finding   The host is shop.example.com, and X-Forwarded-Host, which is not read, says evil.example.
                                  [host-stated-elsewhere]
                          fix     If your proxy sets that header on every request, set names=host=X-Forwarded-Host.
                        url       https://shop.example.com/asked?x=1
                        """),
                new Story(
                        "a field that hops counts away, and nothing but empty lines",
                        "peer=127.0.0.1 headers=x-forwarded hops=proto=0 prefix=replace fields=proto,port",
                        """
                        GET / HTTP/1.1
                        Host: shop.example.com
                        X-Forwarded-For: 203.0.113.9
                        X-Forwarded-Proto: https
                        X-Forwarded-Port:
                        """,
                        """
                        received  http://shop.example.com/
                        peer      127.0.0.1  not trusted: hops=proto=0 believes nobody
                        headers   Host: shop.example.com
                                  X-Forwarded-For: 203.0.113.9  not read: the peer is not trusted
                                  X-Forwarded-Port:             not read: the peer is not trusted
                                  X-Forwarded-Proto: https      not read: the peer is not trusted
                        scheme    http              as received
                        host      shop.example.com  as received
                        port      80                as received
                        client    127.0.0.1         the peer
                        url       http://shop.example.com/
                        """),
                new Story(
                        "joined prefixes, and a client that the fields leave out",
                        "peer=127.0.0.1 headers=x-forwarded hops=1,prefix=2 prefix=prepend fields=proto",
                        """
                        GET /cart HTTP/1.1
                        Host: shop.example.com
                        X-Forwarded-For: 203.0.113.9
                        X-Forwarded-Proto: https
                        X-Forwarded-Prefix: /a, /b
                        """,
                        """
                        received  http://shop.example.com/cart
                        peer      127.0.0.1  trusted: hops=1,prefix=2 counts the peer as a proxy, whoever it is
                        headers   Host: shop.example.com
                                  X-Forwarded-For: 203.0.113.9  not read: for is not in fields
                                  X-Forwarded-Prefix: /a, /b    read
                                  X-Forwarded-Proto: https      read
                        scheme    https             X-Forwarded-Proto, value 1 from the right
                        host      shop.example.com  Host
                        port      443               the default of https
                        client    127.0.0.1         the peer
                        prefix    /a/b              X-Forwarded-Prefix, the last 2 values
                        finding   Not read, since fields=proto: X-Forwarded-For. [field-ignored]
                          fix     Nothing is to be done if your proxy passes that from the client; if it sets it on every
                                  request, add for to fields.
                        url       https://shop.example.com/a/b/cart
                        """));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void it_tells_the_story(Story story) {
        assertThat(explain(story.settings, story.head).text()).isEqualTo(story.account);
    }

    private static Explanation explain(String words, String head) {
        ForwardedResolver.Builder builder = ForwardedResolver.builder();
        String peer = "127.0.0.1";
        for (String word : words.split(" ", -1)) {
            String value = word.substring(word.indexOf('=') + 1);
            if (word.startsWith("peer=")) {
                peer = value;
            } else {
                builder.set(word.substring(0, word.indexOf('=')), value);
            }
        }
        return builder.build().explain(RequestHead.parse(head).peer(peer, 40112));
    }

    @Test
    void values_are_cut_and_stripped() {
        String value = "\u001b[31m\u0007" + "x".repeat(1000) + "\u00e9";
        Explanation explanation =
                explain("headers=forwarded", "GET /\u001b[0m HTTP/1.1\nHost: h\nForwarded: " + value + "\n");
        assertThat(explanation.toString())
                .contains("Forwarded: [31m" + "x".repeat(196) + "...", "received  http://h/[0m\n")
                .doesNotContain("\u001b", "x".repeat(197));
    }

    @Test
    void a_wrong_secret_is_not_shown_either() {
        String head = "GET / HTTP/1.1\nHost: h\nX-Proxy-Secret: wrong-wrong-wrong\nX-Forwarded-Proto: https\n";
        Explanation explanation = explain("trustedSecret=X-Proxy-Secret=0123456789abcdef", head);
        assertThat(explanation.toString())
                .contains("X-Proxy-Secret: …         not the trusted secret, or more than one line")
                .doesNotContain("wrong-wrong", "0123456789");
        assertThat(explanation.toMap().toString()).doesNotContain("wrong-wrong", "0123456789");
    }

    @Test
    void programs_get_every_part() {
        Explanation explanation =
                explain("headers=x-forwarded", "GET / HTTP/1.1\nHost: h\nX-Forwarded-For: 203.0.113.9\n");
        assertThat(explanation.toMap())
                .containsOnlyKeys("received", "peer", "headers", "hops", "sources", "findings", "original")
                .containsEntry(
                        "hops",
                        List.of(Map.of(
                                "header",
                                "X-Forwarded-For",
                                "position",
                                1,
                                "node",
                                "203.0.113.9",
                                "role",
                                "client",
                                "verdict",
                                "not trusted, so it is the client")));
        assertThat(explain("allowedHosts=a", "GET / HTTP/1.1\nHost: h\n").toMap())
                .containsEntry("rejected", Map.of("status", 400, "id", "host-not-allowed"))
                .doesNotContainKey("original");
    }
}
