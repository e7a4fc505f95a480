package dev.forwarded.proxies;

/** Behind nginx behind HAProxy. */
final class HaproxyNginxProxyIT extends LiveTests {

    HaproxyNginxProxyIT() {
        super("HAProxy, nginx", "chains.md", "profile=haproxy; trustedProxies=127.0.0.1, 127.0.0.2; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Haproxy.version() + ", " + Nginx.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Nginx.inner(proxy, "chains/haproxy-nginx.conf", application);
        Haproxy.edge(proxy, "haproxy/shop.cfg", "127.0.0.1:" + proxy.port("inner"));
    }

    @Override
    String recorded() {
        return "chains/haproxy-nginx.http";
    }
}
