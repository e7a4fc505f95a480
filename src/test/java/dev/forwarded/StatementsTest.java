package dev.forwarded;

import static org.assertj.core.api.Assertions.fail;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.Host;
import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.http.PeerAddress;
import dev.forwarded.internal.http.Printable;
import dev.forwarded.internal.http.Scheme;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Planned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every statement of an account is true: over generated settings and requests each source holds the value that it
 * names, each header that is called read was asked for, and each finding states what is so. The values are found again
 * here by cutting the text of the headers anew.
 */
@Tag("many")
final class StatementsTest {

    private static final int PAIRS =
            Integer.getInteger("forwarded.statements", Boolean.getBoolean("forwarded.full") ? 1_000_000 : 200_000);

    private static final int OF_A_SEED = 5;

    private static final Pattern PLACE = Pattern.compile("(\\S+), value (\\d+) from the right(; both families agree)?");

    private final Map<String, AtomicInteger> checked = new ConcurrentHashMap<>();

    /** A received request that remembers the headers for which it was asked. */
    private record Listening(RequestHead request, Set<String> asked) implements ReceivedRequest {

        @Override
        public String protocol() {
            return request.protocol();
        }

        @Override
        public String scheme() {
            return request.scheme();
        }

        @Override
        public @Nullable String serverName() {
            return request.serverName();
        }

        @Override
        public int serverPort() {
            return request.serverPort();
        }

        @Override
        public @Nullable String peerAddress() {
            return request.peerAddress();
        }

        @Override
        public int peerPort() {
            return request.peerPort();
        }

        @Override
        public @Nullable String localAddress() {
            return request.localAddress();
        }

        @Override
        public String rawPath() {
            return request.rawPath();
        }

        @Override
        public @Nullable String rawQuery() {
            return request.rawQuery();
        }

        @Override
        public String contextPath() {
            return request.contextPath();
        }

        @Override
        public @Nullable String header(String name) {
            asked.add(name.toLowerCase(Locale.ROOT));
            return request.header(name);
        }

        @Override
        public Enumeration<String> headers(String name) {
            asked.add(name.toLowerCase(Locale.ROOT));
            return request.headers(name);
        }
    }

    /** One account with all that it is compared with. */
    private record Case(Plan plan, RequestHead received, Set<String> asked, Explanation explanation) {

        Map<?, ?> map(String key) {
            return (Map<?, ?>) explanation.toMap().get(key);
        }

        List<?> list(String key) {
            return (List<?>) explanation.toMap().get(key);
        }

        @Nullable
        OriginalRequest original() {
            return explanation.decision() instanceof OriginalRequest served ? served : null;
        }

        List<String> values(String header) {
            List<String> values = new ArrayList<>();
            for (String line : Collections.list(received.headers(header))) {
                for (String item : line.split(",", -1)) {
                    String value = item.strip();
                    boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
                    value = isQuoted ? value.substring(1, value.length() - 1) : value;
                    if (!value.isEmpty()) {
                        values.add(value);
                    }
                }
            }
            Collections.reverse(values);
            return values;
        }

        boolean isBlank(String header) {
            return values(header).isEmpty();
        }
    }

