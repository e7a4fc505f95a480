package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** What an application sees of a request that came through a trusted proxy. */
class RequestBootIT {

    private static final String[] BY_PROXY = {
        "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example.com"
    };

    private static Shop shop;

    @BeforeAll
    static void start() {
        shop = Shop.with("forwarded.trusted-proxies=127.0.0.1", "forwarded.headers=x-forwarded");
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void the_line_of_spring_boot_is_the_one_that_this_run_is_for_and_the_jar_the_one_that_is_published() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("boot.version"));
        assertThat(ForwardedAutoConfiguration.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .matches(".*/forwarded-filter-[^/]+[.]jar");
    }

    @Test
    void the_request_is_the_original_one() throws Exception {
        assertThat(shop.get("/cart", BY_PROXY))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("https://shop.example.com/cart true 203.0.113.7 null");
    }

    @Test
    void a_redirect_leads_to_the_original_host() throws Exception {
        assertThat(shop.get("/login", BY_PROXY)).contains("\r\nLocation: https://shop.example.com/cart\r\n");
    }

    @Test
    void the_session_cookie_is_secure() throws Exception {
        assertThat(shop.get("/session", BY_PROXY)).containsPattern("Set-Cookie: JSESSIONID=[^\r]*; ?Secure");
    }

    @Test
    void asynchronous_work_and_its_dispatch_keep_the_original_request() throws Exception {
        assertThat(shop.get("/slow", BY_PROXY))
                .contains("Seen-REQUEST: https://shop.example.com/slow\r\n")
                .contains("Seen-ASYNC: https://shop.example.com/slow\r\n")
                .endsWith("slowly https://shop.example.com/slow");
    }

    @Test
    void a_dispatch_to_another_path_keeps_the_original_request() throws Exception {
        assertThat(shop.get("/slow-dispatch", BY_PROXY))
                .contains("Seen-ASYNC: https://shop.example.com/cart\r\n")
                .endsWith("https://shop.example.com/cart true 203.0.113.7 null");
    }

    @Test
    void the_error_page_sees_the_original_request() throws Exception {
        assertThat(shop.get("/broken", BY_PROXY))
                .startsWith("HTTP/1.1 409 ")
                .contains("Seen-ERROR: https://shop.example.com/error\r\n");
    }

    @Test
    void a_request_without_forwarded_headers_stays_as_it_was_received() throws Exception {
        assertThat(shop.get("/cart")).endsWith("http://10.0.0.12:8080/cart false 127.0.0.1 null");
    }

    @Test
    void contradicting_headers_are_rejected() throws Exception {
        assertThat(shop.get("/cart", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: gopher"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void the_filter_goes_before_every_other() throws Exception {
        assertThat(shop.get("/cart", BY_PROXY)).contains("Seen-REQUEST: https://shop.example.com/cart\r\n");
        assertThat(filters())
                .contains("characterEncodingFilter", "impatientFilter")
                .first()
                .isEqualTo("forwardedFilter");
    }

    @Test
    void a_peer_that_is_not_trusted_is_not_believed() throws Exception {
        try (Shop other = Shop.with("forwarded.trusted-proxies=10.0.0.0/8,192.0.2.1")) {
            assertThat(other.get("/cart", BY_PROXY)).endsWith("http://10.0.0.12:8080/cart false 127.0.0.1 null");
        }
    }

    @Test
    void the_filter_can_be_switched_off() throws Exception {
        for (String off : List.of("false", "off")) {
            try (Shop other = Shop.with("forwarded.enabled=" + off)) {
                assertThat(other.get("/cart", BY_PROXY)).endsWith("http://10.0.0.12:8080/cart false 127.0.0.1 https");
                assertThat(other.log()).doesNotContain("Forwarded filter");
                assertThat(other.context().getBeansOfType(ForwardedResolver.class))
                        .isEmpty();
            }
        }
    }

    /** In the order in which Tomcat calls them; by reflection, since Spring Boot 4 has moved its types. */
    private static List<String> filters() throws ReflectiveOperationException {
        Object server = shop.context().getClass().getMethod("getWebServer").invoke(shop.context());
        Object tomcat = server.getClass().getMethod("getTomcat").invoke(server);
        Object host = tomcat.getClass().getMethod("getHost").invoke(tomcat);
        Object children = host.getClass().getMethod("findChildren").invoke(host);
        Object application = Array.get(children, 0);
        Object maps = application.getClass().getMethod("findFilterMaps").invoke(application);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Array.getLength(maps); i++) {
            Object map = Array.get(maps, i);
            names.add((String) map.getClass().getMethod("getFilterName").invoke(map));
        }
        return names;
    }
}
