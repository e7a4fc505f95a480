package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a client sends costs no memory: allocated bytes are counted, not time. */
final class CostTest {

    private static final int SIZE = 64 * 1024;

    /** Bytes by which two costs may differ that are the same: the compiler may save an object in one of them. */
    private static final long SLACK = 128;

    /** Bytes that an answer may cost. */
    private static final long LITTLE = 4 * 1024;

    /** Bytes that as many elements as are ever believed may cost. */
    private static final long ALL_HOPS = 16 * 1024;

    /** Bytes that a rejection may cost whose reason nobody reads. */
    private static final long REFUSAL = 1536;

    private static final Map<String, String> VALUES = Map.of(
            "X-Forwarded-For", "203.0.113.7, 10.0.0.2",
            "X-Forwarded-Proto", "https",
            "X-Forwarded-Host", "shop.example.com",
            "X-Forwarded-Port", "8443",
            "X-Forwarded-Prefix", "/shop");

    private static final List<String> IN_FRONT =
            List.of("8.8.8.8, ", "unknown,", ",", " ,", " ", "\"", "\"\",", ";\\", "x", "\u00e9");

    private static final String BELIEVED = "for=203.0.113.7;proto=https, for=10.0.0.2";

    private static final class Meter {

        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private static final int ROUNDS = 150;

