package dev.forwarded.proxies;

/** Behind nginx, with the fields that only its recipe makes safe. */
final class NginxHostProxyIT extends LiveTests {

    NginxHostProxyIT() {
        super(
                "nginx, all fields",
                "nginx.md",
                "profile=nginx; fields=for,proto,host,port; trustedProxies=127.0.0.1; prefix=prepend");
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
