package dev.forwarded.proxies;

import java.io.IOException;

/** Runs frontends and backends of HAProxy. */
final class Haproxy {

    private static final String MAIN = """
            global
                maxconn 100
            defaults
                timeout connect 20s
                timeout client 20s
                timeout server 20s
                timeout tunnel 20s
            """;

    private Haproxy() {}

    private static String binary() {
        return Proxy.binary("haproxy", "haproxy");
    }

    static String version() throws IOException, InterruptedException {
        return Proxy.output(binary(), "-v").replaceFirst("(?s)HAProxy version ([0-9.]+).*", "$1");
    }

    /** A recipe that ends TLS. */
    static void edge(Proxy proxy, String file, String application) throws IOException {
        edge(proxy, Recipe.of(file), application);
    }

    static void edge(Proxy proxy, Recipe text, String application) throws IOException {
        Recipe recipe = text.replace("bind :80\n", "bind 127.0.0.1:" + proxy.plain() + "\n")
                .replace("bind [::]:80 ", "bind [::1]:" + proxy.plain() + " ")
                .replace("bind :443 ", "bind 127.0.0.1:" + proxy.tls() + " ")
                .replace("bind [::]:443 ", "bind [::1]:" + proxy.tls() + " ")
                .replace("/etc/ssl/shop.pem", proxy.path("shop.pem").toString())
                .replace("127.0.0.1:8080", application);
        run(proxy, recipe);
    }

    static void run(Proxy proxy, Recipe recipe) throws IOException {
        String name = recipe.file().replace('/', '-');
        proxy.write(name, recipe.text());
        proxy.write("haproxy-main.cfg", MAIN);
        proxy.run(binary(), "-db", "-f", "haproxy-main.cfg", "-f", name);
    }
}
