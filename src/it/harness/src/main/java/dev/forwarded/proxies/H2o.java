package dev.forwarded.proxies;

import java.io.IOException;
import java.nio.file.Path;

/** Runs a configuration file of h2o. */
final class H2o {

    private H2o() {}

    private static String binary() {
        return Proxy.binary("h2o", "h2o");
    }

    static String version() throws IOException, InterruptedException {
        return Proxy.output(binary(), "--version").replaceFirst("(?s).*?version ([0-9.]+).*", "$1");
    }

    /** A recipe that ends TLS. */
    static void edge(Proxy proxy, Recipe edge, String application) throws IOException {
        Recipe recipe = edge.replace("127.0.0.1:8080", application)
                .replace("host: 0.0.0.0\n", "host: 127.0.0.1\n")
                .replace("host: \"::\"\n", "host: \"::1\"\n")
                .replace("port: 80\n", "port: " + proxy.plain() + "\n")
                .replace("port: 443\n", "port: " + proxy.tls() + "\n")
                .replace("/etc/ssl/shop.crt", proxy.path("shop.crt").toString())
                .replace("/etc/ssl/shop.key", proxy.path("shop.key").toString());
        Path file = proxy.write("h2o.conf", recipe.text());
        proxy.run(binary(), "-m", "worker", "-c", file.toString());
    }
}
