package dev.forwarded.proxies;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs varnishd from its unit and VCL, and hitch in front of it. */
final class Varnish {

    private static final String COMMAND = "ExecStart=/usr/sbin/varnishd ";

    private Varnish() {}

    private static String binary() {
        return Proxy.binary("varnishd", "varnish");
    }

    static String version() throws IOException, InterruptedException {
        Proxy.binary("hitch", "hitch");
        return Proxy.output(binary(), "-V").replaceFirst("(?s).*?varnish-([0-9.]+).*", "$1");
    }

    /** A VCL recipe, with the two files beside it, by which hitch ends TLS. */
    static void edge(Proxy proxy, Recipe vcl, String application) throws IOException {
        varnishd(proxy, write(proxy, vcl, application));
        hitch(proxy);
    }

    private static void varnishd(Proxy proxy, String vcl) throws IOException {
        String plain = ":" + proxy.plain();
        Recipe unit = Recipe.of("varnish/varnish.service.conf")
                .replace("-a :80", "-a 127.0.0.1" + plain + " -a [::1]" + plain)
                .replace("127.0.0.1:8443", "127.0.0.1:" + proxy.port("inner"))
                .replace("/etc/varnish/default.vcl", vcl);
        run(proxy, command(unit));
    }

    /** The file of a VCL recipe, in the folder of a test. */
    static String vcl(Proxy proxy, String file, String application) throws IOException {
        return write(proxy, Recipe.of(file), application);
    }

    private static String write(Proxy proxy, Recipe recipe, String application) throws IOException {
        int colon = application.lastIndexOf(':');
        Recipe vcl = recipe.replace("\"127.0.0.1\"", '"' + application.substring(0, colon) + '"')
                .replace("\"8080\"", '"' + application.substring(colon + 1) + '"');
        return proxy.write("default.vcl", vcl.text()).toString();
    }

    private static String command(Recipe unit) {
        return unit.text()
                .lines()
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> line.substring(COMMAND.length()))
                .findFirst()
                .orElseThrow();
    }

    /** In the foreground, without a management port; no jail, for the folder belongs to who runs the test. */
    static void run(Proxy proxy, String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(binary(), "-F", "-j", "none", "-T", "none"));
        command.addAll(List.of("-n", proxy.path("varnish").toString()));
        command.addAll(List.of(arguments.split(" ", -1)));
        proxy.run(command.toArray(String[]::new));
    }

    private static void hitch(Proxy proxy) throws IOException {
        Recipe hitch = Recipe.of("varnish/hitch.conf")
                .replace("[*]:443", "[127.0.0.1]:" + proxy.tls())
                .replace("[127.0.0.1]:8443", "[127.0.0.1]:" + proxy.port("inner"))
                .replace("/etc/ssl/shop.pem", proxy.path("shop.pem").toString());
        String file = proxy.write("hitch.conf", hitch.text()).toString();
        List<String> command = new ArrayList<>(List.of(Proxy.binary("hitch", "hitch"), "--config=" + file));
        command.add("--frontend=[::1]:" + proxy.tls());
        if (User.isRoot()) {
            // As Debian's unit does with a user of its own: hitch runs no worker as root.
            command.add("--user=" + User.NOBODY);
        }
        proxy.run(command.toArray(String[]::new));
    }
}
