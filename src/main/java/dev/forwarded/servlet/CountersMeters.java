package dev.forwarded.servlet;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;

/**
 * Counters as meters of Micrometer, in its global registry, which every registry of Spring Boot is part of. The only
 * class that needs Micrometer; it is loaded only to find out whether it is there.
 */
final class CountersMeters {

    private final Counters counters;
    private final String context;
    private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

    private CountersMeters(Counters counters, String context) {
        this.counters = counters;
        this.context = context;
    }

    /**
     * Registers a meter for each counter, and for each finding when it is first seen.
     *
     * @return what takes them out again
     * @throws LinkageError if Micrometer is not there
     */
    static Runnable register(Counters counters, String context) {
        CountersMeters all = new CountersMeters(counters, context);
        for (Counters.Kind kind : Counters.Kind.values()) {
            if (kind == Counters.Kind.WOULD_HAVE_BEEN) {
                all.add("forwarded.would.have.been", "mode", "report", counted -> counted.count(kind));
            } else {
                all.add("forwarded.requests", "outcome", kind.word, counted -> counted.count(kind));
            }
        }
        counters.eachFinding(id -> all.add("forwarded.findings", "id", id, counted -> counted.count(id)));
        return all::remove;
    }

    private void add(String name, String tag, String value, ToDoubleFunction<Counters> count) {
        meters.add(FunctionCounter.builder(name, counters, count)
                .tags(tag, value, "context", context)
                .description("What became of forwarded requests")
                .register(Metrics.globalRegistry));
    }

    private void remove() {
        counters.eachFinding(id -> {});
        meters.forEach(Metrics.globalRegistry::remove);
    }
}
