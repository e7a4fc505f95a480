package dev.forwarded.proxies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the configuration files of Apache Traffic Server. */
final class TrafficServer {

    private static final String FOLDER = "trafficserver/";
    private static final List<String> FILES = List.of(
            "records.config",
            "remap.config",
            "ssl_multicert.config",
            "plugin.config",
            "forwarded.config",
            "shop.config");

    /** What a distribution keeps in {@code /etc/trafficserver}; the directories are those of the test. */
    private static final String LAYOUT = """
            prefix: {folder}
            exec_prefix: {folder}
            bindir: /usr/bin
            sbindir: /usr/sbin
            sysconfdir: {folder}/etc
            datadir: {folder}/share
            includedir: /usr/include
            libdir: /usr/lib/trafficserver
            libexecdir: {plugins}
            localstatedir: {folder}/run
            runtimedir: {folder}/run
            logdir: {folder}/logs
            mandir: /usr/share/man
            infodir: /usr/share/info
            cachedir: {folder}/cache
            """;

    private static final String EVERYBODY = """
            ip_allow:
              - apply: in
                ip_addrs: [0/0, "::/0"]
                action: allow
                methods: ALL
            """;

    private TrafficServer() {}

    private static String binary() {
        return Proxy.binary("traffic_server", "trafficserver");
    }

    static String version() throws IOException, InterruptedException {
        return Proxy.output(binary(), "-V").replaceFirst("(?s).*?([0-9]+\\.[0-9]+\\.[0-9]+).*", "$1");
    }

    /** The recipes, those given in the place of the ones that are in files. */
    static void edge(Proxy proxy, String application, Recipe... others) throws IOException, InterruptedException {
        User.open(proxy.path(""));
        for (String directory : List.of("run", "logs", "cache", "share")) {
            User.open(proxy.directory(directory));
        }
        recipes(proxy, application);
        for (Recipe other : others) {
            recipe(proxy, application, other);
        }
        proxy.write("etc/ip_allow.yaml", EVERYBODY);
        proxy.write("etc/storage.config", proxy.path("cache") + " 16M\n");
        String layout = LAYOUT.replace("{folder}", proxy.path("").toString()).replace("{plugins}", plugins());
        Path file = proxy.write("layout.yaml", layout);
        // It refuses to serve as root, and to change a user that is not root.
        Map<String, String> user = Map.of("PROXY_CONFIG_ADMIN_USER_ID", User.isRoot() ? User.NOBODY : "#-1");
        proxy.run(user, binary(), "--run-root=" + file);
    }

    /** The lines of its documentation alone: a port, a certificate and a rule. */
    static void firstExample(Proxy proxy, String application) throws IOException, InterruptedException {
        edge(
                proxy,
                application,
                new Recipe(FOLDER + "records.config", first("records.config")),
                new Recipe(FOLDER + "remap.config", first("remap.config")),
                new Recipe(FOLDER + "plugin.config", ""));
    }

    private static String first(String file) {
        return Recipe.of(FOLDER + "first-example." + file).text();
    }

    private static void recipes(Proxy proxy, String application) throws IOException {
        for (String file : FILES) {
            recipe(proxy, application, Recipe.of(FOLDER + file));
        }
    }

    private static void recipe(Proxy proxy, String application, Recipe recipe) throws IOException {
        String name = recipe.file().substring(FOLDER.length());
        Recipe local = switch (name) {
            case "records.config" ->
                recipe.replace("80 80:ipv6", ports(proxy.plain(), ""))
                        .replace("443:ssl 443:ipv6:ssl", ports(proxy.tls(), ":ssl"));
            case "remap.config" -> recipe.replace("127.0.0.1:8080", application);
            case "ssl_multicert.config" ->
                recipe.replace("/etc/ssl/shop.pem", proxy.path("shop.pem").toString());
            default -> recipe;
        };
        proxy.write("etc/" + name, local.text());
    }

    private static String ports(int port, String tls) {
        return "%d%s:ip-in=127.0.0.1 %d:ipv6%s:ip-in=[::1]".formatted(port, tls, port, tls);
    }

    private static String plugins() throws IOException, InterruptedException {
        return Proxy.output("/usr/bin/traffic_layout", "info")
                .lines()
                .filter(line -> line.startsWith("PLUGINDIR: "))
                .map(line -> line.substring("PLUGINDIR: ".length()))
                .findFirst()
                .orElseThrow();
    }
}
