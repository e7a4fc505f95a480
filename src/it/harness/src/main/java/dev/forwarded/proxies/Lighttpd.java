package dev.forwarded.proxies;

import java.io.IOException;
import java.nio.file.Path;

/** Runs a configuration file of lighttpd. */
final class Lighttpd {

    private Lighttpd() {}

    private static String binary() {
        return Proxy.binary("lighttpd", "lighttpd lighttpd-mod-openssl");
    }

    static String version() throws IOException, InterruptedException {
        return Proxy.output(binary(), "-v").replaceFirst("(?s).*?lighttpd/([0-9.]+).*", "$1");
    }

    /** A recipe that ends TLS. */
    static void edge(Proxy proxy, Recipe edge, String application) throws IOException {
        int colon = application.lastIndexOf(':');
        Recipe recipe = edge.replace(
                        "server.port = 80\n", "server.bind = \"127.0.0.1\"\nserver.port = " + proxy.plain() + "\n")
                .replace("\"[::]:80\"", "\"[::1]:" + proxy.plain() + '"')
                .replace("\":443\"", "\"127.0.0.1:" + proxy.tls() + '"')
                .replace("\"[::]:443\"", "\"[::1]:" + proxy.tls() + '"')
                .replace("/etc/ssl/shop.pem", proxy.path("shop.pem").toString())
                .replace("/var/www/html", proxy.path("").toString())
                .replace(
                        "\"127.0.0.1\", \"port\" => 8080",
                        '"' + application.substring(0, colon) + "\", \"port\" => " + application.substring(colon + 1));
        Path file = proxy.write("lighttpd.conf", recipe.text());
        proxy.run(binary(), "-D", "-f", file.toString());
    }
}
