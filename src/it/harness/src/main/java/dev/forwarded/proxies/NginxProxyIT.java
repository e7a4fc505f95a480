package dev.forwarded.proxies;

/** Behind nginx, TLS and HTTP/2 by itself. */
final class NginxProxyIT extends LiveTests {

    NginxProxyIT() {
        super("nginx", "nginx.md", "profile=nginx; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Nginx.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Nginx.edge(proxy, "nginx/shop.conf", application);
    }

    @Override
    String recorded() {
        return "nginx/request.http";
    }
}
