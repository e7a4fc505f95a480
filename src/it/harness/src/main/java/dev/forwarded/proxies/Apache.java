package dev.forwarded.proxies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Runs a site of Apache httpd. */
final class Apache {

    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    private static final List<String> LOADED = List.of(
            "mpm_event", "authz_core", "headers", "http2", "proxy", "proxy_http", "setenvif", "ssl", "socache_shmcb");

    /** It refuses to serve as root; another user cannot change to this one, and need not. */
    private static final String MAIN = """
            ServerRoot %s
            PidFile apache.pid
            DefaultRuntimeDir .
            ErrorLog log
            User www-data
            Group www-data
            StartServers 1
            """;

    private static final String INNER = "127.0.0.2";

    private Apache() {}

    private static String binary() {
        return Proxy.binary("apache2", "apache2");
    }

    static String version() throws IOException, InterruptedException {
        return Proxy.output(binary(), "-v").replaceFirst("(?s).*Apache/([0-9.]+).*", "$1");
    }

    /** A site that ends TLS. */
    static void edge(Proxy proxy, String file, String included, String application) throws IOException {
        edge(proxy, file, Recipe.of(included), application);
    }

    /** A site that ends TLS, in one file. */
    static void edge(Proxy proxy, String file, String application) throws IOException {
        run(proxy, site(proxy, file).replace("127.0.0.1:8080", application), proxy.plain(), proxy.tls());
    }

    private static Recipe site(Proxy proxy, String file) throws IOException {
        return Recipe.of(file)
                .replace("<VirtualHost *:80>", "<VirtualHost *:" + proxy.plain() + ">")
                .replace("<VirtualHost *:443>", "<VirtualHost *:" + proxy.tls() + ">")
                .replace("/etc/ssl/shop.crt", proxy.path("shop.crt").toString())
                .replace("/etc/ssl/shop.key", proxy.path("shop.key").toString());
    }

    static void edge(Proxy proxy, String file, Recipe included, String application) throws IOException {
        Recipe site = site(proxy, file);
        Recipe rest = included.replace("127.0.0.1:8080", application);
        proxy.write("conf-available/" + Path.of(included.file()).getFileName(), rest.text());
        run(proxy, site, proxy.plain(), proxy.tls());
    }

    /** A site behind another proxy, on the port "inner"; it speaks to the application from an address of its own. */
    static void inner(Proxy proxy, String file, String application) throws IOException {
        int port = proxy.port("inner");
        Recipe site = Recipe.of(file)
                .replace("<VirtualHost *:8081>", "<VirtualHost *:" + port + ">\nProxySourceAddress " + INNER)
                .replace("127.0.0.1:8080", application);
        run(proxy, site, port);
    }

    static void run(Proxy proxy, Recipe site, int... ports) throws IOException {
        StringBuilder main = new StringBuilder(MAIN.formatted(proxy.path("")));
        main.append(LOADED.stream()
                .map(name -> "LoadModule " + name + "_module " + MODULES.resolve("mod_" + name + ".so") + "\n")
                .collect(Collectors.joining()));
        for (int port : ports) {
            main.append("Listen 127.0.0.1:")
                    .append(port)
                    .append("\nListen [::1]:")
                    .append(port)
                    .append('\n');
        }
        proxy.write("site.conf", site.text());
        proxy.write("apache.conf", main + "Include site.conf\n");
        proxy.run(binary(), "-f", proxy.path("apache.conf").toString(), "-DFOREGROUND");
    }
}
