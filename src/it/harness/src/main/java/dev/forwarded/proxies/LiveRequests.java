package dev.forwarded.proxies;

import static dev.forwarded.proxies.Link.HTTP_2;
import static dev.forwarded.proxies.Link.PLAIN;
import static dev.forwarded.proxies.Link.TLS;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The table of requests, the same for every proxy. */
final class LiveRequests {

    private static final Link[] ALL = Link.values();
    private static final Link[] HTTP_1 = {PLAIN, TLS};
    private static final Link[] IPV4 = {PLAIN, TLS, HTTP_2};

    private static final String CART = "GET /cart HTTP/1.1\nHost: shop.example.com\n";
    private static final String SHOP = "{scheme}://shop.example.com/cart";

    private static final String HANDSHAKE = """
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """;

    /** Headers that other software reads in place of those that the profile names. */
    private static final String VENDORS = """
            X-Forwarded: for=6.6.6.6;proto={other};host=evil.example
            X-Forwarded-Ssl: on
            X-Forwarded-Scheme: {other}
            X-Forwarded-Protocol: {other}
            X-Forwarded-Server: evil.example
            X-Forwarded-By: 6.6.6.6
            X-Forwarded-Path: /evil
            X-Forwarded-Uri: /evil
            X-Forwarded-Context: /evil
            X-Original-Host: evil.example
            X-Original-For: 6.6.6.6
            X-Original-Proto: {other}
            X-Original-URL: /evil
            X-Rewrite-URL: /evil
            X-Host: evil.example
            X-HTTP-Host-Override: evil.example
            X-Scheme: {other}
            X-Url-Scheme: {other}
            X-Real-IP: 6.6.6.6
            X-Client-IP: 6.6.6.6
            X-Cluster-Client-IP: 6.6.6.6
            Client-IP: 6.6.6.6
            True-Client-IP: 6.6.6.6
            CF-Connecting-IP: 6.6.6.6
            CF-Visitor: {"scheme":"{other}"}
            Forwarded-For: 6.6.6.6
            Proxy-Client-IP: 6.6.6.6
            WL-Proxy-Client-IP: 6.6.6.6
            WL-Proxy-SSL: true
            Front-End-Https: on
            X-Proxied-Https: on
            HTTP_CLIENT_IP: 6.6.6.6
            HTTP_X_FORWARDED_FOR: 6.6.6.6
            """;

    private static final String X_FORWARDED = """
            X-Forwarded-For: 6.6.6.6
            X-Forwarded-Proto: {other}
            X-Forwarded-Host: evil.example
            X-Forwarded-Port: {otherDefault}
            X-Forwarded-Prefix: /evil
            """;

    private static final String ELEMENT = "Forwarded: for=6.6.6.6;proto={other};host=evil.example\n";

    private LiveRequests() {}

    static List<LiveRequest> all() {
        List<LiveRequest> all = new ArrayList<>();
        urls(all);
        paths(all);
        connections(all);
        addressLies(all);
        schemeLies(all);
        hostLies(all);
        elementLies(all);
        connectionLies(all);
        pipeLie(all);
        formLies(all);
        return all;
    }

    private static void truth(List<LiveRequest> all, String name, String head, String url, Link... links) {
        for (Link link : links) {
            all.add(new LiveRequest(name, link, link.fill(head), List.of(link.fill(url)), false));
        }
    }

    private static void lie(List<LiveRequest> all, String name, String lines, Link... links) {
        lie(all, name, CART + lines, List.of(SHOP), links);
    }

    private static void lie(List<LiveRequest> all, String name, String head, List<String> urls, Link... links) {
        for (Link link : links) {
            all.add(new LiveRequest(
                    name, link, link.fill(head), urls.stream().map(link::fill).toList(), true));
        }
    }

    private static void host(List<LiveRequest> all, String name, String host, Link... links) {
        truth(all, name, "GET /cart HTTP/1.1\nHost: " + host + "\n", "{scheme}://" + host + "/cart", links);
    }

