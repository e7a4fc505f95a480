package dev.forwarded.proxies;

/** Behind Caddy, TLS and HTTP/2 by itself. */
final class CaddyProxyIT extends LiveTests {

    CaddyProxyIT() {
        super("Caddy", "caddy.md", "profile=caddy; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Caddy.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Caddy.edge(proxy, "caddy/Caddyfile", application);
    }

    @Override
    String recorded() {
        return "caddy/request.http";
    }
}
