package dev.forwarded.proxies;

import java.io.IOException;

/** Runs a file of nginx's {@code conf.d}. */
final class Nginx {

    /** What a distribution puts around it, in the folder of a test. */
    private static final String MAIN = """
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr warn;
            events {}
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                include %s;
            }
            """;

    private static final String INNER = "127.0.0.2";

    private Nginx() {}

    private static String binary() {
        return Proxy.binary("nginx", "nginx");
    }

    static String version() throws IOException, InterruptedException {
        return Proxy.output(binary(), "-v").strip().replaceFirst(".*/", "").replaceFirst(" .*", "");
    }

    /** A recipe that ends TLS. */
    static void edge(Proxy proxy, String file, String application) throws IOException {
        edge(proxy, Recipe.of(file), application);
    }

    static void edge(Proxy proxy, Recipe text, String application) throws IOException {
        Recipe recipe = text.replace("listen 80;", "listen 127.0.0.1:" + proxy.plain() + ";")
                .replace("listen [::]:80;", "listen [::1]:" + proxy.plain() + ";")
                .replace("listen 443 ", "listen 127.0.0.1:" + proxy.tls() + " ")
                .replace("listen [::]:443 ", "listen [::1]:" + proxy.tls() + " ")
                .replace("/etc/ssl/shop.crt", proxy.path("shop.crt").toString())
                .replace("/etc/ssl/shop.key", proxy.path("shop.key").toString())
                .replace("127.0.0.1:8080", application);
        run(proxy, recipe);
    }

    /** A recipe behind another proxy, on the port "inner"; it speaks to the application from an address of its own. */
    static void inner(Proxy proxy, String file, String application) throws IOException {
        inner(proxy, Recipe.of(file), application);
    }

    static void inner(Proxy proxy, Recipe text, String application) throws IOException {
        Recipe recipe = text.replace(
                        "listen 8081;", "listen 127.0.0.1:" + proxy.port("inner") + "; proxy_bind " + INNER + ";")
                .replace("127.0.0.1:8080", application);
        run(proxy, recipe);
    }

    static void run(Proxy proxy, Recipe recipe) throws IOException {
        String name = recipe.file().replace('/', '-');
        proxy.write(name, recipe.text());
        proxy.write("main-" + name, MAIN.formatted(name));
        proxy.run(binary(), "-p", proxy.path("").toString(), "-e", "stderr", "-c", "main-" + name);
    }
}
