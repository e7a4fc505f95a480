package dev.forwarded.proxies;

/** Behind Apache httpd that writes RFC 7239. */
final class ApacheForwardedProxyIT extends LiveTests {

    ApacheForwardedProxyIT() {
        super(
                "Apache httpd, Forwarded",
                "apache.md",
                "headers=forwarded; fields=for,proto; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Apache.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Apache.edge(proxy, "apache/forwarded.conf", "apache/forwarded-proxy.conf", application);
    }

    @Override
    String recorded() {
        return "apache/forwarded.http";
    }
}