    private static void urls(List<LiveRequest> all) {
        truth(all, "the default port", CART, SHOP, ALL);
        host(all, "the listener's own port", "shop.example.com:{port}", ALL);
        host(all, "a published port that is not the listener's", "shop.example.com:9443", ALL);
        truth(all, "the default port, written", CART.replace(".com", ".com:{default}"), SHOP, IPV4);
        host(all, "an upper-case host", "SHOP.Example.COM", IPV4);
        host(all, "a punycode host", "xn--bcher-kva.example:8443", IPV4);
        host(all, "a host with a trailing dot", "shop.example.com.", HTTP_1);
        host(all, "a host without dots", "shop", HTTP_1);
        host(all, "an IPv4 address for a host", "192.0.2.10:9443", IPV4);
        host(all, "an IPv6 address for a host", "[2001:db8::10]", IPV4);
        host(all, "an IPv6 address and a port for a host", "[2001:db8::10]:9443", IPV4);
        truth(all, "HTTP/1.0", CART.replace("1.1", "1.0"), SHOP, HTTP_1);
    }

    private static void paths(List<LiveRequest> all) {
        path(all, "a query", "/cart?a=1&b=%2F&c=%C3%A4+%20", IPV4);
        path(all, "an encoded path", "/a%20b/%C3%A4;v=1/c", IPV4);
        path(all, "an encoded slash in the path", "/a%2Fb/c", IPV4);
        path(all, "a prefix that is stripped", "/shop/cart?a=1", ALL);
        path(all, "an encoded path under a prefix", "/shop/a%20b/c", HTTP_1);
        path(all, "an encoded slash under a prefix", "/shop/a%2Fb", HTTP_1);
        for (Link link : HTTP_1) {
            String encoded = "{scheme}://shop.example.com/%73hop/cart";
            all.add(new LiveRequest(
                    "an encoded letter in the prefix",
                    link,
                    CART.replace("/cart", "/%73hop/cart"),
                    List.of(link.fill(encoded), link.fill(encoded.replace("%73", "s"))),
                    false));
        }
        path(all, "a path that only begins like the prefix", "/shopping", HTTP_1);
        redirect(all, "a redirect", "shop.example.com", "/");
        redirect(all, "a redirect to a published port", "shop.example.com:9443", "/");
        redirect(all, "a redirect under a prefix", "shop.example.com", "/shop/");
    }

    private static void path(List<LiveRequest> all, String name, String path, Link... links) {
        truth(all, name, CART.replace("/cart", path), "{scheme}://shop.example.com" + path, links);
    }

    private static void redirect(List<LiveRequest> all, String name, String host, String folder) {
        String head = "GET " + folder + "login HTTP/1.1\nHost: " + host + "\n";
        truth(all, name, head, "{scheme}://" + host + folder + "next", HTTP_1);
    }

    private static void connections(List<LiveRequest> all) {
        String socket = CART.replace("/cart", "/socket?q=1") + HANDSHAKE;
        truth(all, "a WebSocket", socket, SHOP.replace("cart", "socket?q=1"), HTTP_1);
        truth(
                all,
                "a WebSocket on a published port",
                socket.replace(".com", ".com:9443"),
                SHOP.replace("/cart", ":9443/socket?q=1"),
                HTTP_1);
        String form = "POST /cart HTTP/1.1\nHost: shop.example.com\nContent-Length: 3\n\na=1";
        truth(all, "a form", form, SHOP, HTTP_1);
        String lies = "GET / HTTP/1.1\nHost: first.example:8443\n" + X_FORWARDED + ELEMENT;
        truth(all, "the second request on a connection", lies + LiveRequest.AGAIN + CART, SHOP, HTTP_1);
    }

    private static void addressLies(List<LiveRequest> all) {
        lie(all, "X-Forwarded-For", "X-Forwarded-For: 6.6.6.6\n", ALL);
        lie(all, "X-Forwarded-For in two lines", "X-Forwarded-For: 6.6.6.6\nX-Forwarded-For: 7.7.7.7\n", ALL);
        lie(all, "X-Forwarded-For with the proxy's address", "X-Forwarded-For: 6.6.6.6, 127.0.0.1\n", IPV4);
        lie(all, "X-Forwarded-For with nothing but the proxy's address", "X-Forwarded-For: 127.0.0.1\n", HTTP_1);
        lie(all, "X-Forwarded-For with an open quote", "X-Forwarded-For: \"6.6.6.6\n", HTTP_1);
        lie(all, "X-Forwarded-For with an empty end", "X-Forwarded-For: 6.6.6.6,\n", HTTP_1);
        lie(all, "X-Forwarded-For without a value", "X-Forwarded-For:\n", HTTP_1);
        lie(all, "X-Forwarded-For with words", "X-Forwarded-For: unknown, _hidden, unix:\n", HTTP_1);
        lie(all, "X-Forwarded-For with ports", "X-Forwarded-For: 6.6.6.6:443, [2001:db8::6]:80\n", HTTP_1);
        lie(all, "X-Forwarded-For with a hundred addresses", "X-Forwarded-For: " + hundred() + "\n", HTTP_1);
        lie(all, "headers of other software", VENDORS, ALL);
    }

