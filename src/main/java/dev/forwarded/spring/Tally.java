package dev.forwarded.spring;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How many requests were compared, and how many differ in which way: at most {@value #KINDS} ways. */
final class Tally {

    static final int KINDS = 64;

    private static final String OTHERS = "others";

    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(10);

    private final LongSupplier clock;
    private final Map<String, Long> kinds = new TreeMap<>();
    private long start;
    private long compared;
    private long differing;

    /**
     * @param clock nanoseconds, from any origin
     */
    Tally(LongSupplier clock) {
        this.clock = clock;
        start = clock.getAsLong();
    }

    /** Counts a difference; whether its kind is new. */
    synchronized boolean isNew(String kind) {
        String counted = kinds.containsKey(kind) || kinds.size() < KINDS ? kind : OTHERS;
        differing++;
        return kinds.merge(counted, 1L, Long::sum) == 1;
    }

    /** Counts a request; the summary if one is due. */
    synchronized @Nullable String summary() {
        compared++;
        long now = clock.getAsLong();
        if (now - start < INTERVAL) {
            return null;
        }
        start = now;
        return text();
    }

    synchronized boolean differs() {
        return differing > 0;
    }

    /** The counts since the start. */
    synchronized String text() {
        StringBuilder text = new StringBuilder().append(compared).append(" requests were compared, ");
        text.append(differing).append(" differ");
        kinds.forEach(
                (kind, count) -> text.append("; ").append(count).append(' ').append(kind));
        return text.toString();
    }
}