    @Test
    void of_two_hundred_thousand_accounts_is_true() {
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
                received.forEach(request -> check(resolver, request));
            }
        });
        Assertions.assertThat(checked)
                .containsKeys(
                        "source",
                        "client-hop",
                        "read",
                        "port-of-listener",
                        "port-unconfirmed",
                        "scheme-not-stated",
                        "values-unread",
                        "proxy-missing",
                        "client-not-stated",
                        "scheme-stated-elsewhere",
                        "host-stated-elsewhere",
                        "field-not-counted",
                        "hops-beyond-trust",
                        "host-looks-internal",
                        "scheme-of-inner-hop",
                        "client-trusted");
    }

    private void check(ForwardedResolver resolver, RequestHead request) {
        Set<String> asked = new HashSet<>();
        ReceivedRequest listening = new Listening(request, asked);
        resolver.decide(listening);
        Case each = new Case(Planned.planOf(resolver), request, asked, resolver.explain(request));
        try {
            headers(each);
            sources(each);
            hops(each);
            each.explanation.findings().forEach(finding -> finding(each, finding));
        } catch (AssertionError | RuntimeException untrue) {
            fail(untrue.getMessage() + "\n" + resolver + "\n" + each.explanation, untrue);
        }
    }

    private void count(String what) {
        checked.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    private static void so(boolean is, String what) {
        if (!is) {
            throw new AssertionError(what);
        }
    }

    private void headers(Case each) {
        for (Object row : each.list("headers")) {
            Map<?, ?> header = (Map<?, ?>) row;
            String name = (String) header.get("name");
            if (header.get("verdict").equals("read")) {
                count("read");
                so(each.asked.contains(name.toLowerCase(Locale.ROOT)), name + " was read");
            }
        }
    }

    private void sources(Case each) {
        OriginalRequest original = each.original();
        if (original == null) {
            return;
        }
        Map<?, ?> sources = each.map("sources");
        place(each, sources, "scheme")
                .ifPresent(value -> so(
                        original.scheme().equals(Scheme.parseSwitch(value, 0, value.length())),
                        "the scheme stands there"));
        place(each, sources, "host").ifPresent(value -> {
            Authority authority = Authority.parse(value);
            so(authority != null && Host.isSame(authority.host(), original.host()), "the host stands there");
        });
        place(each, sources, "port")
                .ifPresent(
                        value -> so(Ascii.port(value, 0, value.length()) == original.port(), "the port stands there"));
        place(each, sources, "client").ifPresent(value -> {
            Node node = Node.parseXForwarded(value, 0, value.length());
            so(node != null && node.name().equals(original.clientNode()), "the client stands there");
        });
    }

    /** A hop that is called the client's has its name, and the one that the source of the client names is called so. */
    private void hops(Case each) {
        OriginalRequest original = each.original();
        String client = original == null ? "" : original.clientNode();
        String source = original == null
                ? ""
                : (String) ((Map<?, ?>) each.map("sources").get("client")).get("source");
        for (Object row : each.list("hops")) {
            Map<?, ?> hop = (Map<?, ?>) row;
            boolean isClient = hop.get("role").equals("client");
            String place = hop.get("header") + ", value " + hop.get("position") + " from the right";
            String name = hop.get("node").toString().replaceFirst(", port .*", "");
            so(!isClient || name.equals(client), place + " is the client");
            if (source.equals(place)) {
                count("client-hop");
                so(isClient, place + " is called the client");
            }
        }
    }

    /** The value that a source names, of a list header; an element of Forwarded is checked by its own tests. */
    private Optional<String> place(Case each, Map<?, ?> sources, String name) {
        String source = (String) ((Map<?, ?>) sources.get(name)).get("source");
        Matcher place = PLACE.matcher(source);
        if (!place.matches() || place.group(1).equals("Forwarded")) {
            return Optional.empty();
        }
        count("source");
        List<String> values = each.values(place.group(1));
        int position = Integer.parseInt(place.group(2));
        boolean endsUnknown = name.equals("client") && isEndUnknown(each, place.group(1));
        int index = position - 1 - (endsUnknown ? 1 : 0);
        if (index < 0) {
            return Optional.of("unknown");
        }
        so(index < values.size(), source + " exists");
        return Optional.of(values.get(index));
    }

    /** Whether an empty value follows the last one of a list of nodes, which is a node of its own. */
    private static boolean isEndUnknown(Case each, String header) {
        String all = String.join(",", Collections.list(each.received.headers(header)));
        String last = all.substring(all.lastIndexOf(',') + 1).strip();
        return last.isEmpty() || last.equals("\"\"");
    }

    private void finding(Case each, Finding finding) {
        count(finding.id());
        OriginalRequest original = each.original();
        switch (finding.id()) {
            case "port-of-listener" -> {
                so(original != null, "served");
                String said = between(finding.sentence(), " says ", ", but");
                so(
                        each.values(each.plan.header(Field.PORT)).stream()
                                .anyMatch(value -> Ascii.port(value, 0, value.length()) == Integer.parseInt(said)),
                        "it says so");
                so(!said.equals(String.valueOf(original.port())), "the port is another");
                so(finding.sentence().endsWith(" but the port is " + original.port()), "that is the port");
            }
            case "port-unconfirmed" -> {
                so(original != null, "served");
                so(finding.sentence().startsWith("The port " + original.port() + " comes"), "that is the port");
                Authority host = Authority.parse(String.valueOf(each.received.header("Host")));
                so(
                        host == null || host.port() != original.port() || !each.isBlank(each.plan.header(Field.HOST)),
                        "Host has no such port");
            }
            case "scheme-not-stated" ->
                so(original != null && original.scheme().equals(each.received.scheme()), "it stays as received");
            case "scheme-stated-elsewhere", "scheme-of-inner-hop" ->
                so(original != null && original.scheme().equals("http"), "the scheme is http");
            case "client-not-stated" ->
                so(
                        original != null
                                && original.clientAddress().equals(PeerAddress.text(each.received.peerAddress())),
                        "the client is the peer");
            case "client-trusted" ->
                so(original != null && each.plan.trusted.trustsPeer(original.clientAddress()), "it is trusted");
            case "proxy-missing" -> {
                String node = between(finding.sentence(), "ends at ", ", an address");
                so(
                        original != null && (original.clientAddress().equals(node) || !each.plan.takesClient),
                        "it ends there");
                so(!each.plan.trusted.trustsPeer(node), "it is not trusted");
            }
            case "hops-beyond-trust" ->
                so(!each.plan.trusted.trustsPeer(between(finding.sentence(), ": ", " is not in")), "it is not trusted");
            case "host-stated-elsewhere" ->
                so(
                        original != null
                                && finding.sentence()
                                        .startsWith("The host is " + Printable.of(original.host()) + ", and "),
                        "that is the host");
            case "host-looks-internal" ->
                so(
                        original != null
                                && Host.isSame(
                                        String.valueOf(
                                                Authority.parse(between(finding.sentence(), "The host ", " comes"))
                                                        .host()),
                                        original.host()),
                        "that is the host");
            case "values-unread" -> {
                String header =
                        finding.sentence().substring(0, finding.sentence().indexOf(' '));
                int values = Integer.parseInt(between(finding.sentence(), " holds ", " values"));
                so(each.values(header).size() == values, "so many values");
            }
            default -> {}
        }
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
