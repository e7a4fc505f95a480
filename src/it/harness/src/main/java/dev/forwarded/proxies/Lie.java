package dev.forwarded.proxies;

import static dev.forwarded.proxies.Link.PLAIN;
import static dev.forwarded.proxies.Link.TLS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A request that lies, and the same request without the lie: whatever the proxy and the settings make of the honest one,
 * the lie may change nothing in it.
 *
 * @param honest the request without the lie; more than one where the client may choose
 * @param told the request with it
 */
record Lie(List<LiveRequest> honest, LiveRequest told) {

    private static final String CART = "GET /cart HTTP/1.1\nHost: shop.example.com\n";

    private static final String HEADERS = """
            X-Forwarded-For: 6.6.6.6
            X-Forwarded-Proto: {other}
            X-Forwarded-Host: evil.example
            X-Forwarded-Port: 1234
            X-Forwarded-Prefix: /evil
            Forwarded: for=6.6.6.6;proto={other};host=evil.example
            """;

    /** Those of the table of requests that leave {@code Host} and the target alone, and some of a plain setup's own. */
    static List<Lie> all() {
        List<Lie> all = new ArrayList<>();
        for (LiveRequest request : LiveRequests.all()) {
            if (request.lie() && isOfHeaders(request)) {
                all.add(new Lie(List.of(with(request.name(), request.link(), CART)), request));
            }
        }
        String old = CART.replace("1.1", "1.0");
        add(all, "HTTP/1.0", old, old + HEADERS, PLAIN, TLS);
        all.add(hostless(old));
        add(
                all,
                "X-Real-IP named in Connection",
                CART,
                CART + "Connection: X-Real-IP, X-Forwarded-Proto\n" + HEADERS,
                PLAIN,
                TLS);
        String odd = CART.replace("GET", "FETCH");
        add(
                all,
                "a second request behind an unknown method",
                CART,
                odd + LiveRequest.AGAIN + CART + HEADERS,
                PLAIN,
                TLS);
        add(all, "all headers, in reverse and twice", CART, CART + reversed(HEADERS) + HEADERS, PLAIN, TLS);
        return all;
    }

    private static boolean isOfHeaders(LiveRequest request) {
        boolean shop = request.urls().equals(List.of(request.link().scheme + "://shop.example.com/cart"));
        return shop && request.head().contains(" /cart HTTP/1.1\nHost: shop.example.com\n");
    }

    private static String reversed(String headers) {
        List<String> lines = new ArrayList<>(headers.lines().toList());
        Collections.reverse(lines);
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<Lie> all, String name, String honest, String told, Link... links) {
        for (Link link : links) {
            all.add(new Lie(List.of(with(name, link, honest)), with(name, link, told)));
        }
    }

    /**
     * A client that sends no {@code Host} may name any host there, so a host that it names elsewhere is no more than
     * that. Without TLS, over which some proxies refuse such a request in any case.
     */
    private static Lie hostless(String old) {
        String name = "HTTP/1.0 without a host";
        String none = old.replace("Host: shop.example.com\n", "");
        LiveRequest evil = with(name, PLAIN, old.replace("shop.example.com", "evil.example"));
        return new Lie(List.of(with(name, PLAIN, none), evil), with(name, PLAIN, none + HEADERS));
    }

    private static LiveRequest with(String name, Link link, String head) {
        return new LiveRequest(name, link, link.fill(head), List.of(), true);
    }

    /** What the application sees otherwise because of the lie; empty if nothing, or if the lie was refused. */
    Optional<String> mistake(int port) throws IOException {
        List<String> truths = new ArrayList<>();
        for (LiveRequest one : honest) {
            truths.add(words(answered(one, port)));
        }
        Seen seen = LiveClient.ask(told.at(port), port);
        return !seen.answered() || truths.contains(words(seen))
                ? Optional.empty()
                : Optional.of(told + ": " + words(seen) + " in the place of " + String.join(" or ", truths));
    }

    /** A test that compared refusals would find no lie at all. */
    private static Seen answered(LiveRequest request, int port) throws IOException {
        Seen seen = LiveClient.ask(request.at(port), port);
        if (!seen.answered()) {
            throw new IllegalStateException(request + " is not answered but with " + seen.status());
        }
        return seen;
    }

    private static String words(Seen seen) {
        return seen.url() + " for " + seen.client();
    }
}
