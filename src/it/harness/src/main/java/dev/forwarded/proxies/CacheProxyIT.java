package dev.forwarded.proxies;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No answer that was made for one URL goes to another, where a proxy has a cache. */
@Tag("full")
final class CacheProxyIT {

    /** Answers with a number that it never uses again. */
    private static final class Counter implements AutoCloseable {

        private final HttpServer server = HttpServer.create(new InetSocketAddress(Proxy.address("127.0.0.1"), 0), 0);
        private final AtomicInteger answers = new AtomicInteger();
        private final String cacheControl;

        Counter(String cacheControl) throws IOException {
            this.cacheControl = cacheControl;
            server.createContext("/", this::answer);
            server.start();
        }

        String address() {
            return "127.0.0.1:" + server.getAddress().getPort();
        }

        private void answer(HttpExchange exchange) throws IOException {
            if (!cacheControl.isEmpty()) {
                exchange.getResponseHeaders().set("Cache-Control", cacheControl);
            }
            byte[] body = ("url=" + answers.incrementAndGet() + "\nclient=\n").getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static String number(Proxy proxy, Link link, String path) throws IOException {
        String head = "GET " + path + " HTTP/1.1\nHost: shop.example.com\nConnection: close\n";
        LiveRequest request = new LiveRequest("cache", link, head, List.of(), false);
        return LiveClient.ask(request, link.tls() ? proxy.tls() : proxy.plain()).url();
    }

    private static String numbers(Proxy proxy) throws Exception {
        proxy.await();
        return number(proxy, Link.PLAIN, "/cart")
                + " " + number(proxy, Link.PLAIN, "/cart")
                + " " + number(proxy, Link.TLS, "/cart")
                + " " + number(proxy, Link.TLS, "/shop/cart");
    }

    @Test
    void varnish_keeps_the_answers_of_scheme_and_prefix_apart() throws Exception {
        try (Counter counter = new Counter("max-age=60");
                Proxy proxy = new Proxy()) {
            Varnish.edge(proxy, Recipe.of("varnish/default.vcl"), counter.address());
            assertThat(numbers(proxy)).isEqualTo("1 1 2 3");
        }
    }

    @Test
    void varnish_without_vcl_hash_mixes_them() throws Exception {
        Recipe recipe = Recipe.of("varnish/default.vcl")
                .replace("    hash_data(req.http.X-Forwarded-Proto);\n", "")
                .replace("    hash_data(req.http.X-Forwarded-Prefix);\n", "");
        try (Counter counter = new Counter("max-age=60");
                Proxy proxy = new Proxy()) {
            Varnish.edge(proxy, recipe, counter.address());
            assertThat(numbers(proxy)).isEqualTo("1 1 1 1");
        }
    }

    @Test
    void varnish_caches_nothing_that_the_application_does_not_call_cacheable() throws Exception {
        try (Counter counter = new Counter("");
                Proxy proxy = new Proxy()) {
            Varnish.edge(proxy, Recipe.of("varnish/default.vcl"), counter.address());
            assertThat(numbers(proxy)).isEqualTo("1 2 3 4");
        }
    }

    @Test
    void varnish_without_vcl_backend_response_caches_what_the_application_says_nothing_of() throws Exception {
        Recipe recipe = Recipe.of("varnish/default.vcl").replace("if (!beresp.http.Cache-Control)", "if (false)");
        try (Counter counter = new Counter("");
                Proxy proxy = new Proxy()) {
            Varnish.edge(proxy, recipe, counter.address());
            assertThat(numbers(proxy)).isEqualTo("1 1 2 3");
        }
    }

    @Test
    void traffic_server_caches_nothing() throws Exception {
        try (Counter counter = new Counter("max-age=60");
                Proxy proxy = new Proxy()) {
            TrafficServer.edge(proxy, counter.address());
            assertThat(numbers(proxy)).isEqualTo("1 2 3 4");
        }
    }

    @Test
    void traffic_server_with_a_cache_mixes_the_answers_of_scheme_and_prefix() throws Exception {
        Recipe recipe = Recipe.of("trafficserver/records.config").replace("cache.http INT 0", "cache.http INT 1");
        try (Counter counter = new Counter("max-age=60");
                Proxy proxy = new Proxy()) {
            TrafficServer.edge(proxy, counter.address(), recipe);
            assertThat(numbers(proxy)).isEqualTo("1 1 1 1");
        }
    }
}
