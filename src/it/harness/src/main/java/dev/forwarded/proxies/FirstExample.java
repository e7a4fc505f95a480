package dev.forwarded.proxies;

import static dev.forwarded.proxies.Link.HTTP_2;
import static dev.forwarded.proxies.Link.PLAIN;
import static dev.forwarded.proxies.Link.TLS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A proxy set up as the first example of its documentation, or the lines that every tutorial has, and nothing else.
 *
 * @param profile the profile that is named after it
 * @param page its page in {@code docs/proxies}
 * @param links how it can be reached when it is set up like that
 * @param version asks for its version
 * @param start starts it
 */
record FirstExample(String profile, String page, Set<Link> links, Version version, Fault.Start start) {

    /** Skips the test where the proxy is not installed. */
    @FunctionalInterface
    interface Version {
        String get() throws Exception;
    }

    private static final Set<Link> HTTP_1 = EnumSet.of(PLAIN, TLS);
    private static final Set<Link> BOTH = EnumSet.of(PLAIN, TLS, HTTP_2);

    static final List<FirstExample> ALL = List.of(
            new FirstExample(
                    "nginx",
                    "nginx.md",
                    HTTP_1,
                    Nginx::version,
                    (proxy, application) -> Nginx.edge(proxy, "nginx/first-example.conf", application)),
            new FirstExample(
                    "haproxy",
                    "haproxy.md",
                    HTTP_1,
                    Haproxy::version,
                    (proxy, application) -> Haproxy.edge(proxy, "haproxy/first-example.cfg", application)),
            new FirstExample(
                    "apache",
                    "apache.md",
                    HTTP_1,
                    Apache::version,
                    (proxy, application) -> Apache.edge(proxy, "apache/first-example.conf", application)),
            new FirstExample(
                    "caddy",
                    "caddy.md",
                    BOTH,
                    Caddy::version,
                    (proxy, application) -> Caddy.edge(proxy, "caddy/first-example.Caddyfile", application)),
            new FirstExample(
                    "varnish",
                    "varnish.md",
                    BOTH,
                    Varnish::version,
                    (proxy, application) -> Varnish.edge(proxy, Recipe.of("varnish/first-example.vcl"), application)),
            new FirstExample(
                    "trafficserver", "trafficserver.md", BOTH, TrafficServer::version, TrafficServer::firstExample),
            new FirstExample("squid", "squid.md", HTTP_1, Squid::version, Squid::firstExample),
            new FirstExample(
                    "nghttpx",
                    "nghttpx.md",
                    BOTH,
                    Nghttpx::version,
                    (proxy, application) -> Nghttpx.edge(proxy, "nghttpx/first-example.conf", application)),
            new FirstExample(
                    "lighttpd",
                    "lighttpd.md",
                    BOTH,
                    Lighttpd::version,
                    (proxy, application) ->
                            Lighttpd.edge(proxy, Recipe.of("lighttpd/first-example.conf"), application)),
            new FirstExample(
                    "h2o",
                    "h2o.md",
                    BOTH,
                    H2o::version,
                    (proxy, application) -> H2o.edge(proxy, Recipe.of("h2o/first-example.conf"), application)));

    static FirstExample of(String profile) {
        return ALL.stream()
                .filter(one -> one.profile.equals(profile))
                .findFirst()
                .orElseThrow();
    }

    /** The lies that it can be told. */
    List<Lie> lies() {
        return Lie.all().stream()
                .filter(lie -> links.contains(lie.told().link()))
                .toList();
    }

    /** What the application believes of the lies, under these settings. */
    List<String> believed(String settings) throws Exception {
        try (Backend backend = new Backend(settings);
                Proxy proxy = new Proxy()) {
            start.run(proxy, "127.0.0.1:" + backend.port());
            proxy.await();
            return believed(proxy);
        }
    }

    private List<String> believed(Proxy proxy) throws IOException {
        List<String> believed = new ArrayList<>();
        for (Lie lie : lies()) {
            int port = lie.told().link().tls() ? proxy.tls() : proxy.plain();
            Optional<String> mistake = lie.mistake(port);
            mistake.ifPresent(believed::add);
        }
        return believed;
    }
}
