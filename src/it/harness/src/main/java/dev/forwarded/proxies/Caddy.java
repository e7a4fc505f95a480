package dev.forwarded.proxies;

import java.io.IOException;
import java.util.Map;

/** Runs a Caddyfile. */
final class Caddy {

    private static final String OPTIONS = """
            {
                admin off
                auto_https off
                grace_period 1s
                servers {
                    protocols h1 h2
                }
            }
            """;

    private Caddy() {}

    private static String binary() {
        return Proxy.binary("caddy", "caddy");
    }

    static String version() throws IOException, InterruptedException {
        return Proxy.output(binary(), "version").strip().replaceFirst("^v", "").replaceFirst(" .*", "");
    }

    /** A recipe that ends TLS. */
    static void edge(Proxy proxy, String file, String application) throws IOException {
        edge(proxy, Recipe.of(file), application);
    }

    static void edge(Proxy proxy, Recipe text, String application) throws IOException {
        Recipe recipe = text.replace("http://shop.example.com {\n", site("http", proxy.plain()))
                .replace("https://shop.example.com {\n", site("https", proxy.tls()))
                .replace("/etc/ssl/shop.crt", proxy.path("shop.crt").toString())
                .replace("/etc/ssl/shop.key", proxy.path("shop.key").toString())
                .replace("127.0.0.1:8080", application);
        run(proxy, recipe);
    }

    static String site(String scheme, int port) {
        return scheme + "://:" + port + " {\n    bind 127.0.0.1 ::1\n";
    }

    static void run(Proxy proxy, Recipe recipe) throws IOException {
        proxy.write("Caddyfile", OPTIONS + recipe.text());
        String home = proxy.path("").toString();
        proxy.run(
                Map.of("HOME", home, "XDG_DATA_HOME", home, "XDG_CONFIG_HOME", home),
                binary(),
                "run",
                "--config",
                "Caddyfile",
                "--adapter",
                "caddyfile");
    }
}