    private static String hundred() {
        return String.join(
                ", ", IntStream.range(0, 100).mapToObj(i -> "127.0.0." + i).toList());
    }

    private static void schemeLies(List<LiveRequest> all) {
        lie(all, "X-Forwarded-Proto", "X-Forwarded-Proto: {other}\n", ALL);
        lie(all, "X-Forwarded-Proto in two lines", "X-Forwarded-Proto: {other}\nX-Forwarded-Proto: {other}\n", IPV4);
        lie(all, "X-Forwarded-Proto with a list", "X-Forwarded-Proto: {other}, {other}\n", HTTP_1);
        lie(all, "X-Forwarded-Proto with an open quote", "X-Forwarded-Proto: \"{other}\n", HTTP_1);
        lie(all, "X-Forwarded-Proto that is no scheme", "X-Forwarded-Proto: gopher\n", HTTP_1);
        lie(all, "x-forwarded-proto in lower case", "x-forwarded-proto: {other}\n", HTTP_1);
        lie(all, "X-FORWARDED-PROTO in upper case", "X-FORWARDED-PROTO: {other}\n", HTTP_1);
        lie(all, "underscores for hyphens", X_FORWARDED.replaceAll("(?m)-(?=[^\n]*:)", "_"), HTTP_1);
        lie(all, "a space before the colon", "X-Forwarded-Proto : {other}\n", HTTP_1);
        lie(all, "a value on a line of its own", "X-Forwarded-Proto:\n {other}\n", HTTP_1);
        lie(all, "a header on a continued line", "X-Note: a\n X-Forwarded-Proto: {other}\n", HTTP_1);
        lie(all, "a tab in a value", "X-Forwarded-Proto:\t{other}\t\n", HTTP_1);
        lie(all, "X-Forwarded-Port", "X-Forwarded-Port: 1234\n", ALL);
        lie(all, "X-Forwarded-Port of the other scheme", "X-Forwarded-Port: {otherDefault}\n", HTTP_1);
        lie(all, "X-Forwarded-Port in two lines", "X-Forwarded-Port: 1\nX-Forwarded-Port: 2\n", HTTP_1);
    }

    private static void hostLies(List<LiveRequest> all) {
        lie(all, "X-Forwarded-Host", "X-Forwarded-Host: evil.example\n", ALL);
        lie(all, "X-Forwarded-Host with a port", "X-Forwarded-Host: evil.example:1234\n", HTTP_1);
        lie(
                all,
                "X-Forwarded-Host in two lines",
                "X-Forwarded-Host: evil.example\nx-forwarded-host: b.example\n",
                IPV4);
        lie(all, "X-Forwarded-Host with a list", "X-Forwarded-Host: evil.example, evil.example\n", HTTP_1);
        lie(all, "X-Forwarded-Host with an open quote", "X-Forwarded-Host: \"evil.example\n", HTTP_1);
        lie(all, "X-Forwarded-Prefix", "X-Forwarded-Prefix: /evil\n", ALL);
        lie(all, "X-Forwarded-Prefix with a host", "X-Forwarded-Prefix: //evil.example\n", HTTP_1);
        lie(
                all,
                "X-Forwarded-Prefix under a prefix",
                CART.replace("/cart", "/shop/cart") + "X-Forwarded-Prefix: /evil\n",
                List.of("{scheme}://shop.example.com/shop/cart"),
                IPV4);
        lie(all, "all X-Forwarded headers", X_FORWARDED, ALL);
        lie(all, "all X-Forwarded headers in two lines each", X_FORWARDED + X_FORWARDED, IPV4);
        lie(all, "all X-Forwarded headers and Forwarded", X_FORWARDED + ELEMENT, ALL);
    }

