package dev.forwarded.proxies;

/** Behind nginx behind nghttpx. */
final class NghttpxNginxProxyIT extends LiveTests {

    NghttpxNginxProxyIT() {
        super(
                "nghttpx, nginx",
                "chains.md",
                "profile=nghttpx; fields=for,proto; trustedProxies=127.0.0.1, 127.0.0.2; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Nghttpx.version() + ", " + Nginx.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Nginx.inner(proxy, "chains/nghttpx-nginx.conf", application);
        Nghttpx.edge(proxy, "nghttpx/nghttpx.conf", "127.0.0.1:" + proxy.port("inner"));
    }

    @Override
    String recorded() {
        return "chains/nghttpx-nginx.http";
    }
}
