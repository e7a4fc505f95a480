package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Requests.Pair;
import dev.forwarded.Requests.Request;
import dev.forwarded.internal.http.CidrBlock;
import dev.forwarded.internal.http.ForwardedElement;
import dev.forwarded.internal.http.ForwardedElements;
import dev.forwarded.internal.http.IpAddress;
import dev.forwarded.oracle.Grammar;
import dev.forwarded.oracle.Naive;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The library against second implementations that share nothing with it, on generated input. */
final class OracleTest {

    private static final long SEED = Long.getLong("forwarded.seed", 7239);

    /** Requests under the same settings. */
    private static final int REQUESTS = 10;

    /** How many pairs of settings and request; {@code -Dforwarded.oracle=N} takes another number. */
    private static final int PAIRS = Integer.getInteger("forwarded.oracle", 200_000);

    private static final Set<String> UNKNOWN_TO_THE_MODEL = Set.of("profile", "prefix", "allowedHosts", "mode");

    private interface Trial {
        @Nullable
        String difference(Requests random);
    }

    private static @Nullable String first(long salt, int number, Trial trial) {
        return LongStream.range(SEED, SEED + number)
                .parallel()
                .mapToObj(seed -> {
                    String difference = trial.difference(new Requests(seed + (salt << 32)));
                    return difference == null ? null : "-Dforwarded.seed=" + seed + "\n" + difference;
                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What a decision says, in the words of the model. */
    static String said(Decision decision) {
        return decision instanceof OriginalRequest original
                ? original.scheme() + "://" + original.host() + ":" + original.port() + " " + original.clientNode()
                        + " " + original.clientAddress() + " " + original.clientPort() + " " + original.isTrusted()
                : "rejected";
    }

    @Test
    void the_walk_comes_to_what_a_naive_model_of_the_rules_says() {
        Map<String, LongAdder> kinds = new ConcurrentHashMap<>();
        assertThat(first(1, PAIRS / REQUESTS, random -> {
                    Map<String, String> settings = known(random.settings());
                    ForwardedResolver resolver =
                            ForwardedResolver.builder().settings(settings).build();
                    Naive model = new Naive(settings);
                    for (int i = 0; i < REQUESTS; i++) {
                        Request request = random.request(settings);
                        RequestHead received = request.received();
                        String expected = model.answer(received);
                        String said = said(resolver.decide(received));
                        kinds.computeIfAbsent(kind(said), kind -> new LongAdder())
                                .increment();
                        if (!expected.equals(said)) {
                            return new Pair(settings, request) + "\nmodel:   " + expected + "\nlibrary: " + said;
                        }
                    }
                    return null;
                }))
                .isNull();
        Map<String, Long> shares = new TreeMap<>();
        kinds.forEach((kind, count) -> shares.put(kind, count.sum() * 100 / PAIRS));
        if (PAIRS >= 10_000) {
            assertThat(shares)
                    .as("percent")
                    .allSatisfy((kind, share) -> assertThat(share).isGreaterThan(10));
            assertThat(shares).containsOnlyKeys("rejected", "trusted", "untrusted");
        }
    }

    private static Map<String, String> known(Map<String, String> generated) {
        Map<String, String> settings = new LinkedHashMap<>(generated);
        settings.keySet().removeAll(UNKNOWN_TO_THE_MODEL);
        settings.computeIfPresent("names", (key, names) -> withoutUrl(names));
        return settings;
    }

    private static @Nullable String withoutUrl(String names) {
        String others = names.replaceFirst(",?url=.*", "");
        return others.isEmpty() ? null : others;
    }

    private static String kind(String said) {
        return said.endsWith(" true") ? "trusted" : said.endsWith(" false") ? "untrusted" : said;
    }

    @Test
    void elements_are_read_as_the_grammar_of_the_rfc_reads_them() {
        LongAdder malformed = new LongAdder();
        int number = PAIRS / 20;
        assertThat(first(2, number, random -> {
                    List<String> lines = lines(random);
                    List<String> expected = expected(lines);
                    malformed.add(expected.contains("malformed") ? 1 : 0);
                    List<String> read = read(lines);
                    return expected.equals(read) ? null : lines + "\ngrammar: " + expected + "\nlibrary: " + read;
                }))
                .isNull();
        assertThat(malformed.sum() * 100 / number)
                .as("percent with a malformed element")
                .isBetween(20L, 90L);
    }

    private static List<String> lines(Requests random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.below(3); i >= 0; i--) {
            String line = random.element();
            for (int more = random.below(3); more > 0; more--) {
                line += random.pick(",", ", ", " ,\t", ",,") + random.element();
            }
            lines.add(random.chance(70) ? line : random.spoilt(line));
        }
        return lines;
    }

    private static List<String> expected(List<String> lines) {
        List<String> expected = Grammar.elements(lines).stream()
                .map(element -> element.malformed()
                        ? "malformed"
                        : node(element.node()) + " " + element.proto() + " " + element.host())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(expected);
        return expected;
    }

    private static String node(Grammar.@Nullable Node node) {
        return node == null ? "-" : node.name() + ":" + node.port();
    }

    /** The elements as the library reads them, from the right. */
    private static List<String> read(List<String> lines) {
        ForwardedElements elements = new ForwardedElements();
        List<String> read = new ArrayList<>();
        if (elements.open(Collections.enumeration(lines))) {
            for (ForwardedElement next = elements.previous(); next != null; next = elements.previous()) {
                read.add(
                        next.fault() != null
                                ? "malformed"
                                : (next.node() == null
                                                ? "-"
                                                : next.node().name() + ":"
                                                        + next.node().port())
                                        + " " + next.scheme() + " " + next.host());
            }
        }
        return read;
    }

    @Test
    void addresses_lie_in_blocks_as_numbers_of_any_size_say() {
        LongAdder inside = new LongAdder();
        int number = PAIRS / 20;
        assertThat(first(3, number, random -> {
                    String near = random.pick(Requests.NEAR);
                    String base = random.chance(70) ? near : random.pick(Requests.FAR);
                    String text = block(base, random);
                    CidrBlock block = CidrBlock.parse(text);
                    InetAddress address = Grammar.address(near);
                    if (block == null || address == null || CidrBlock.hasHostBits(text, block)) {
                        return null;
                    }
                    boolean contains = block.contains(IpAddress.parse(near));
                    inside.add(contains ? 1 : 0);
                    return contains == Naive.Block.of(text).contains(address)
                            ? null
                            : text + " and " + near + ": " + contains;
                }))
                .isNull();
        assertThat(inside.sum() * 100 / number).as("percent inside").isGreaterThan(5);
    }

    /** A block around an address, its host bits cleared by the JDK's numbers. */
    private static String block(String base, Requests random) {
        InetAddress address = Grammar.address(base);
        if (address == null) {
            return base;
        }
        byte[] bytes = address.getAddress();
        int bits = random.below(bytes.length * 8 + 1);
        for (int i = 0; i < bytes.length * 8; i++) {
            if (i >= bits) {
                bytes[i / 8] &= (byte) ~(0x80 >> i % 8);
            }
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
