package dev.forwarded.proxies;

import java.util.List;

/** Behind nghttpx, TLS and HTTP/2 by itself. */
final class NghttpxProxyIT extends LiveTests {

    NghttpxProxyIT() {
        super("nghttpx", "nghttpx.md", "profile=nghttpx; fields=for,proto; trustedProxies=127.0.0.1");
    }

    @Override
    String version() throws Exception {
        return Nghttpx.version();
    }

    /** It strips no prefix. */
    @Override
    List<String> contexts() {
        return List.of("", "/shop");
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        Nghttpx.edge(proxy, "nghttpx/nghttpx.conf", application);
    }

    @Override
    String recorded() {
        return "nghttpx/request.http";
    }
}
