package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.servlet.Container;
import dev.forwarded.servlet.RawHttp;
import dev.forwarded.servlet.ServerPage;
import dev.forwarded.servlet.Wars;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an application of Spring Boot sees that is a war on a server; {@link PrefixBootIT} runs there, too. */
class ShopWarIT {

    private static final String[] BY_PROXY = {
        "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example.com"
    };

    private static String get(String path, String... headers) throws IOException {
        return Shop.get(Wars.port(), path, headers);
    }

    private static String cell(String column) throws IOException {
        return ServerPage.of(Container.NAME, column);
    }

    @Test
    void the_version_is_the_one_that_the_docs_name() throws IOException {
        assertThat(cell("version")).isEqualTo(System.getProperty("container.version"));
    }

    @Test
    void the_request_is_the_original_one() throws IOException {
        assertThat(get("/replace/cart", BY_PROXY))
                .startsWith("HTTP/1.1 200 ")
                .contains("Seen-REQUEST: https://shop.example.com/replace/cart\r\n")
                .endsWith("https://shop.example.com/replace/cart true 203.0.113.7 null");
    }

    @Test
    void a_request_without_forwarded_headers_stays_as_it_was_received() throws IOException {
        assertThat(get("/replace/cart")).endsWith("http://10.0.0.12:8080/replace/cart false 127.0.0.1 null");
    }

    @Test
    void a_redirect_leads_to_the_original_host() throws IOException {
        assertThat(get("/replace/login", BY_PROXY)).contains("\r\nLocation: https://shop.example.com/replace/cart\r\n");
    }

    @Test
    void an_invalid_header_is_refused_and_not_repeated() throws IOException {
        assertThat(get("/replace/cart", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: gopher"))
                .startsWith("HTTP/1.1 400 ")
                .contains("400 Bad Request: the forwarded headers or the host of this request are not acceptable.")
                .doesNotContain("gopher");
    }

    @Test
    void the_error_page_sees_the_original_request() throws IOException {
        assertThat(get("/replace/broken", BY_PROXY))
                .startsWith("HTTP/1.1 409 ")
                .contains("Seen-FORWARD: https://shop.example.com/replace/error\r\n");
    }

    @Test
    void the_session_lasts_and_its_cookie_is_secure_where_the_docs_say_so() throws IOException {
        String first = get("/replace/session", BY_PROXY);
        Matcher cookie =
                Pattern.compile("Set-Cookie: (JSESSIONID=[^;\r]*)([^\r]*)").matcher(first);
        assertThat(cookie.find()).isTrue();
        boolean secure = Pattern.compile("; ?secure", Pattern.CASE_INSENSITIVE)
                .matcher(cookie.group(2))
                .find();
        assertThat(secure ? "Secure" : "as received").isEqualTo(cell("session cookie"));
        assertThat(get("/replace/session", with("Cookie: " + cookie.group(1)))).doesNotContain("Set-Cookie");
    }

    private static String[] with(String header) {
        return new String[] {BY_PROXY[0], BY_PROXY[1], BY_PROXY[2], header};
    }

    @Test
    void a_stranger_is_believed_by_no_server_but_the_one_that_the_docs_name() throws IOException {
        String head = "GET /replace/cart HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: https\n";
        String seen = RawHttp.ask(Wars.port(), head, 2).body();
        assertThat(seen).endsWith(" 127.0.0.2 null");
        assertThat(seen.startsWith("https") ? "believed" : "not believed")
                .isEqualTo(cell("a stranger's X-Forwarded-Proto"));
    }

    @Test
    void a_wrong_setting_never_opens_the_application() throws IOException {
        assertThat(get("/closed/cart", BY_PROXY))
                .startsWith("HTTP/1.1 " + cell("a wrong setting") + " ")
                .doesNotContain("hopps", "203.0.113.7");
    }
}
