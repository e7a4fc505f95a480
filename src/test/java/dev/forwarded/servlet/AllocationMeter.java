package dev.forwarded.servlet;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** Prints the bytes that the filter allocates for one request. In a JVM of its own, without agents. */
final class AllocationMeter {

    private static final int WARM_UP = 2_000_000;
    private static final int ROUNDS = 20_000;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final FilterChain END = (request, response) -> {};

    private static final HttpServletResponse RESPONSE = new StubResponse();

    private final ForwardedFilter filter = new ForwardedFilter(Map.of("headers", "x-forwarded"));

    private AllocationMeter() {}

    /** Takes the address of the peer, and the request head. */
    public static void main(String[] args) throws Exception {
        System.out.println(new AllocationMeter().bytes(new StubRequest(args[0], args[1])));
    }

    private long bytes(StubRequest request) throws IOException, ServletException {
        for (int i = 0; i < WARM_UP; i += ROUNDS) {
            run(request, ROUNDS);
        }
        long empty = measured(request, 0);
        return (measured(request, ROUNDS) - empty) / ROUNDS;
    }

    private long measured(StubRequest request, int rounds) throws IOException, ServletException {
        long before = THREAD.getThreadAllocatedBytes(Thread.currentThread().getId());
        run(request, rounds);
        return THREAD.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private void run(StubRequest request, int rounds) throws IOException, ServletException {
        for (int i = 0; i < rounds; i++) {
            request.recycle();
            filter.doFilter(request, RESPONSE, END);
        }
    }
}
