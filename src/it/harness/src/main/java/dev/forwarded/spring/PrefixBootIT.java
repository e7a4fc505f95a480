package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.servlet.Container;
import dev.forwarded.servlet.Wars;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Spring MVC finds by path it finds behind a prefix, too: in the root context and in others, on its own server and in a war. */
class PrefixBootIT {

    @Retention(RetentionPolicy.RUNTIME)
    @MethodSource("places")
    @ParameterizedTest(name = "{0} {1}")
    @interface EachPlace {}

    private static final String[] BY_PROXY = {
        "X-Forwarded-For: 203.0.113.7",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: shop.example.com",
        "X-Forwarded-Prefix: /shop",
        "Accept: application/json"
    };

    /** In a war a filter of Spring Boot forwards to the error page. */
    private static final String ERROR = Container.IN_THIS_JVM ? "ERROR" : "FORWARD";

    private static final Map<String, Shop> SHOPS = new ConcurrentHashMap<>();

    /** The application's context path, what becomes of the prefix, and the context path that the client sees. */
    static Stream<Object[]> places() {
        return Container.IN_THIS_JVM
                ? Stream.of(
                        row("", "replace", "/shop"),
                        row("", "prepend", "/shop"),
                        row("/sb", "replace", "/shop"),
                        row("/sb", "prepend", "/shop/sb"))
                : Stream.of(row("/replace", "replace", "/shop"), row("/prepend", "prepend", "/shop/prepend"));
    }

    private static Object[] row(Object... cells) {
        return cells;
    }

    @AfterAll
    static void stop() {
        SHOPS.values().forEach(Shop::close);
    }

    private static String get(String context, String prefix, String path) throws IOException {
        return Shop.get(port(context, prefix), context + path, BY_PROXY);
    }

    private static void assertIsCart(String answer, String seen) {
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .endsWith("https://shop.example.com" + seen + "/cart true 203.0.113.7 null");
    }

    private static int port(String context, String prefix) {
        return Container.IN_THIS_JVM ? shop(context, prefix).port() : Wars.port();
    }

    private static Shop shop(String context, String prefix) {
        return SHOPS.computeIfAbsent(
                context + prefix,
                place -> Shop.with(
                        "forwarded.headers=x-forwarded",
                        "forwarded.prefix=" + prefix,
                        "server.servlet.context-path=" + context));
    }

    @EachPlace
    void a_page_sees_the_path_of_the_client(String context, String prefix, String seen) throws IOException {
        assertIsCart(get(context, prefix, "/cart"), seen);
    }

    @EachPlace
    void a_redirect_of_spring_has_the_prefix(String context, String prefix, String seen) throws IOException {
        assertThat(get(context, prefix, "/login"))
                .contains("\r\nLocation: https://shop.example.com" + seen + "/cart\r\n");
    }

    @EachPlace
    void a_page_that_spring_forwards_to_is_found(String context, String prefix, String seen) throws IOException {
        assertIsCart(get(context, prefix, "/basket"), seen);
    }

    @EachPlace
    void what_a_callable_answers_is_sent(String context, String prefix, String seen) throws IOException {
        assertThat(get(context, prefix, "/slow"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Seen-ASYNC: https://shop.example.com" + seen + "/slow\r\n")
                .endsWith("slowly https://shop.example.com" + seen + "/slow");
    }

    @EachPlace
    void a_page_that_a_callable_forwards_to_is_found(String context, String prefix, String seen) throws IOException {
        assertIsCart(get(context, prefix, "/slow-basket"), seen);
    }

    @EachPlace
    void a_dispatch_by_hand_finds_its_page(String context, String prefix, String seen) throws IOException {
        assertIsCart(get(context, prefix, "/slow-dispatch"), seen);
    }

    @EachPlace
    void the_error_page_names_the_path_of_the_client_once(String context, String prefix, String seen)
            throws IOException {
        assertThat(get(context, prefix, "/broken"))
                .startsWith("HTTP/1.1 409 ")
                .contains("Seen-" + ERROR + ": https://shop.example.com" + seen + "/error\r\n")
                .contains("\"path\":\"" + seen + "/broken\"");
    }

    @EachPlace
    void the_cookie_of_a_session_is_secure_where_the_server_lets_a_filter_make_it_so(String context, String prefix)
            throws IOException {
        String secure = Container.is("liberty") ? "" : "; ?secure";
        assertThat(get(context, prefix, "/session")).containsPattern("(?i)Set-Cookie: JSESSIONID=[^\r]*" + secure);
    }
}
