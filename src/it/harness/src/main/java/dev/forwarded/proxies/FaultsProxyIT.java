package dev.forwarded.proxies;

import static dev.forwarded.proxies.Fault.fault;
import static dev.forwarded.proxies.Link.PLAIN;
import static dev.forwarded.proxies.Link.TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What the pages say of recipes that are not kept to; it also shows that the table of requests finds such a thing. */
@Tag("full")
class FaultsProxyIT {

    private static final String TRUSTED = "; trustedProxies=127.0.0.1; prefix=prepend";
    private static final String CHAIN = "; trustedProxies=127.0.0.1, 127.0.0.2; prefix=prepend";

    @TestFactory
    Stream<DynamicTest> a_recipe_that_is_not_kept_to_goes_wrong_as_its_page_says() {
        return Stream.of(bare(), nginx(), haproxy(), apache(), caddy(), chains())
                .flatMap(faults -> faults)
                .map(fault -> dynamicTest(fault.sentence, () -> {
                    assertThat(fault.found()).isEqualTo(fault.expected());
                    assertThat(words(fault.page)).contains(fault.sentence);
                }));
    }

    /** The text of a page as one line. */
    private static String words(String page) throws IOException {
        return Files.readString(Tally.PAGE.resolveSibling(page)).replaceAll("\\s+", " ");
    }

    /** What each does by itself, with nothing of the recipe but addresses. */
    private static Stream<Fault> bare() {
        Recipe nginx = Recipe.of("nginx/shop.conf").without("proxy_set_header");
        Recipe haproxy = Recipe.of("haproxy/shop.cfg").without("http-request");
        Recipe apache =
                Recipe.of("apache/shop-proxy.conf").without("RequestHeader").without("ProxyPreserveHost");
        Recipe caddy = Recipe.of("caddy/Caddyfile").without("header_up");
        return Stream.of(
                        fault(
                                        "nginx.md",
                                        "nginx by itself adds nothing, replaces `Host` by the address in `proxy_pass`, and"
                                                + " passes every forwarded header that a client sends.")
                                .start((proxy, application) -> Nginx.edge(proxy, nginx, application))
                                .url("https://evil.example/evil/cart")
                                .client("6.6.6.6"),
                        fault(
                                        "haproxy.md",
                                        "HAProxy by itself adds nothing, keeps `Host`, and passes every forwarded header"
                                                + " that a client sends.")
                                .start((proxy, application) -> Haproxy.edge(proxy, haproxy, application))
                                .url("https://evil.example/evil/cart")
                                .client("6.6.6.6"),
                        fault(
                                        "apache.md",
                                        "mod_proxy by itself appends to X-Forwarded-For, -Host and -Server, says nothing of"
                                                + " the scheme, replaces `Host` by the address in `ProxyPass`, and passes the other"
                                                + " forwarded headers that a client sends.")
                                .start((proxy, application) ->
                                        Apache.edge(proxy, "apache/shop.conf", apache, application))
                                .url("https://shop.example.com/evil/cart"),
                        fault(
                                        "caddy.md",
                                        "X-Forwarded-Port, X-Forwarded-Prefix and `Forwarded` pass from the client: these the"
                                                + " recipe drops.")
                                .start((proxy, application) -> Caddy.edge(proxy, caddy, application))
                                .url("http://shop.example.com/evil/cart"))
                .map(fault -> fault.settings("headers=x-forwarded" + TRUSTED).ask("all X-Forwarded headers", PLAIN));
    }

    private static Fault nginx(String sentence, String literal, String with) {
        Recipe recipe = Recipe.of("nginx/shop.conf").replace(literal, with);
        return fault("nginx.md", sentence)
                .settings("profile=nginx" + TRUSTED)
                .start((proxy, application) -> Nginx.edge(proxy, recipe, application));
    }

