package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.servlet.ExplainServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint and the meters, where Spring Boot has its actuator and a registry of Prometheus. */
class EndpointActuatorIT {

    private static final String ALL = "management.endpoints.web.exposure.include=*";

    private static final String[] BY_PROXY = {
        "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example.com"
    };

    @Configuration(proxyBeanMethods = false)
    static class Page {

        @Bean
        ServletRegistrationBean<ExplainServlet> explainPage() {
            ServletRegistrationBean<ExplainServlet> page =
                    new ServletRegistrationBean<>(new ExplainServlet(), "/explain");
            page.addInitParameter("token", "a-secret-of-yours-9f27c1");
            return page;
        }
    }

    @TempDir
    private Path folder;

    private Shop shop;

    @AfterEach
    void stop() {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void the_line_of_spring_boot_is_the_one_that_this_run_is_for() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("boot.version"));
    }

    @Test
    void settings_counters_and_the_request_that_asks_are_shown_and_secrets_are_not() throws Exception {
        shop = Shop.with(
                ALL,
                "forwarded.profile=traefik",
                "forwarded.trusted-proxies=127.0.0.1",
                "forwarded.explain-token=X-Explain=0123456789abcdef");
        assertThat(shop.get("/cart", BY_PROXY)).startsWith("HTTP/1.1 200 ");
        String answer = shop.get("/actuator/forwarded", BY_PROXY);
        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("0123456789abcdef");
        String json = answer.replace("\"", "");
        assertThat(json).containsPattern("forwarded.trusted-proxies:[{][^}]*from:user");
        assertThat(json).containsPattern("forwarded.headers:[{][^}]*from:profile");
        assertThat(json).containsPattern("forwarded.on-invalid:[{][^}]*from:default");
        assertThat(json).contains("believed:2", "url:https://shop.example.com/actuator/forwarded", "role:client");
    }

    @Test
    void as_every_endpoint_it_is_not_exposed_by_itself_and_can_be() throws Exception {
        shop = Shop.with("forwarded.headers=x-forwarded");
        assertThat(shop.get("/actuator/forwarded")).startsWith("HTTP/1.1 404 ");
        shop.close();
        Path file = folder.resolve("application.yml");
        Files.writeString(file, """
                management:
                  endpoints:
                    web:
                      exposure:
                        include: health,forwarded
                """);
        shop = Shop.with("spring.config.location=" + file.toUri());
        assertThat(shop.get("/actuator/forwarded")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void on_a_port_of_its_own_it_explains_the_request_to_that_port() throws Exception {
        shop = Shop.with(ALL, "management.server.port=0", "management.server.address=127.0.0.1");
        int port = shop.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        assertThat(Shop.get(port, "/actuator/forwarded").replace("\"", ""))
                .startsWith("HTTP/1.1 200 ")
                .contains("received:http://10.0.0.12:8080/actuator/forwarded", "believed:0");
    }

    @Test
    void counters_are_meters_of_the_registry_of_prometheus() throws Exception {
        shop = Shop.with(ALL, "forwarded.headers=x-forwarded", "forwarded.trusted-proxies=127.0.0.1");
        shop.get("/cart", BY_PROXY);
        shop.get("/cart", "X-Forwarded-Proto: gopher");
        String answer = shop.get("/actuator/prometheus");
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(answer).containsPattern("forwarded_requests_total[{][^}]*outcome=\"believed\"[^}]*[}] 1[.]0");
        assertThat(answer).containsPattern("forwarded_requests_total[{][^}]*outcome=\"invalid\"[^}]*[}] 1[.]0");
        assertThat(answer).containsPattern("forwarded_findings_total[{][^}]*id=\"invalid-value\"[^}]*[}] 1[.]0");
        assertThat(answer).contains("forwarded_would_have_been_total");
    }

    @Test
    void the_page_is_a_bean_of_the_application() throws Exception {
        shop = Shop.with(Page.class, "forwarded.headers=x-forwarded", "forwarded.trusted-proxies=127.0.0.1");
        assertThat(shop.get("/explain", BY_PROXY)).startsWith("HTTP/1.1 401 ");
        String[] withToken = java.util.Arrays.copyOf(BY_PROXY, 4);
        withToken[3] = "Authorization: Bearer a-secret-of-yours-9f27c1";
        assertThat(shop.get("/explain", withToken))
                .startsWith("HTTP/1.1 200 ")
                .contains("url       https://shop.example.com/explain");
    }

    @Test
    void the_level_of_the_log_shows_the_account_of_every_forwarded_request() throws Exception {
        Path file = folder.resolve("application.yml");
        Files.writeString(file, """
                logging:
                  level:
                    dev.forwarded: debug
                """);
        shop = Shop.with("spring.config.location=" + file.toUri());
        assertThat(shop.context().getEnvironment().getProperty("logging.level.dev.forwarded"))
                .isEqualTo("debug");
    }
}
