package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the filter allocates for a request, above what the request costs without it. */
class AllocationTest {

    private static final int WARM_UP = 200_000;
    private static final int ROUNDS = 20_000;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final FilterChain END = (request, response) -> {};

    private static final HttpServletResponse RESPONSE =
            new HttpServletResponseWrapper((HttpServletResponse) Proxy.newProxyInstance(
                    AllocationTest.class.getClassLoader(),
                    new Class<?>[] {HttpServletResponse.class},
                    (proxy, method, values) -> {
                        throw new UnsupportedOperationException(method.getName());
                    }));

    private final ForwardedFilter filter =
            new ForwardedFilter(Map.of("headers", "x-forwarded", "secureSessionCookie", "false"));

    @Test
    void aRequestWithoutForwardedHeadersCostsNothing() throws Exception {
        assertThat(bytes("127.0.0.1", "GET /app/x HTTP/1.1\nHost: inner:8080\nAccept: */*"))
                .isZero();
    }

    @Test
    void aPeerThatIsNotTrustedCostsItsWrapper() throws Exception {
        String head = "GET /app/x HTTP/1.1\nHost: inner:8080\nX-Forwarded-For: 203.0.113.7\nX-Forwarded-Proto: https";
        assertThat(bytes("192.0.2.1", head)).isPositive().isLessThanOrEqualTo(64);
    }

    @Test
    void oneHopCostsTheAnswerAndItsWrappers() throws Exception {
        String head = """
                GET /app/x HTTP/1.1
                Host: inner:8080
                X-Forwarded-For: 203.0.113.7
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example
                X-Forwarded-Port: 443
                """;
        assertThat(bytes("127.0.0.1", head)).isPositive().isLessThanOrEqualTo(320);
    }

    private long bytes(String peer, String head) throws IOException, ServletException {
        StubRequest request = new StubRequest(peer, head);
        run(request, WARM_UP);
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
