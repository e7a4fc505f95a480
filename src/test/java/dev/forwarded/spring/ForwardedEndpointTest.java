package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Finding;
import dev.forwarded.servlet.RefusalHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ForwardedEndpointTest {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ObserversAutoConfiguration.class)
    static class Observed {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ObserversAutoConfiguration.class)
    static class Problems {

        @Bean
        RefusalHandler problems() {
            return new RefusalHandler() {
                @Override
                public boolean answer(HttpServletRequest request, HttpServletResponse response, Finding finding)
                        throws IOException {
                    response.setContentType("application/problem+json");
                    response.getOutputStream()
                            .print("{\"status\":400,\"type\":\"about:blank\",\"id\":\"" + finding.id() + "\"}");
                    return true;
                }
            };
        }
    }

    private static Map<String, Object> asked(Started started) {
        return started.context().getBean(ForwardedEndpoint.class).forwarded();
    }

    @Test
    void each_setting_says_where_it_comes_from_and_secrets_are_masked() {
        try (Started started = Started.with(
                Observed.class,
                "forwarded.profile=gcp-load-balancer",
                "forwarded.trusted-proxies=10.0.0.0/8",
                "forwarded.hops=proto=2",
                "forwarded.trusted-secret=X-Proxy-Secret=0123456789abcdef",
                "forwarded.explain-token=X-Explain=0123456789abcdef")) {
            assertThat(asked(started).get("settings"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("forwarded.headers", Map.of("value", "x-forwarded", "from", "profile"))
                    .containsEntry("forwarded.hops", Map.of("value", "for=2,proto=2", "from", "user and profile"))
                    .containsEntry("forwarded.trusted-proxies", Map.of("value", "10.0.0.0/8", "from", "user"))
                    .containsEntry("forwarded.on-invalid", Map.of("value", "reject", "from", "default"))
                    .containsEntry("forwarded.trusted-secret", Map.of("value", "X-Proxy-Secret=…", "from", "user"))
                    .containsEntry("forwarded.explain-token", Map.of("value", "X-Explain=…", "from", "user"));
            assertThat(asked(started).toString()).doesNotContain("0123456789abcdef");
        }
    }

    @Test
    void without_a_request_as_by_jmx_there_is_no_account() {
        try (Started started = Started.with(Observed.class)) {
            assertThat(asked(started)).containsOnlyKeys("settings", "counters");
        }
    }

    @Test
    void the_request_that_asks_is_explained() {
        try (Started started = Started.with(Observed.class, "forwarded.headers=x-forwarded")) {
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/actuator/forwarded");
            request.addHeader("X-Forwarded-For", "203.0.113.9");
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
            assertThat(asked(started).get("request").toString()).contains("clientAddress=203.0.113.9");
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    @Test
    void the_counters_are_those_of_the_filter() throws Exception {
        try (Started started = Started.with(Observed.class, "forwarded.allowed-hosts=shop.example.com")) {
            started.get("/");
            assertThat(asked(started).get("counters").toString())
                    .contains("refused-hosts=1", "finding.host-not-allowed=1", "believed=0");
        }
    }

    @Test
    void a_bean_writes_the_answer_to_what_is_refused() throws Exception {
        try (Started started = Started.with(Problems.class, "forwarded.allowed-hosts=shop.example.com")) {
            assertThat(started.get("/"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Content-Type: application/problem+json", "Cache-Control: no-store")
                    .endsWith("{\"status\":400,\"type\":\"about:blank\",\"id\":\"host-not-allowed\"}");
        }
    }

    @Test
    void switched_off_there_is_no_endpoint() {
        try (Started started = Started.with(Observed.class, "forwarded.enabled=false")) {
            assertThat(started.context().getBeanNamesForType(ForwardedEndpoint.class))
                    .isEmpty();
        }
    }
}