    private static void elementLies(List<LiveRequest> all) {
        lie(all, "Forwarded", ELEMENT, ALL);
        lie(all, "Forwarded in two lines", ELEMENT + ELEMENT, IPV4);
        lie(all, "Forwarded with a list", ELEMENT.replace("\n", ", for=127.0.0.1;proto={other}\n"), HTTP_1);
        lie(all, "Forwarded with an open quote", "Forwarded: for=\"6.6.6.6;proto={other};host=evil.example\n", IPV4);
        lie(all, "Forwarded with an open quote at its end", ELEMENT.replace("\n", ";by=\"\n"), HTTP_1);
        lie(all, "Forwarded with a backslash at its end", "Forwarded: for=6.6.6.6;by=\"\\\n", HTTP_1);
        lie(all, "Forwarded that ends in a comma", ELEMENT.replace("\n", ",\n"), HTTP_1);
        lie(all, "Forwarded that is no element", "Forwarded: 6.6.6.6\n", HTTP_1);
        lie(all, "Forwarded with an identifier", "Forwarded: for=_proxy;proto={other}\n", HTTP_1);
    }

    private static void connectionLies(List<LiveRequest> all) {
        lie(all, "Connection names X-Forwarded-Proto", "Connection: close, X-Forwarded-Proto\n", HTTP_1);
        String names = "Connection: X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host, Forwarded, Host\n";
        lie(all, "Connection names every header", names, HTTP_1);
        lie(all, "Connection names every header, which are there", X_FORWARDED + ELEMENT + names, HTTP_1);
        String lines = "Connection: close\nConnection: x-forwarded-proto\nConnection: X-Forwarded-Prefix\n";
        lie(all, "Connection in several lines", X_FORWARDED + lines, HTTP_1);
        lie(
                all,
                "Connection names X-Forwarded-Prefix under a prefix",
                CART.replace("/cart", "/shop/cart") + "Connection: close, X-Forwarded-Prefix, X-Forwarded-Host\n",
                List.of("{scheme}://shop.example.com/shop/cart"),
                HTTP_1);
        lie(
                all,
                "a WebSocket that lies",
                CART.replace("/cart", "/socket")
                        + X_FORWARDED
                        + ELEMENT
                        + HANDSHAKE.replace("Upgrade\n", "Upgrade, X-Forwarded-Proto\n"),
                List.of(SHOP.replace("cart", "socket")),
                HTTP_1);
    }

    /** A proxy that takes such a connection for a pipe looks at nothing that comes later. */
    private static void pipeLie(List<LiveRequest> all) {
        String upgrade = CART + "Connection: Upgrade\nUpgrade: WebSocket\n";
        String name = "a second request behind an upgrade that is not taken";
        lie(all, name, upgrade + LiveRequest.AGAIN + CART + X_FORWARDED + ELEMENT, List.of(SHOP), HTTP_1);
    }

    private static void formLies(List<LiveRequest> all) {
        lie(
                all,
                "an absolute target with the other scheme",
                absolute("{other}://shop.example.com"),
                List.of(SHOP),
                HTTP_1);
        String evil = "{scheme}://evil.example/cart";
        lie(all, "an absolute target with another host", absolute("http://evil.example"), List.of(SHOP, evil), HTTP_1);
        lie(all, "two hosts", CART + "Host: evil.example\n", List.of(SHOP, evil), IPV4);
        lie(all, "a host with a quote", unhosted("x\";proto={other};x=\""), List.of(), HTTP_1);
        lie(all, "a host with a list", unhosted("shop.example.com, evil.example"), List.of(), HTTP_1);
        lie(all, "a host with a user", unhosted("shop.example.com@evil.example"), List.of(), HTTP_1);
        lie(all, "a host with a path", unhosted("evil.example/shop.example.com"), List.of(), HTTP_1);
        lie(all, "a host with a port that is none", unhosted("shop.example.com:443@"), List.of(), HTTP_1);
        String chunked = "POST /cart HTTP/1.1\nHost: shop.example.com\nTransfer-Encoding: chunked\n";
        lie(
                all,
                "a trailer",
                chunked + "Trailer: X-Forwarded-Proto\n\n0\n" + X_FORWARDED + "\n",
                List.of(SHOP),
                HTTP_1);
    }

    private static String absolute(String start) {
        return CART.replace("/cart", start + "/cart");
    }

    private static String unhosted(String host) {
        return CART.replace("shop.example.com", host);
    }
}