    private static Stream<Fault> nginx() {
        return Stream.of(
                nginx(
                                "Without `X-Forwarded-For` a client chooses its address.",
                                "proxy_set_header X-Forwarded-For    $remote_addr;",
                                "")
                        .ask("X-Forwarded-For", PLAIN)
                        .url("http://shop.example.com/cart")
                        .client("6.6.6.6"),
                nginx(
                                "Without `X-Forwarded-Proto` a client chooses the scheme.",
                                "proxy_set_header X-Forwarded-Proto  $scheme;",
                                "")
                        .ask("X-Forwarded-Proto", PLAIN)
                        .url("https://shop.example.com/cart"),
                nginx(
                                "Without `X-Forwarded-Host`, and with `host` added to `fields`, a client chooses the host.",
                                "proxy_set_header X-Forwarded-Host   $http_host;",
                                "")
                        .settings("profile=nginx; fields=for,proto,host" + TRUSTED)
                        .ask("X-Forwarded-Host", PLAIN)
                        .url("http://evil.example/cart"),
                nginx(
                                "Without `X-Forwarded-Prefix` a client chooses the prefix.",
                                "proxy_set_header X-Forwarded-Prefix $shop_prefix;",
                                "")
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"),
                nginx(
                                "A single `proxy_set_header` inside a location cancels all of the server's.",
                                "location / {",
                                "location / {\nproxy_set_header X-Note 1;")
                        .settings("profile=nginx; fields=for,proto,host" + TRUSTED)
                        .ask("all X-Forwarded headers", PLAIN)
                        .url("https://evil.example/evil/cart")
                        .client("6.6.6.6"),
                nginx("`$host` in the place of `$http_host` loses the port.", "$http_host", "$host")
                        .ask("a published port that is not the listener's", TLS)
                        .url("https://shop.example.com/cart"),
                nginx(
                                "`X-Forwarded-Port $server_port` is the listener's port, and wrong where another one is published.",
                                "X-Forwarded-Port   \"\"",
                                "X-Forwarded-Port $server_port")
                        .settings("headers=x-forwarded" + TRUSTED)
                        .ask("the default port", TLS)
                        .url("https://shop.example.com:{port}/cart"),
                nginx("A path in `proxy_pass` is decoded.", "$shop_target;", "/;")
                        .ask("an encoded slash under a prefix", TLS)
                        .url("https://shop.example.com/shop/a/b"));
    }

    private static Fault haproxy(String sentence, String literal, String with) {
        Recipe recipe = Recipe.of("haproxy/shop.cfg").replace(literal, with);
        return fault("haproxy.md", sentence)
                .settings("profile=haproxy" + TRUSTED)
                .start((proxy, application) -> Haproxy.edge(proxy, recipe, application));
    }

    private static Stream<Fault> haproxy() {
        String delete = "http-request del-header X-Forwarded- -m beg";
        String set = "http-request set-header X-Forwarded-For %[src]";
        return Stream.of(
                haproxy(
                                "Without `set-header X-Forwarded-Proto` every URL is http.",
                                "http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]",
                                "")
                        .ask("the default port", TLS)
                        .url("http://shop.example.com/cart"),
                haproxy("Without `del-header X-Forwarded-` a client chooses the prefix.", delete, "")
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"),
                haproxy("Without it and with `host` added to `fields` a client chooses the host.", delete, "")
                        .settings("profile=haproxy; fields=for,proto,host" + TRUSTED)
                        .ask("X-Forwarded-Host", PLAIN)
                        .url("http://evil.example/cart"),
                haproxy(
                                "`option forwardfor if-none` keeps the address that a client sends.",
                                delete + "\n    " + set,
                                "option forwardfor if-none")
                        .ask("X-Forwarded-For", TLS)
                        .url("https://shop.example.com/cart")
                        .client("6.6.6.6"));
    }

    private static Fault apache(String sentence, String literal, String with) {
        Recipe recipe = Recipe.of("apache/shop-proxy.conf").replace(literal, with);
        return fault("apache.md", sentence)
                .settings("profile=apache; fields=for,proto,host" + TRUSTED)
                .start((proxy, application) -> Apache.edge(proxy, "apache/shop.conf", recipe, application));
    }

