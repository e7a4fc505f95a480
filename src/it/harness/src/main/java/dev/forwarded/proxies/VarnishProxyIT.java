package dev.forwarded.proxies;

/** Behind Varnish, which gets TLS from hitch. */
final class VarnishProxyIT extends LiveTests {

    VarnishProxyIT() {
        super("Varnish", "varnish.md", "profile=varnish; fields=for,proto; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Varnish.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Varnish.edge(proxy, Recipe.of("varnish/default.vcl"), application);
    }

    @Override
    String recorded() {
        return "varnish/request.http";
    }

    @Override
    String comparable(String head) {
        return head.replaceAll("X-Varnish: [0-9]+", "X-Varnish: 1");
    }
}
