package dev.forwarded.proxies;

import java.util.EnumSet;
import java.util.Set;

/** Behind nginx where client, proxy and application share one address, so that hops are counted. */
final class NginxIpv6ProxyIT extends LiveTests {

    NginxIpv6ProxyIT() {
        super("nginx, IPv6", "nginx.md", "profile=nginx; hops=1; prefix=prepend");
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

    @Override
    String application(Backend backend) {
        return "[::1]:" + backend.port6();
    }

    @Override
    Set<Link> links() {
        return EnumSet.of(Link.PLAIN_IPV6, Link.TLS_IPV6, Link.HTTP_2_IPV6);
    }
}
