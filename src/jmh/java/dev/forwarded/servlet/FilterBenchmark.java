package dev.forwarded.servlet;

import dev.forwarded.ForwardedResolver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the filter costs, beside no filter and beside a floor: a filter that only looks up the names of the headers and
 * wraps request and response. Behind each of them somebody asks for the scheme and the client's address.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FilterBenchmark {

    private static final String ONE_HOP = """
            GET /app/x HTTP/1.1
            Host: inner:8080
            X-Forwarded-For: %s
            X-Forwarded-Proto: https
            X-Forwarded-Host: shop.example
            X-Forwarded-Port: 443
            """;

    private static final Map<String, String> HEADS = Map.of(
            "nothing",
            "GET /app/x HTTP/1.1\nHost: inner:8080\nAccept: */*",
            "oneHop",
            ONE_HOP.formatted("203.0.113.7"),
            "longList",
            ONE_HOP.formatted("198.51.100.1, ".repeat(600) + "203.0.113.7"),
            "rfc7239",
            "GET /app/x HTTP/1.1\nHost: inner:8080\n" + "Forwarded: for=203.0.113.7;proto=https;host=shop.example");

    @Param({"nothing", "oneHop", "longList", "rfc7239"})
    private String request;

    private final ForwardedResolver resolver = ForwardedResolver.builder().build();
    private final ForwardedFilter filter = new ForwardedFilter(resolver);
    private final List<String> watched = resolver.watchedHeaders();
    private final HttpServletResponse response = new StubResponse();
    private final Asker asker = new Asker();
    private StubRequest stub;

    /** The application. */
    private static final class Asker implements FilterChain {

        private int answer;

        @Override
        public void doFilter(ServletRequest request, ServletResponse response) {
            answer += request.getScheme().length() + request.getRemoteAddr().length();
        }
    }

    /** Makes the request. */
    @Setup
    public void setUp() {
        stub = new StubRequest("127.0.0.1", HEADS.get(request));
    }

    /** The application alone. */
    @Benchmark
    public int noFilter() {
        stub.recycle();
        asker.doFilter(stub, response);
        return asker.answer;
    }

    /** What any filter of this kind must do. */
    @Benchmark
    public int floor() {
        stub.recycle();
        boolean found = false;
        for (int i = 0; i < watched.size(); i++) {
            found |= stub.getHeader(watched.get(i)) != null;
        }
        asker.doFilter(
                found ? new HttpServletRequestWrapper(stub) : stub,
                found ? new HttpServletResponseWrapper(response) : response);
        return asker.answer;
    }

    /** This filter. */
    @Benchmark
    public int forwardedFilter() throws IOException, ServletException {
        stub.recycle();
        filter.doFilter(stub, response, asker);
        return asker.answer;
    }
}
