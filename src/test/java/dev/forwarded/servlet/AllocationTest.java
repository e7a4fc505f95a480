package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What the filter allocates for a request, above what the request costs without it, once the JVM is warm. */
class AllocationTest {

    @Test
    void a_request_without_forwarded_headers_costs_nothing() throws Exception {
        assertThat(bytes("127.0.0.1", "GET /app/x HTTP/1.1\nHost: inner:8080\nAccept: */*"))
                .isZero();
    }

    @Test
    void a_peer_that_is_not_trusted_costs_its_wrapper() throws Exception {
        String head = "GET /app/x HTTP/1.1\nHost: inner:8080\nX-Forwarded-For: 203.0.113.7\nX-Forwarded-Proto: https";
        assertThat(bytes("192.0.2.1", head)).isPositive().isLessThanOrEqualTo(64);
    }

    @Test
    void one_hop_costs_the_answer_and_its_wrappers() throws Exception {
        String head = """
                GET /app/x HTTP/1.1
                Host: inner:8080
                X-Forwarded-For: 203.0.113.7
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example
                X-Forwarded-Port: 443
                """;
        assertThat(bytes("127.0.0.1", head)).isPositive().isLessThanOrEqualTo(400);
    }

    /** By {@link AllocationMeter} in a JVM of its own: agents and other tests would change what is compiled how. */
    private static long bytes(String peer, String head) throws IOException, InterruptedException, URISyntaxException {
        String classPath = String.join(
                File.pathSeparator,
                Path.of("target", "classes").toString(),
                Path.of("target", "test-classes").toString(),
                jar(Filter.class),
                jar(Logger.class));
        Process meter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        AllocationMeter.class.getName(),
                        peer,
                        head)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(meter.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
        assertThat(meter.waitFor()).isZero();
        return Long.parseLong(printed);
    }

    private static String jar(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
