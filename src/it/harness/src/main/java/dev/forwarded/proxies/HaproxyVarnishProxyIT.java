package dev.forwarded.proxies;

/** Behind Varnish behind HAProxy. */
final class HaproxyVarnishProxyIT extends LiveTests {

    HaproxyVarnishProxyIT() {
        super("HAProxy, Varnish", "chains.md", "profile=haproxy; trustedProxies=127.0.0.1, 127.0.0.2; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Haproxy.version() + ", " + Varnish.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        String vcl = Varnish.vcl(proxy, "chains/haproxy-varnish.vcl", application);
        Varnish.run(proxy, "-a 127.0.0.1:" + proxy.port("inner") + " -s malloc,16m -f " + vcl);
        // Varnish has no address of its own to choose.
        Haproxy.edge(proxy, "haproxy/shop.cfg", "127.0.0.1:" + proxy.port("inner") + " source 127.0.0.2");
    }

    @Override
    String recorded() {
        return "chains/haproxy-varnish.http";
    }

    /** The number of the request. */
    @Override
    String comparable(String head) {
        return head.replaceFirst("X-Varnish: [0-9]+", "X-Varnish: 32770");
    }
}
