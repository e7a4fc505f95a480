package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Werkzeug's ProxyFix beside the settings that {@code docs/moving-over.md} gives for it: a model of what its documentation
 * says, all combinations of its five counters, and lists of up to three values. What differs is named on the page.
 */
@Tag("many")
final class ProxyFixTest {

    private static final String HEADING = "Werkzeug's ProxyFix";
    private static final String HOST = "backend:8080";
    private static final String PEER = "10.0.0.1";
    private static final int MOST = 2;
    private static final int LONGEST = 3;

    /** The values of each header, the outermost first. */
    private static final List<List<String>> VALUES = List.of(
            List.of("192.0.2.1", "192.0.2.2", "192.0.2.3"),
            List.of("https", "http", "https"),
            List.of("a.example", "b.example:8081", "c.example"),
            List.of("443", "9443", "80"),
            List.of("/a", "/b", "/c"));

    private static final List<String> HEADERS = List.of(
            "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix");

    /** The five counters, in the order of the headers. */
    private record Counters(List<Integer> counts) {

        /** The settings of the page, with these counters. */
        ForwardedResolver resolver() {
            Map<String, String> settings = MigrationPage.settings(HEADING);
            settings.put("hops", hops());
            return ForwardedResolver.builder().settings(settings).build();
        }

        String hops() {
            return "for=%d,proto=%d,host=%d,port=%d,prefix=%d".formatted(counts.toArray());
        }
    }

    /** Where a request went, as an application sees it. */
    private record Facts(String client, String scheme, String host, int port, String prefix) {

        static Facts of(OriginalRequest original) {
            return new Facts(
                    original.clientAddress(), original.scheme(), original.host(), original.port(), original.prefix());
        }
    }

    /** The documented behaviour: the value number N from the right, or nothing if there are fewer. */
    private static Facts proxyFix(Counters counters, List<@Nullable String> headers) {
        String scheme = Objects.requireNonNullElse(value(counters, headers, 1), "http");
        String host = Objects.requireNonNullElse(value(counters, headers, 2), HOST);
        String port = value(counters, headers, 3);
        String authority = port == null ? host : name(host) + ":" + port;
        return new Facts(
                Objects.requireNonNullElse(value(counters, headers, 0), PEER),
                scheme,
                name(authority),
                port(authority, scheme),
                Objects.requireNonNullElse(value(counters, headers, 4), ""));
    }

    private static @Nullable String value(Counters counters, List<@Nullable String> headers, int field) {
        String header = headers.get(field);
        int trusted = counters.counts().get(field);
        if (header == null || trusted == 0) {
            return null;
        }
        String[] values = header.split(",", -1);
        return values.length < trusted ? null : values[values.length - trusted].strip();
    }

