package dev.forwarded.proxies;

import static dev.forwarded.proxies.Fault.fault;
import static dev.forwarded.proxies.Link.PLAIN;
import static dev.forwarded.proxies.Link.TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say of recipes that are not kept to, for the proxies that are not in {@link FaultsProxyIT}. */
@Tag("full")
final class OtherFaultsProxyIT {

    private static final String TRUSTED = "; trustedProxies=127.0.0.1";
    private static final String CART = "GET /cart HTTP/1.1\nHost: shop.example.com\n";
    private static final String PREPEND = TRUSTED + "; prefix=prepend";

    @TestFactory
    Stream<DynamicTest> a_recipe_that_is_not_kept_to_goes_wrong_as_its_page_says() {
        return Stream.of(varnish(), trafficServer(), squid(), nghttpx(), lighttpd(), h2o(), behindAnother())
                .flatMap(faults -> faults)
                .map(fault -> dynamicTest(fault.sentence, () -> {
                    assertThat(fault.found()).isEqualTo(fault.expected());
                    assertThat(Files.readString(Tally.PAGE.resolveSibling(fault.page)))
                            .contains(fault.sentence);
                }));
    }

    @Test
    void nghttpx_takes_dot_segments_out_of_the_path_and_decodes_what_needs_no_encoding() throws Exception {
        Seen seen = seen(
                "profile=nghttpx; fields=for,proto" + TRUSTED,
                (proxy, application) -> Nghttpx.edge(proxy, Recipe.of("nghttpx/nghttpx.conf"), application),
                "GET /a/./b/../c%7E?q=%7E HTTP/1.1\nHost: shop.example.com\n");
        assertThat(seen.url()).isEqualTo("https://shop.example.com/a/c~?q=%7E");
    }

    @Test
    void lighttpd_passes_a_clients_x_forwarded_host_where_there_is_no_host() throws Exception {
        String head = "GET /cart HTTP/1.0\nX-Forwarded-Host: evil.example\n";
        String settings = "profile=lighttpd; fields=for,proto,host" + TRUSTED;
        Recipe recipe = Recipe.of("lighttpd/lighttpd.conf");
        Recipe without = recipe.replace("    \"X-Forwarded-Host\" => \"\",\n", "");
        assertThat(seen(settings, (proxy, application) -> Lighttpd.edge(proxy, without, application), head)
                        .url())
                .isEqualTo("https://evil.example/cart");
        assertThat(seen(settings, (proxy, application) -> Lighttpd.edge(proxy, recipe, application), head)
                        .url())
                .isEqualTo("https://127.0.0.1/cart");
    }

    @Test
    void squid_without_http_upgrade_request_protocols_answers_a_websocket_as_a_plain_request() throws Exception {
        Recipe recipe =
                Recipe.of("squid/squid.conf").replace("http_upgrade_request_protocols websocket allow all\n", "");
        Seen seen = seen(
                "profile=squid; fields=for,proto" + TRUSTED,
                (proxy, application) -> Squid.edge(proxy, recipe, application),
                "GET /socket HTTP/1.1\nHost: shop.example.com\nConnection: Upgrade\nUpgrade: websocket\n");
        assertThat(seen.status()).isEqualTo(200);
    }

