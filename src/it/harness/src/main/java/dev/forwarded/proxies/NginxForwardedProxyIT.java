package dev.forwarded.proxies;

/** Behind nginx that writes RFC 7239. */
final class NginxForwardedProxyIT extends LiveTests {

    NginxForwardedProxyIT() {
        super(
                "nginx, Forwarded",
                "nginx.md",
                "headers=forwarded; fields=for,proto; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Nginx.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Nginx.edge(proxy, "nginx/forwarded.conf", application);
    }

    @Override
    String recorded() {
        return "nginx/forwarded.http";
    }
}
