package dev.forwarded.bench;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One request through one candidate, in a JVM of its own: {@link Bench} runs the pairs side by side. Beside JMH's
 * time on the clock it counts the time that the thread had a processor, which other work on the machine disturbs less.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ForwardedBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Param("xfp")
    private String scenario;

    @Param("ours")
    private String candidate;

    /** {@code all} getters, or the {@code url} alone. */
    @Param("all")
    private String reads;

    private Candidate filter;

    /** The thread's own time of an iteration, for one request. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class OwnTime {

        /** In nanoseconds. */
        public double ownTime;

        private long requests;
        private long start;

        /** The iteration begins. */
        @Setup(Level.Iteration)
        public void begin() {
            requests = 0;
            start = THREADS.getCurrentThreadCpuTime();
        }

        /** The iteration ends. */
        @TearDown(Level.Iteration)
        public void end() {
            ownTime = (double) (THREADS.getCurrentThreadCpuTime() - start) / requests;
        }
    }

    /** Makes the request and the candidate. */
    @Setup
    public void setUp() throws ServletException {
        filter = Candidate.of(candidate, Scenario.of(scenario), reads.equals("all"));
    }

    /** One request. */
    @Benchmark
    public void request(Blackhole application, OwnTime time) throws IOException, ServletException {
        time.requests++;
        filter.run(application);
    }
}
