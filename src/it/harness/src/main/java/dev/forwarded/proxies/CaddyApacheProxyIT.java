package dev.forwarded.proxies;

/** Behind Apache httpd behind Caddy. */
final class CaddyApacheProxyIT extends LiveTests {

    CaddyApacheProxyIT() {
        super("Caddy, Apache httpd", "chains.md", "profile=caddy; trustedProxies=127.0.0.1, 127.0.0.2; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Caddy.version() + ", " + Apache.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Apache.inner(proxy, "chains/caddy-apache.conf", application);
        Caddy.edge(proxy, "caddy/Caddyfile", "127.0.0.1:" + proxy.port("inner"));
    }

    @Override
    String recorded() {
        return "chains/caddy-apache.http";
    }
}
