package dev.forwarded.proxies;

import java.util.EnumSet;
import java.util.Set;

/** Behind Squid as an accelerator. */
final class SquidProxyIT extends LiveTests {

    SquidProxyIT() {
        super("Squid", "squid.md", "profile=squid; fields=for,proto; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return Squid.version();
    }

    /** It speaks no HTTP/2. */
    @Override
    Set<Link> links() {
        return EnumSet.of(Link.PLAIN, Link.TLS, Link.PLAIN_IPV6, Link.TLS_IPV6);
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Squid.edge(proxy, Recipe.of("squid/squid.conf"), application);
    }

    @Override
    String recorded() {
        return "squid/request.http";
    }
}