        /** The bytes that each task allocates once it is warm; they run in turn, so that all are equally warm. */
        static long[] bytes(Runnable... tasks) {
            long[] least = new long[tasks.length];
            Arrays.fill(least, Long.MAX_VALUE);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < tasks.length; i++) {
                    long before = THREADS.getCurrentThreadAllocatedBytes();
                    tasks[i].run();
                    least[i] = Math.min(least[i], THREADS.getCurrentThreadAllocatedBytes() - before);
                }
            }
            return least;
        }
    }

    private static final ForwardedResolver X_FORWARDED = resolver("x-forwarded", "reject");
    private static final ForwardedResolver FORWARDED = resolver("forwarded", "reject");
    private static final ForwardedResolver FORGIVING = resolver("forwarded", "ignore");

    private static ForwardedResolver resolver(String headers, String onInvalid) {
        return ForwardedResolver.builder()
                .trustedProxies("loopback 10.0.0.0/8")
                .headers(headers)
                .set("prefix", "replace")
                .set("onInvalid", onInvalid)
                .build();
    }

    private static long[] bytes(ForwardedResolver resolver, LeanRequest... requests) {
        return Meter.bytes(Stream.of(requests)
                .map(request -> (Runnable) () -> resolver.decide(request))
                .toArray(Runnable[]::new));
    }

    private static String repeated(String text, int size) {
        return text.repeat(Math.max(1, size / text.length()));
    }

    @TestFactory
    Stream<DynamicTest> what_a_client_puts_in_front_of_an_x_forwarded_value_costs_nothing() {
        return VALUES.entrySet().stream()
                .flatMap(header -> IN_FRONT.stream()
                        .map(front -> dynamicTest(
                                "64 KiB of '" + front + "' in front of " + header.getKey(),
                                () -> costsTheSame(header.getKey(), front, header.getValue()))));
    }

    private static void costsTheSame(String header, String front, String value) {
        long[] bytes = bytes(
                X_FORWARDED,
                LeanRequest.of(header, List.of(front + "," + value)),
                LeanRequest.of(header, List.of(repeated(front, SIZE) + "," + value)));
        assertThat(bytes[1]).isCloseTo(bytes[0], within(SLACK)).isLessThan(LITTLE);
    }

    @TestFactory
    Stream<DynamicTest> thousands_of_lines_cost_what_a_hundred_do() {
        return Stream.of("8.8.8.8", " , ", "\"", "for=8.8.8.8;x=\"", "for=8.8.8.8, for=10.0.0.9")
                .flatMap(line -> Stream.of(
                        dynamicTest(
                                line + " in X-Forwarded-For",
                                () -> linesCostTheSame(X_FORWARDED, "X-Forwarded-For", line, "203.0.113.7, 10.0.0.2")),
                        dynamicTest(
                                line + " in Forwarded",
                                () -> linesCostTheSame(
                                        FORWARDED, "Forwarded", line, "for=203.0.113.7, for=10.0.0.2"))));
    }

    private static void linesCostTheSame(ForwardedResolver resolver, String header, String line, String last) {
        long[] bytes = bytes(resolver, lines(header, 100, line, last), lines(header, 8000, line, last));
        assertThat(bytes[1]).isCloseTo(bytes[0], within(SLACK)).isLessThan(LITTLE);
    }

    private static LeanRequest lines(String header, int count, String line, String last) {
        List<String> lines = new ArrayList<>(Collections.nCopies(count, line));
        lines.add(last);
        return LeanRequest.of(header, lines);
    }

    @TestFactory
    Stream<DynamicTest> forwarded_of_any_length_allocates_no_more_than_a_bound() {
        return Stream.of(
                bounded("Elements in front", size -> repeated("for=8.8.8.8;x=\"a,b\", ", size) + BELIEVED),
                bounded("Trusted elements", size -> repeated("for=10.0.0.2,", size)),
                bounded("Commas in front", size -> repeated(",", size) + BELIEVED),
                bounded("White space in front", size -> repeated(" ", size) + "," + BELIEVED),
                bounded("Pairs of quotes in front", size -> repeated("\"\"", size) + "," + BELIEVED),
                bounded("Quoted-pairs in front", size -> "\"" + repeated("\\\"", size) + "\"," + BELIEVED),
                bounded("Pairs of an element", size -> "for=203.0.113.7" + repeated(";x=\"a,b\"", size)),
                bounded("Semicolons of an element", size -> "for=203.0.113.7" + repeated(";", size)),
                bounded("White space in an element", size -> "for=203.0.113.7" + repeated(" ", size) + ";proto=https"),
                bounded("A quoted extension", size -> "for=203.0.113.7;x=\"" + repeated("\\\"", size) + "\""),
                bounded("An extension", size -> "for=203.0.113.7;x=" + repeated("a", size)),
                bounded("An open quote", size -> "for=203.0.113.7;x=\"" + repeated("a", size)),
                bounded("An odd number of quotes", size -> repeated("\"\"", size) + "\""),
                bounded("A repeated parameter", size -> repeated("for=10.0.0.2;", size)));
    }

    private static DynamicTest bounded(String sentence, IntFunction<String> value) {
        return dynamicTest(sentence, () -> {
            for (ForwardedResolver resolver : List.of(FORWARDED, FORGIVING)) {
                long[] bytes = bytesOf(resolver, value);
                assertThat(bytes[1]).isCloseTo(bytes[0], within(SLACK)).isLessThan(ALL_HOPS);
            }
        });
    }

    private static long[] bytesOf(ForwardedResolver resolver, IntFunction<String> value) {
        return bytes(
                resolver,
                LeanRequest.of("Forwarded", List.of(value.apply(SIZE))),
                LeanRequest.of("Forwarded", List.of(value.apply(2 * SIZE))));
    }

    @TestFactory
    Stream<DynamicTest> a_refusal_costs_no_sentence_unless_somebody_reads_it() {
        return Stream.of(
                unread("A node", FORWARDED, "Forwarded", size -> "for=" + repeated("a", size)),
                unread("A quoted node", FORWARDED, "Forwarded", size -> "for=\"" + repeated("1.", size) + "\""),
                unread("A host", FORWARDED, "Forwarded", size -> "host=\"" + repeated("a.", size) + "\""),
                unread("Quoted-pairs", FORWARDED, "Forwarded", size -> "host=\"" + repeated("\\a", size) + "\""),
                unread("A scheme", FORWARDED, "Forwarded", size -> "proto=" + repeated("https", size)),
                unread("A malformed element", FORWARDED, "Forwarded", size -> repeated("for=10.0.0.2 ", size)),
                unread("A client", X_FORWARDED, "X-Forwarded-For", size -> repeated("a", size)),
                unread("A scheme of a list", X_FORWARDED, "X-Forwarded-Proto", size -> repeated("a", size)),
                unread("A host of a list", X_FORWARDED, "X-Forwarded-Host", size -> repeated("@", size)),
                unread("A port", X_FORWARDED, "X-Forwarded-Port", size -> repeated("9", size)),
                unread("A prefix", X_FORWARDED, "X-Forwarded-Prefix", size -> "/" + repeated("a", size)));
    }

    private static DynamicTest unread(
            String sentence, ForwardedResolver resolver, String header, IntFunction<String> value) {
        return dynamicTest(sentence, () -> {
            LeanRequest request = LeanRequest.of(header, List.of(value.apply(SIZE)));
            LeanRequest twice = LeanRequest.of(header, List.of(value.apply(2 * SIZE)));
            long[] bytes = Meter.bytes(
                    () -> resolver.decide(request),
                    () -> resolver.decide(twice),
                    () -> ((RejectedRequestException) resolver.decide(request)).finding());
            assertThat(bytes[0]).isLessThan(REFUSAL);
            assertThat(bytes[1]).isCloseTo(bytes[0], within(SLACK));
            assertThat(bytes[2]).isGreaterThan(bytes[0] + SLACK);
        });
    }

    @Test
    void from_a_peer_that_is_not_trusted_nothing_is_parsed() {
        ForwardedResolver resolver =
                ForwardedResolver.builder().trustedProxies("192.0.2.1").build();
        long[] bytes = bytes(
                resolver,
                LeanRequest.of("Cookie", List.of("a=b")),
                LeanRequest.of("Forwarded", List.of(repeated("for=\"10.0.0.2\";", SIZE))),
                LeanRequest.of("X-Forwarded-For", List.of(repeated("10.0.0.2,", SIZE))));
        assertThat(bytes).containsOnly(bytes[0]);
    }

    @Test
    void whether_an_ipv4_peer_is_trusted_costs_nothing() {
        LeanRequest received = LeanRequest.of("X-Forwarded-For", List.of("203.0.113.7"));
        assertThat(Meter.bytes(() -> Plans.trusts(X_FORWARDED, received))).containsOnly(0);
    }
}
