package dev.forwarded.proxies;

/** Behind Apache httpd, TLS and HTTP/2 by itself. */
final class ApacheProxyIT extends LiveTests {

    ApacheProxyIT() {
        super(
                "Apache httpd",
                "apache.md",
                "profile=apache; fields=for,proto,host; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Apache.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Apache.edge(proxy, "apache/shop.conf", "apache/shop-proxy.conf", application);
    }

    @Override
    String recorded() {
        return "apache/request.http";
    }
}
