package dev.forwarded.proxies;

/** Behind HAProxy, TLS and HTTP/2 by itself. */
final class HaproxyProxyIT extends LiveTests {

    HaproxyProxyIT() {
        super("HAProxy", "haproxy.md", "profile=haproxy; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Haproxy.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Haproxy.edge(proxy, "haproxy/shop.cfg", application);
    }

    @Override
    String recorded() {
        return "haproxy/request.http";
    }
}
