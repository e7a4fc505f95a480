package dev.forwarded.proxies;

import java.io.IOException;

/** Runs a configuration file of nghttpx. */
final class Nghttpx {

    private Nghttpx() {}

    private static String binary() {
        return Proxy.binary("nghttpx", "nghttp2-proxy");
    }

    static String version() throws IOException, InterruptedException {
        return Proxy.output(binary(), "--version").strip().replaceFirst(".*/", "");
    }

    /** A recipe that ends TLS. */
    static void edge(Proxy proxy, String file, String application) throws IOException {
        edge(proxy, Recipe.of(file), application);
    }

    static void edge(Proxy proxy, Recipe edge, String application) throws IOException {
        Recipe recipe = edge.replace("frontend=*,80;", both("frontend=%s," + proxy.plain() + ";no-tls") + "#")
                .replace("frontend=*,443", both("frontend=%s," + proxy.tls()))
                .replace("/etc/ssl/shop.key", proxy.path("shop.key").toString())
                .replace("/etc/ssl/shop.crt", proxy.path("shop.crt").toString())
                .replace("127.0.0.1,8080", application.replace(':', ','));
        String name = recipe.file().replace('/', '-');
        // The certificate of the test names no responder that could be asked.
        proxy.run(binary(), "--conf=" + proxy.write(name, recipe.text()), "--workers=1", "--no-ocsp");
    }

    private static String both(String frontend) {
        return frontend.formatted("127.0.0.1") + "\n" + frontend.formatted("::1") + "\n";
    }
}