    @Test
    void squid_speaks_no_http_2() throws Exception {
        try (Backend backend = new Backend("profile=squid; fields=for,proto" + TRUSTED);
                Proxy proxy = new Proxy()) {
            Squid.edge(proxy, Recipe.of("squid/squid.conf"), "127.0.0.1:" + backend.port());
            proxy.await();
            LiveRequest request = new LiveRequest("one", Link.HTTP_2, CART, List.of(), false);
            assertThatThrownBy(() -> LiveClient.ask(request, proxy.tls()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the proxy does not speak HTTP/2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop/a\\nOK",
                "/shop/a\\\\c\\",
                "/shop/\"a\"",
                "/shop/%0aOK",
                "/shop/?a=http://b/shop/c",
                "/cart?a=http://b/shop/c",
                "/shop/shop/a",
                "/a/shop/b"
            })
    void the_program_that_squid_asks_takes_nothing_in_a_url_for_a_word_of_its_own(String path) throws Exception {
        try (Backend backend = new Backend("profile=squid; fields=for,proto" + PREPEND);
                Proxy proxy = new Proxy()) {
            Squid.edge(proxy, Recipe.of("squid/squid.conf"), "127.0.0.1:" + backend.port());
            proxy.await();
            for (String asked : List.of(path, "/shop/cart", "/cart", "/shop/cart")) {
                String head = CART.replace("/cart", asked);
                Seen seen = LiveClient.ask(new LiveRequest("one", TLS, head, List.of(), true), proxy.tls());
                String url = "https://shop.example.com" + asked;
                assertThat(seen).matches(it -> it.url().equals(url) || asked.equals(path) && it.refused(), url);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> these_write_the_host_in_lower_case() {
        Map<String, Fault.Start> starts = Map.of(
                "varnish",
                (proxy, application) -> Varnish.edge(proxy, Recipe.of("varnish/default.vcl"), application),
                "squid",
                (proxy, application) -> Squid.edge(proxy, Recipe.of("squid/squid.conf"), application),
                "lighttpd",
                (proxy, application) -> Lighttpd.edge(proxy, Recipe.of("lighttpd/lighttpd.conf"), application));
        return starts.entrySet().stream()
                .map(start -> dynamicTest(start.getKey(), () -> {
                    String head = CART.replace("shop.example.com", "SHOP.Example.com:9443");
                    assertThat(seen(
                                            "profile=" + start.getKey() + "; fields=for,proto" + TRUSTED,
                                            start.getValue(),
                                            head)
                                    .url())
                            .isEqualTo("https://shop.example.com:9443/cart");
                }));
    }

    @Test
    void whoever_reaches_the_listener_for_hitch_claims_any_address() throws Exception {
        try (Backend backend = new Backend("profile=varnish; fields=for,proto" + PREPEND);
                Proxy proxy = new Proxy()) {
            Varnish.edge(proxy, Recipe.of("varnish/default.vcl"), "127.0.0.1:" + backend.port());
            proxy.await();
            String head = "PROXY TCP4 6.6.6.6 127.0.0.1 4711 443\n" + CART;
            Seen seen = LiveClient.ask(new LiveRequest("one", PLAIN, head, List.of(), false), proxy.port("inner"));
            assertThat(seen.client()).isEqualTo("6.6.6.6");
        }
    }

    private static Seen seen(String settings, Fault.Start start, String head) throws Exception {
        try (Backend backend = new Backend(settings);
                Proxy proxy = new Proxy()) {
            start.run(proxy, "127.0.0.1:" + backend.port());
            proxy.await();
            return LiveClient.ask(new LiveRequest("one", TLS, head, List.of(), false), proxy.tls());
        }
    }

    /** The client of the table in the part of the outer proxy: what it says is to be believed. */
    private static Fault behind(Fault fault, String profile) {
        return fault.settings("profile=" + profile + "; fields=for,proto; trustedProxies=127.0.0.0/8")
                .ask("all X-Forwarded headers", PLAIN)
                .url("https://shop.example.com/cart")
                .client("6.6.6.6");
    }

    private static Stream<Fault> behindAnother() {
        Recipe varnish = Recipe.of("varnish/default.vcl")
                .replace("set req.http.X-Forwarded-For = client.ip;", "")
                .replace("set req.http.X-Forwarded-Proto = \"http\";", "");
        Recipe trafficServer = Recipe.of("trafficserver/forwarded.config")
                .replace("rm-header X-Forwarded-For\n", "")
                .replace("set-header X-Forwarded-Proto %{CLIENT-URL:SCHEME}\n", "");
        Recipe squid = Recipe.of("squid/squid.conf")
                .replace("forwarded_for truncate", "forwarded_for on")
                .replace("request_header_access X-Forwarded-Proto deny all\n", "")
                .replace("request_header_add X-Forwarded-Proto https tls\n", "")
                .replace("request_header_add X-Forwarded-Proto http !tls\n", "");
        Recipe nghttpx = Recipe.of("nghttpx/nghttpx.conf")
                .replace(
                        "\nstrip-incoming-x-forwarded-for=yes\n",
                        "\nno-add-x-forwarded-proto=yes\nno-strip-incoming-x-forwarded-proto=yes\n");
        Recipe lighttpd = Recipe.of("lighttpd/lighttpd.conf").replace("    \"X-Forwarded-For\" => \"\",\n", "");
        Recipe h2o =
                Recipe.of("h2o/h2o.conf").replace("preserve-x-forwarded-proto: OFF", "preserve-x-forwarded-proto: ON");
        return Stream.of(
                behind(
                        fault("varnish.md", "Leave out the lines that set X-Forwarded-For and X-Forwarded-Proto.")
                                .start((proxy, application) -> Varnish.edge(proxy, varnish, application)),
                        "varnish"),
                behind(
                        fault(
                                        "trafficserver.md",
                                        "Leave out `rm-header X-Forwarded-For` and `set-header X-Forwarded-Proto`.")
                                .start((proxy, application) -> TrafficServer.edge(proxy, application, trafficServer)),
                        "trafficserver"),
                behind(
                        fault(
                                        "squid.md",
                                        "Leave out the lines about X-Forwarded-Proto, and let `forwarded_for` be `on`.")
                                .start((proxy, application) -> Squid.edge(proxy, squid, application)),
                        "squid"),
                behind(
                        fault("nghttpx.md", "Write these two lines in the place of `strip-incoming-x-forwarded-for`:")
                                .start((proxy, application) -> Nghttpx.edge(proxy, nghttpx, application)),
                        "nghttpx"),
                behind(
                        fault("h2o.md", "Let `proxy.preserve-x-forwarded-proto` be `ON`.")
                                .start((proxy, application) -> H2o.edge(proxy, h2o, application)),
                        "h2o"),
                behind(
                                fault(
                                                "lighttpd.md",
                                                "It replaces X-Forwarded-Proto by the scheme of its own connection, so it cannot stand behind a proxy that ends TLS.")
                                        .start((proxy, application) -> Lighttpd.edge(proxy, lighttpd, application)),
                                "lighttpd")
                        .url("http://shop.example.com/cart"));
    }

    private static Fault varnish(String sentence, String literal, String with) {
        Recipe recipe = Recipe.of("varnish/default.vcl").replace(literal, with);
        return fault("varnish.md", sentence)
                .settings("profile=varnish; fields=for,proto" + PREPEND)
                .start((proxy, application) -> Varnish.edge(proxy, recipe, application));
    }

    private static Stream<Fault> varnish() {
        return Stream.of(
                varnish(
                                "Without `unset req.http.X-Forwarded-Prefix` a client chooses the prefix.",
                                "unset req.http.X-Forwarded-Prefix;",
                                "")
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"),
                varnish(
                                "Without `set req.http.X-Forwarded-Proto` a client chooses the scheme.",
                                "set req.http.X-Forwarded-Proto = \"http\";",
                                "")
                        .ask("X-Forwarded-Proto", PLAIN)
                        .url("https://shop.example.com/cart"),
                varnish(
                                "Without `close` in `vcl_pipe` a request behind an upgrade that is not taken passes as the client wrote it.",
                                "\"close, Upgrade\"",
                                "\"Upgrade\"")
                        .ask("a second request behind an upgrade that is not taken", TLS)
                        .url("http://shop.example.com/evil/cart")
                        .client("6.6.6.6"));
    }

    private static Fault trafficServer(String sentence, String file, String literal, String with) {
        Recipe recipe = Recipe.of("trafficserver/" + file).replace(literal, with);
        return fault("trafficserver.md", sentence)
                .settings("profile=trafficserver; fields=for,proto" + PREPEND)
                .start((proxy, application) -> TrafficServer.edge(proxy, application, recipe));
    }

    private static Stream<Fault> trafficServer() {
        String rules = "forwarded.config";
        String records = "records.config";
        return Stream.of(
                trafficServer(
                                "Without `set-header X-Forwarded-Proto` a client chooses the scheme.",
                                rules,
                                "set-header X-Forwarded-Proto %{CLIENT-URL:SCHEME}",
                                "")
                        .ask("X-Forwarded-Proto", PLAIN)
                        .url("https://shop.example.com/cart"),
                trafficServer(
                                "Without `rm-header X-Forwarded-Prefix` a client chooses the prefix.",
                                rules,
                                "rm-header X-Forwarded-Prefix",
                                "")
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"),
                trafficServer(
                                "Without `insert_squid_x_forwarded_for` every client is the proxy.",
                                records,
                                "insert_squid_x_forwarded_for INT 1",
                                "insert_squid_x_forwarded_for INT 0")
                        .ask("X-Forwarded-For", TLS)
                        .url("https://shop.example.com/cart")
                        .client("127.0.0.1"),
                trafficServer(
                                "`insert_forwarded` appends: without `rm-header Forwarded` an open quote of a client's voids the line.",
                                records,
                                "insert_forwarded STRING none",
                                "insert_forwarded STRING for|proto")
                        .settings("headers=forwarded" + PREPEND)
                        .start((proxy, application) -> TrafficServer.edge(
                                proxy,
                                application,
                                Recipe.of("trafficserver/" + records)
                                        .replace("insert_forwarded STRING none", "insert_forwarded STRING for|proto"),
                                Recipe.of("trafficserver/" + rules).replace("rm-header Forwarded", "")))
                        .ask("Forwarded with an open quote", TLS)
                        .url("400"));
    }

    private static Fault squid(String sentence, String literal, String with) {
        Recipe recipe = Recipe.of("squid/squid.conf").replace(literal, with);
        return fault("squid.md", sentence)
                .settings("profile=squid; fields=for,proto" + PREPEND)
                .start((proxy, application) -> Squid.edge(proxy, recipe, application));
    }

    private static Stream<Fault> squid() {
        return Stream.of(
                squid(
                                "Without `request_header_access X-Forwarded-Prefix deny all` a client chooses the prefix.",
                                "request_header_access X-Forwarded-Prefix deny all",
                                "")
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"),
                squid(
                                "Without `request_header_add X-Forwarded-Proto` every URL is http.",
                                "request_header_add X-Forwarded-Proto https tls",
                                "")
                        .ask("the default port", TLS)
                        .url("http://shop.example.com/cart"),
                squid(
                                "`forwarded_for off` writes `unknown` in the place of the address, and every client is the proxy.",
                                "forwarded_for truncate",
                                "forwarded_for off")
                        .ask("X-Forwarded-For", TLS)
                        .url("https://shop.example.com/cart")
                        .client("127.0.0.1"),
                squid(
                                "`forwarded_for transparent` passes the address that a client sends.",
                                "forwarded_for truncate",
                                "forwarded_for transparent")
                        .ask("X-Forwarded-For", TLS)
                        .url("https://shop.example.com/cart")
                        .client("6.6.6.6"));
    }

    private static Fault nghttpx(String sentence, String literal, String with) {
        Recipe recipe = Recipe.of("nghttpx/nghttpx.conf").replace(literal, with);
        return fault("nghttpx.md", sentence)
                .settings("profile=nghttpx; fields=for,proto" + TRUSTED)
                .start((proxy, application) -> Nghttpx.edge(proxy, recipe, application));
    }

    private static Stream<Fault> nghttpx() {
        String address = "add-x-forwarded-for=yes\nstrip-incoming-x-forwarded-for=yes\n";
        return Stream.of(
                nghttpx("Without the two lines about X-Forwarded-For a client chooses its address.", address, "")
                        .ask("X-Forwarded-For", TLS)
                        .url("https://shop.example.com/cart")
                        .client("6.6.6.6"),
                nghttpx(
                                "Without `require-http-scheme` a client chooses the scheme by an absolute target.",
                                "require-http-scheme=yes\n",
                                "")
                        .ask("an absolute target with the other scheme", PLAIN)
                        .url("https://shop.example.com/cart"),
                nghttpx(
                                "Without `strip-incoming-forwarded`, and with `headers=forwarded`, everything is the client's word.",
                                "strip-incoming-forwarded=yes\n",
                                "")
                        .settings("headers=forwarded" + TRUSTED)
                        .ask("Forwarded", PLAIN)
                        .url("https://evil.example/cart")
                        .client("6.6.6.6"),
                nghttpx("With `host` added to `fields` a client chooses the host.", "add-x", "add-x")
                        .settings("profile=nghttpx; fields=for,proto,host" + TRUSTED)
                        .ask("X-Forwarded-Host", PLAIN)
                        .url("http://evil.example/cart"),
                nghttpx("With `prefix=prepend` a client chooses the prefix.", "add-x", "add-x")
                        .settings("profile=nghttpx; fields=for,proto" + PREPEND)
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"));
    }

    private static Fault lighttpd(String sentence, String literal, String with) {
        Recipe recipe = Recipe.of("lighttpd/lighttpd.conf").replace(literal, with);
        return fault("lighttpd.md", sentence)
                .settings("profile=lighttpd" + TRUSTED)
                .start((proxy, application) -> Lighttpd.edge(proxy, recipe, application));
    }

    private static Stream<Fault> lighttpd() {
        String upgrade = "\"upgrade\" => \"enable\"";
        return Stream.of(
                lighttpd(
                                "Without `url-normalize` an encoded slash in the path is decoded.",
                                "server.http-parseopts = ( \"url-normalize\" => \"disable\" )",
                                "")
                        .ask("an encoded slash in the path", TLS)
                        .url("https://shop.example.com/a/b/c"),
                lighttpd(
                                "`map-urlpath` puts the prefix that it strips before every redirect, which has it already.",
                                upgrade,
                                upgrade + ", \"map-urlpath\" => ( \"/shop/\" => \"/\" )")
                        .settings("profile=lighttpd" + PREPEND)
                        .start((proxy, application) -> Lighttpd.edge(
                                proxy,
                                Recipe.of("lighttpd/lighttpd.conf")
                                        .replace(
                                                "\"X-Forwarded-Prefix\" => \"\"", "\"X-Forwarded-Prefix\" => \"/shop\"")
                                        .replace(upgrade, upgrade + ", \"map-urlpath\" => ( \"/shop/\" => \"/\" )"),
                                application))
                        .ask("a redirect under a prefix", TLS)
                        .url("https://shop.example.com/shop/shop/next"),
                lighttpd(
                                "Without `\"X-Forwarded-Prefix\" => \"\"`, and with `prefix=prepend`, a client chooses the prefix.",
                                ",\n    \"X-Forwarded-Prefix\" => \"\"",
                                "")
                        .settings("profile=lighttpd" + PREPEND)
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"),
                lighttpd(
                                "Without `\"Forwarded\" => \"\"`, and with `headers=forwarded`, everything is the client's word.",
                                "    \"Forwarded\" => \"\",\n",
                                "")
                        .settings("headers=forwarded" + TRUSTED)
                        .ask("Forwarded", PLAIN)
                        .url("https://evil.example/cart")
                        .client("6.6.6.6"));
    }

    private static Fault h2o(String sentence, String literal, String with) {
        Recipe recipe = Recipe.of("h2o/h2o.conf").replace(literal, with);
        return fault("h2o.md", sentence)
                .settings("profile=h2o" + TRUSTED)
                .start((proxy, application) -> H2o.edge(proxy, recipe, application));
    }

    private static Stream<Fault> h2o() {
        String same = "proxy.preserve-host: ON";
        return Stream.of(
                h2o(
                                "`proxy.preserve-x-forwarded-proto: ON` lets a client choose the scheme.",
                                "preserve-x-forwarded-proto: OFF",
                                "preserve-x-forwarded-proto: ON")
                        .ask("X-Forwarded-Proto", PLAIN)
                        .url("https://shop.example.com/cart"),
                h2o("With `host` added to `fields` a client chooses the host.", same, same)
                        .settings("profile=h2o; fields=for,proto,host" + TRUSTED)
                        .ask("X-Forwarded-Host", PLAIN)
                        .url("http://evil.example/cart"),
                h2o("With `prefix=prepend` a client chooses the prefix.", same, same)
                        .settings("profile=h2o" + PREPEND)
                        .ask("X-Forwarded-Prefix", PLAIN)
                        .url("http://shop.example.com/evil/cart"),
                h2o("With `headers=forwarded` everything is the client's word.", same, same)
                        .settings("headers=forwarded" + TRUSTED)
                        .ask("Forwarded", PLAIN)
                        .url("https://evil.example/cart")
                        .client("6.6.6.6"),
                h2o("A client whose own address is in `trustedProxies` chooses its address.", same, same)
                        .settings("profile=h2o; trustedProxies=127.0.0.0/8")
                        .ask("X-Forwarded-For", TLS)
                        .url("https://shop.example.com/cart")
                        .client("6.6.6.6"));
    }
}
