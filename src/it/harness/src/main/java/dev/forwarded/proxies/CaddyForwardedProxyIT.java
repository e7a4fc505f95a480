package dev.forwarded.proxies;

/** Behind Caddy that writes RFC 7239. */
final class CaddyForwardedProxyIT extends LiveTests {

    CaddyForwardedProxyIT() {
        super(
                "Caddy, Forwarded",
                "caddy.md",
                "headers=forwarded; fields=for,proto; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Caddy.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Caddy.edge(proxy, "caddy/forwarded.Caddyfile", application);
    }

    @Override
    String recorded() {
        return "caddy/forwarded.http";
    }

    /** The client's port. */
    @Override
    String comparable(String head) {
        return head.replaceFirst("(127.0.0.77):[0-9]+", "$1:49152");
    }
}
