package dev.forwarded.proxies;

import java.util.List;

/** Behind h2o, TLS and HTTP/2 by itself. */
final class H2oProxyIT extends LiveTests {

    H2oProxyIT() {
        super("h2o", "h2o.md", "profile=h2o; trustedProxies=127.0.0.1");
    }

    @Override
    String version() throws Exception {
        return H2o.version();
    }

    /** It strips a prefix, but sends no header of its own with it. */
    @Override
    List<String> contexts() {
        return List.of("", "/shop");
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        H2o.edge(proxy, Recipe.of("h2o/h2o.conf"), application);
    }

    @Override
    String recorded() {
        return "h2o/request.http";
    }
}
