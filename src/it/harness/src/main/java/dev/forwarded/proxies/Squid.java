package dev.forwarded.proxies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Runs a configuration file of Squid. */
final class Squid {

    /** What is not a matter of headers: no log files, no process file, and an end without waiting for clients. */
    private static final String TEST_ONLY = """

            access_log none
            cache_log /dev/null
            pid_filename none
            netdb_filename none
            pinger_enable off
            shutdown_lifetime 0 seconds
            visible_hostname proxy
            coredump_dir %s
            """;

    private static final String PLAIN = "accel vhost name=plain\n";
    private static final String TLS = "accel vhost tls-cert=/etc/ssl/shop.pem name=tls\n";

    private Squid() {}

    private static String binary() {
        return Proxy.binary("squid", "squid");
    }

    static String version() throws IOException, InterruptedException {
        return Proxy.output(binary(), "-v").replaceFirst("(?s).*?Version ([0-9.]+).*", "$1");
    }

    /** A recipe that ends TLS. */
    static void edge(Proxy proxy, Recipe edge, String application) throws IOException {
        User.open(proxy.path(""));
        Path program = proxy.write("strip-shop", Recipe.of("squid/strip-shop").text());
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Recipe recipe = edge.replace("http_port 80 " + PLAIN, both("http_port", proxy.plain(), PLAIN))
                .replace("https_port 443 " + TLS, both("https_port", proxy.tls(), TLS))
                .replace("/usr/local/bin/strip-shop", program.toString());
        run(proxy, recipe, application);
    }

    /** The lines of its documentation alone. */
    static void firstExample(Proxy proxy, String application) throws IOException {
        User.open(proxy.path(""));
        Recipe recipe = Recipe.of("squid/first-example.conf")
                .replace("http_port 80 ", "http_port 127.0.0.1:" + proxy.plain() + " ")
                .replace("https_port 443 ", "https_port 127.0.0.1:" + proxy.tls() + " ");
        run(proxy, recipe, application);
    }

    private static void run(Proxy proxy, Recipe text, String application) throws IOException {
        int colon = application.lastIndexOf(':');
        Recipe recipe = text.replace("/etc/ssl/shop.pem", proxy.path("shop.pem").toString())
                .replace(
                        "127.0.0.1 parent 8080",
                        application.substring(0, colon) + " parent " + application.substring(colon + 1));
        Path file = proxy.write("squid.conf", recipe.text() + TEST_ONLY.formatted(proxy.path("")));
        proxy.run(binary(), "-N", "-d", "1", "-f", file.toString());
    }

    private static String both(String directive, int port, String options) {
        return "%s 127.0.0.1:%d %s%s [::1]:%d %s".formatted(directive, port, options, directive, port, options);
    }
}