    private static String name(String authority) {
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static int port(String authority, String scheme) {
        int colon = authority.indexOf(':');
        return colon < 0 ? scheme.equals("https") ? 443 : 80 : Integer.parseInt(authority.substring(colon + 1));
    }

    private static Facts ours(ForwardedResolver resolver, List<@Nullable String> headers) {
        StringBuilder head = new StringBuilder("GET /cart HTTP/1.1\nHost: " + HOST + "\n");
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i) != null) {
                head.append(HEADERS.get(i)).append(": ").append(headers.get(i)).append('\n');
            }
        }
        return Facts.of((OriginalRequest)
                resolver.decide(RequestHead.parse(head.toString()).peer(PEER, 40112)));
    }

    /** Theirs, but for the differences of the page; those that occur are noted. */
    private static Facts expected(Counters counters, List<@Nullable String> headers, Set<String> differences) {
        Facts theirs = proxyFix(counters, headers);
        String prefix = theirs.prefix();
        if (counters.counts().get(4) == 2 && !prefix.isEmpty()) {
            differences.add("prefixes-joined");
            prefix += VALUES.get(4).get(last(headers, 4));
        }
        return new Facts(
                theirs.client(), theirs.scheme(), theirs.host(), expectedPort(counters, headers, differences), prefix);
    }

    private static int expectedPort(Counters counters, List<@Nullable String> headers, Set<String> differences) {
        Facts theirs = proxyFix(counters, headers);
        String host = value(counters, headers, 2);
        if (value(counters, headers, 3) == null) {
            return theirs.port();
        }
        if (host != null && host.contains(":")) {
            differences.add("port-of-the-host");
            return port(host, theirs.scheme());
        }
        int other = theirs.scheme().equals("https") ? 80 : 443;
        if (theirs.port() == other) {
            differences.add("port-of-the-other-scheme");
            return port(host == null ? HOST : host, theirs.scheme());
        }
        return theirs.port();
    }

    /** The place of the last value of a header. */
    private static int last(List<@Nullable String> headers, int field) {
        return Objects.requireNonNull(headers.get(field)).split(",", -1).length - 1;
    }

    private static Stream<Counters> counters() {
        int each = MOST + 1;
        return IntStream.range(0, each * each * each * each * each)
                .mapToObj(number -> new Counters(digits(number, each)));
    }

    private static List<Integer> digits(int number, int base) {
        List<Integer> digits = new ArrayList<>();
        for (int rest = number; digits.size() < VALUES.size(); rest /= base) {
            digits.add(rest % base);
        }
        return digits;
    }

    /** The headers of a request, each with that many values; null for none. */
    private static List<@Nullable String> headers(int number) {
        List<Integer> lengths = digits(number, LONGEST + 1);
        List<@Nullable String> headers = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            List<String> values = VALUES.get(i).subList(0, lengths.get(i));
            headers.add(values.isEmpty() ? null : String.join(", ", values));
        }
        return headers;
    }

    private static int requests() {
        return (int) Math.pow(LONGEST + 1, VALUES.size());
    }

    @Test
    void every_combination_of_counters_agrees_but_for_the_differences_of_the_page() {
        Set<String> differences = new TreeSet<>();
        assertThat(counters()).hasSize(243).allSatisfy(counters -> {
            ForwardedResolver resolver = counters.resolver();
            for (int i = 0; i < requests(); i++) {
                List<@Nullable String> headers = headers(i);
                Facts ours = ours(resolver, headers);
                if (!ours.equals(expected(counters, headers, differences))) {
                    assertThat(ours)
                            .as("%s %s", counters.hops(), headers)
                            .isEqualTo(expected(counters, headers, differences));
                }
            }
        });
        assertThat(differences)
                .containsExactlyInAnyOrder("prefixes-joined", "port-of-the-host", "port-of-the-other-scheme");
        assertThat(MigrationPage.ids(HEADING)).containsAll(differences);
    }

    /** One header each, its counter 1: what the model makes of it, and what the library does. */
    @TestFactory
    Stream<DynamicTest> values_that_are_not_plain() {
        List<String> lines = """
                port-of-the-client       | 0 | 192.0.2.1:4711            | 192.0.2.1:4711   | 192.0.2.1
                client-without-address   | 0 | unknown                   | unknown          | 10.0.0.1
                client-without-address   | 0 | _hidden                   | _hidden          | 10.0.0.1
                not-an-address           | 0 | <script>                  | <script>         | 10.0.0.1
                not-an-address           | 0 | 010.0.0.1                 | 010.0.0.1        | 10.0.0.1
                not-a-scheme             | 1 | gopher                    | gopher           | http
                web-socket               | 1 | wss                       | wss              | https
                not-a-host               | 2 | a_b@evil                  | a_b@evil         | backend
                not-a-port               | 3 | 99999                     | 99999            | 8080
                not-a-prefix             | 4 | /a/../b                   | /a/../b          | ''
                """.lines().toList();
        Set<String> ids = MigrationPage.ids(HEADING);
        return lines.stream()
                .map(line -> dynamicTest(line, () -> {
                    String[] cell =
                            Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
                    int field = Integer.parseInt(cell[1]);
                    Counters counters = new Counters(List.of(1, 1, 1, 1, 1));
                    List<@Nullable String> headers = new ArrayList<>(headers(0));
                    headers.set(field, cell[2]);
                    assertThat(ids).contains(cell[0]);
                    assertThat(fact(proxyFix(counters, headers), field)).isEqualTo(cell[3]);
                    assertThat(fact(ours(counters.resolver(), headers), field)).isEqualTo(cell[4].replace("''", ""));
                }));
    }

    private static String fact(Facts facts, int field) {
        return switch (field) {
            case 0 -> facts.client();
            case 1 -> facts.scheme();
            case 2 -> facts.host();
            case 3 -> String.valueOf(facts.port());
            default -> facts.prefix();
        };
    }

    @Test
    void the_page_shows_the_counters_that_are_the_default_there() {
        assertThat(MigrationPage.settings(HEADING)).containsEntry("hops", new Counters(List.of(1, 1, 0, 0, 0)).hops());
    }

    /** Its list has an empty value where two commas meet, which counts there and not here. */
    @Test
    void an_empty_value_counts_there_and_not_here() {
        Counters counters = new Counters(List.of(2, 0, 0, 0, 0));
        List<@Nullable String> headers = new ArrayList<>(headers(0));
        headers.set(0, "192.0.2.1, , 192.0.2.3");
        assertThat(proxyFix(counters, headers).client()).isEmpty();
        assertThat(ours(counters.resolver(), headers).client()).isEqualTo("192.0.2.1");
        assertThat(MigrationPage.ids(HEADING)).contains("empty-values");
    }
}
