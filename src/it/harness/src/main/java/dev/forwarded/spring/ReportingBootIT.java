package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Report mode beside whatever handles the headers already, on the server of this run. */
class ReportingBootIT {

    private static final String[] BY_PROXY = {
        "X-Forwarded-For: 192.0.2.66, 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example.com"
    };

    private static final String REPORT = "forwarded.mode=report";
    private static final String FAMILY = "forwarded.headers=x-forwarded";

    private static boolean isOnTomcat() {
        return System.getProperty("server.name", "tomcat").equals("tomcat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.forward-headers-strategy=framework",
                "server.forward-headers-strategy=native",
                "spring.main.cloud-platform=kubernetes"
            })
    void production_does_not_change(String handler) throws Exception {
        try (Shop before = Shop.with("forwarded.enabled=false", handler);
                Shop now = Shop.with(REPORT, FAMILY, handler)) {
            for (String path : new String[] {"/cart", "/login", "/slow", "/broken"}) {
                assertThat(body(now.get(path, BY_PROXY))).isEqualTo(body(before.get(path, BY_PROXY)));
                assertThat(body(now.get(path))).isEqualTo(body(before.get(path)));
            }
        }
    }

    private static String body(String answer) {
        return answer.replaceAll("(?i)(Date|Set-Cookie): [^\r]*|Seen-[^\r]*", "")
                .replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.forward-headers-strategy=native", "spring.main.cloud-platform=kubernetes"})
    void beside_the_server_a_peer_that_is_not_trusted_is_seen(String handler) throws Exception {
        try (Shop shop = Shop.with(REPORT, FAMILY, handler, "forwarded.trusted-proxies=192.0.2.1")) {
            String log = Shop.logOf(() -> shop.get("/cart?token=secret", BY_PROXY));
            assertThat(log)
                    .contains("the application sees https://shop.example.com:443/cart (secure) from ")
                    .contains("it would see http://10.0.0.12:8080/cart from 127.0.0.1. Differs: ")
                    .contains("Findings: untrusted-peer")
                    .doesNotContain("secret")
                    .doesNotContain("already-rewritten");
            assertThat(Shop.logOf(() -> shop.get("/cart", BY_PROXY))).isEmpty();
        }
    }

    @Test
    void beside_the_server_the_same_answer_is_no_difference() throws Exception {
        String[] byProxy = {
            "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example.com"
        };
        try (Shop shop = Shop.with(REPORT, FAMILY, "server.forward-headers-strategy=native")) {
            assertThat(Shop.logOf(() -> shop.get("/cart", byProxy) + shop.get("/cart")))
                    .isEmpty();
        }
    }

    @Test
    void a_key_of_tomcats_valve_is_another_handler_too() throws Exception {
        try (Shop shop = Shop.with(
                REPORT,
                FAMILY,
                "server.tomcat.remoteip.protocol-header=X-Forwarded-Proto",
                "forwarded.trusted-proxies=192.0.2.1")) {
            String log = Shop.logOf(() -> shop.get("/cart", BY_PROXY));
            assertThat(log.contains("untrusted-peer")).isEqualTo(isOnTomcat());
        }
    }

    @Test
    void beside_springs_filter_the_row_of_the_page_is_named() throws Exception {
        try (Shop shop = Shop.with(REPORT, FAMILY, "server.forward-headers-strategy=framework")) {
            assertThat(shop.get("/cart", BY_PROXY)).endsWith("https://shop.example.com/cart true 192.0.2.66 null");
            assertThat(Shop.logOf(() -> shop.get("/cart", "X-Forwarded-Proto: gopher")))
                    .contains("it would be answered with 400")
                    .contains("Row of docs/moving-over.md: not-a-scheme");
        }
    }
}
