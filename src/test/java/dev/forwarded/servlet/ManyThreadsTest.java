package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * One filter and many threads, each with clients and hosts of its own. {@code -Dforwarded.soak=300} goes on for that
 * many seconds.
 */
final class ManyThreadsTest {

    private static final int THREADS = 8;

    private static final int REQUESTS = 4_000;

    private static final long SOAK = Long.getLong("forwarded.soak", 0);

    /** More than the buffers of a JVM that runs tests move by themselves. */
    private static final long FLAT = 8L << 20;

    private final ForwardedFilter filter = new ForwardedFilter(
            Map.of("trustedProxies", "10.0.0.0/8", "onInvalid", "reject", "hops", "2", "allowedHosts", "*.example"));

    private int round;

    /** The number of requests that saw something of another one. */
    private int mixUps(int thread, CyclicBarrier start) throws Exception {
        start.await();
        int wrong = 0;
        for (int i = 0; i < REQUESTS; i++) {
            String client = "203.0." + thread + "." + i % 256;
            String host = "host" + thread + "x" + i % 97 + ".example";
            wrong += isMixedUp(thread + i, client, host) ? 1 : 0;
        }
        return wrong;
    }

    private boolean isMixedUp(int kind, String client, String host) throws Exception {
        RecordedResponse response = new RecordedResponse();
        List<String> seen = new ArrayList<>();
        String peer = kind % 5 == 4 ? client : "10.0.0." + kind % 5;
        String forwarded = switch (kind % 3) {
            case 0 -> "Forwarded: for=" + client + ";host=" + host + ";proto=https";
            case 1 -> "X-Forwarded-For: 1.1.1.1, " + client + ", 10.9.9.9\nX-Forwarded-Host: " + host;
            default -> "X-Forwarded-Host: " + host + "\nX-Forwarded-For: not an address";
        };
        List<String> lines = List.of(("Host: " + host + "\n" + forwarded).split("\n"));
        filter.doFilter(new NamedRequest(peer, lines), response, (request, answer) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            seen.add(http.getRemoteAddr() + " " + http.getServerName());
        });
        boolean refused = kind % 3 == 2 && kind % 5 != 4;
        return refused ? response.status != 400 || !seen.isEmpty() : !seen.equals(List.of(client + " " + host));
    }

    private int mixUpsOfOneRound() throws Exception {
        round++;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                tasks.add(() -> mixUps(thread, start));
            }
            int wrong = 0;
            for (Future<Integer> result : threads.invokeAll(tasks)) {
                wrong += result.get();
            }
            return wrong;
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES))
                    .isTrue();
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void no_request_sees_another_one_and_neither_memory_nor_threads_grow() throws Exception {
        assertThat(mixUpsOfOneRound()).isZero();
        long memory = used();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long end = System.nanoTime() + SOAK * 1_000_000_000L;
        do {
            assertThat(mixUpsOfOneRound()).isZero();
        } while (System.nanoTime() < end);
        long grown = used() - memory;
        System.out.println(round * THREADS * REQUESTS + " requests, " + grown / 1024 + " KiB more, "
                + (ManagementFactory.getThreadMXBean().getThreadCount() - threads) + " threads more");
        assertThat(grown).isLessThan(FLAT);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + 2);
    }
}
