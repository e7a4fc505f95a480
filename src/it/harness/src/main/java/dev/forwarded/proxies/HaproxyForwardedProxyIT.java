package dev.forwarded.proxies;

/** Behind HAProxy that writes RFC 7239. */
final class HaproxyForwardedProxyIT extends LiveTests {

    HaproxyForwardedProxyIT() {
        super(
                "HAProxy, Forwarded",
                "haproxy.md",
                "headers=forwarded; fields=for,proto; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Haproxy.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Haproxy.edge(proxy, "haproxy/forwarded.cfg", application);
    }

    @Override
    String recorded() {
        return "haproxy/forwarded.http";
    }
}
