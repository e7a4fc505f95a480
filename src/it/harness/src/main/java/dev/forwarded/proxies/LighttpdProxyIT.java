package dev.forwarded.proxies;

import java.util.List;

/** Behind lighttpd, TLS and HTTP/2 by itself. */
final class LighttpdProxyIT extends LiveTests {

    LighttpdProxyIT() {
        super("lighttpd", "lighttpd.md", "profile=lighttpd; trustedProxies=127.0.0.1");
    }

    @Override
    String version() throws Exception {
        return Lighttpd.version();
    }

    /** It would put a prefix that it strips before a redirect once more. */
    @Override
    List<String> contexts() {
        return List.of("", "/shop");
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Lighttpd.edge(proxy, Recipe.of("lighttpd/lighttpd.conf"), application);
    }

    @Override
    String recorded() {
        return "lighttpd/request.http";
    }
}