    private static Stream<Fault> apache() {
        return Stream.of(
                apache(
                                "Without the line about `Connection` a client's `Connection: X-Forwarded-Proto` deletes the header, and https becomes http.",
                                "RequestHeader edit* Connection \"(?i)(x-)?forwarded[a-z-]*\" \"close\" early",
                                "")
                        .ask("Connection names X-Forwarded-Proto", TLS)
                        .url("http://shop.example.com/cart"),
                apache(
                                "Without `set X-Forwarded-Proto` a client chooses the scheme.",
                                "RequestHeader set X-Forwarded-Proto \"expr=%{REQUEST_SCHEME}\"",
                                "")
                        .ask("X-Forwarded-Proto", PLAIN)
                        .url("https://shop.example.com/cart"),
                apache(
                                "Without `unset X-Forwarded-Prefix early` a client chooses the prefix.",
                                "RequestHeader unset X-Forwarded-Prefix early",
                                "")
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"),
                apache(
                                "Without `AllowEncodedSlashes NoDecode` an encoded slash in the path is answered with 404.",
                                "AllowEncodedSlashes NoDecode",
                                "")
                        .ask("an encoded slash in the path", TLS)
                        .url("404"),
                apache("Without `nocanon` an encoded slash is encoded once more.", " nocanon ", " ")
                        .ask("an encoded slash in the path", TLS)
                        .url("https://shop.example.com/a%252Fb/c"));
    }

    private static Fault caddy(String sentence, String literal, String with) {
        Recipe recipe = Recipe.of("caddy/Caddyfile").replace(literal, with);
        return fault("caddy.md", sentence)
                .settings("profile=caddy" + TRUSTED)
                .start((proxy, application) -> Caddy.edge(proxy, recipe, application));
    }

    private static Stream<Fault> caddy() {
        return Stream.of(
                caddy("Without `-X-Forwarded-Prefix` a client chooses the prefix.", "header_up -X-Forwarded-Prefix", "")
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"),
                caddy(
                                "Without `-Forwarded`, and with `headers=forwarded`, everything is the client's word.",
                                "header_up -Forwarded",
                                "")
                        .settings("headers=forwarded" + TRUSTED)
                        .ask("Forwarded", PLAIN)
                        .url("https://evil.example/cart")
                        .client("6.6.6.6"),
                caddy(
                                "Clients inside `trusted_proxies` choose scheme and host.",
                                "(edge) {",
                                "(edge) {\n    trusted_proxies 127.0.0.0/8")
                        .ask("all X-Forwarded headers", PLAIN)
                        .url("https://evil.example/cart"));
    }

    private static Fault chain(String sentence, Recipe outer, Recipe inner) {
        return fault("chains.md", sentence).settings("profile=haproxy" + CHAIN).start((proxy, application) -> {
            Nginx.inner(proxy, inner, application);
            Haproxy.edge(proxy, outer, "127.0.0.1:" + proxy.port("inner"));
        });
    }

    private static Stream<Fault> chains() {
        Recipe outer = Recipe.of("haproxy/shop.cfg");
        Recipe inner = Recipe.of("chains/haproxy-nginx.conf");
        Recipe deaf = outer.replace("http-request del-header Connection unless websocket", "");
        return Stream.of(
                chain(
                                "An inner nginx that sets X-Forwarded-Proto to its own `$scheme` turns https into http.",
                                outer,
                                inner.replace(
                                        "proxy_set_header Host ",
                                        "proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header Host "))
                        .ask("the default port", TLS)
                        .url("http://shop.example.com/cart"),
                chain(
                                "An inner nginx that replaces X-Forwarded-For makes the outer proxy the client.",
                                outer,
                                inner.replace("$proxy_add_x_forwarded_for", "$remote_addr"))
                        .ask("the default port", TLS)
                        .url("https://shop.example.com/cart")
                        .client("127.0.0.1"),
                chain("With the inner proxy alone in `trustedProxies` the outer one is the client.", outer, inner)
                        .settings("profile=haproxy; trustedProxies=127.0.0.2; prefix=prepend")
                        .ask("the default port", TLS)
                        .url("https://shop.example.com/cart")
                        .client("127.0.0.1"),
                chain(
                                "Without the lines about `Connection` in HAProxy a client has Varnish delete what HAProxy set, and https becomes http.",
                                deaf,
                                inner)
                        .start((proxy, application) -> {
                            String vcl = Varnish.vcl(proxy, "chains/haproxy-varnish.vcl", application);
                            Varnish.run(proxy, "-a 127.0.0.1:" + proxy.port("inner") + " -s malloc,16m -f " + vcl);
                            Haproxy.edge(proxy, deaf, "127.0.0.1:" + proxy.port("inner"));
                        })
                        .ask("Connection names X-Forwarded-Proto", TLS)
                        .url("http://shop.example.com/cart"));
    }
}
