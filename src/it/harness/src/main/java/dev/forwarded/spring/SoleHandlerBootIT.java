package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Nobody beside the filter handles forwarded headers. */
class SoleHandlerBootIT {

    private static final String[] BY_PROXY = {
        "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example.com"
    };

    @Configuration(proxyBeanMethods = false)
    static class SpringsFilter {
        @Bean
        ForwardedHeaderFilter springsFilter() {
            return new ForwardedHeaderFilter();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SpringsFilterRegistered {
        @Bean
        FilterRegistrationBean<ForwardedHeaderFilter> springsFilter() {
            FilterRegistrationBean<ForwardedHeaderFilter> registration =
                    new FilterRegistrationBean<>(new ForwardedHeaderFilter());
            registration.setDispatcherTypes(DispatcherType.REQUEST);
            return registration;
        }
    }

    @Test
    void without_a_strategy_none_is_set_and_the_log_says_so() {
        try (Shop shop = Shop.with()) {
            assertThat(shop.context().getEnvironment().getProperty(SoleHandler.STRATEGY))
                    .isEqualTo("none");
            assertThat(shop.log())
                    .contains("server.forward-headers-strategy is not set and now none")
                    .contains("Forwarded filter: trusted: loopback; believed: ");
        }
    }

    @Test
    void on_a_cloud_platform_only_the_filter_decides_who_is_believed() throws Exception {
        String platform = "spring.main.cloud-platform=kubernetes";
        String family = "forwarded.headers=x-forwarded";
        try (Shop shop = Shop.with(platform, family, "forwarded.trusted-proxies=127.0.0.1")) {
            assertThat(shop.get("/cart", BY_PROXY)).endsWith("https://shop.example.com/cart true 203.0.113.7 null");
        }
        // The container would trust 127.0.0.1.
        try (Shop shop = Shop.with(platform, family, "forwarded.trusted-proxies=192.0.2.1")) {
            assertThat(shop.get("/cart", BY_PROXY)).endsWith("http://10.0.0.12:8080/cart false 127.0.0.1 null");
        }
    }

    @Test
    void without_the_filter_the_container_does_on_a_cloud_platform() throws Exception {
        // The reason for the test above: Spring Boot itself takes the strategy "native" there.
        try (Shop shop = Shop.with("spring.main.cloud-platform=kubernetes", "forwarded.enabled=false")) {
            assertThat(shop.get("/cart", BY_PROXY)).contains("https://").contains("203.0.113.7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "NONE"})
    void the_strategy_none_is_left_alone(String none) {
        try (Shop shop = Shop.with("server.forward-headers-strategy=" + none)) {
            assertThat(shop.log()).doesNotContain("server.forward-headers-strategy");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.forward-headers-strategy=native",
                "server.forward-headers-strategy=framework",
                "server.forwardHeadersStrategy=NATIVE",
                "server.tomcat.remoteip.remote-ip-header=X-Forwarded-For",
                "server.tomcat.remoteip.protocol-header=X-Forwarded-Proto"
            })
    void another_handler_stops_the_start_up_with_the_fix(String property) {
        String key = property.substring(0, property.indexOf('='))
                .replace("forwardHeadersStrategy", "forward-headers-strategy");
        assertThatThrownBy(() -> Shop.with(property))
                .hasMessageContaining("APPLICATION FAILED TO START")
                .hasMessageContaining(key + property.substring(property.indexOf('=')) + " makes ")
                .hasMessageContaining("eave " + (key.contains("strategy") ? "it" : key)
                        + " out, switch the forwarded filter off: forwarded.enabled=false, or let it only report")
                .hasMessageContaining("forwarded.mode=report.");
    }

    @ParameterizedTest
    @ValueSource(classes = {SpringsFilter.class, SpringsFilterRegistered.class})
    void springs_filter_stops_the_start_up_with_the_fix(Class<?> configuration) {
        assertThatThrownBy(() -> Shop.with(configuration))
                .hasMessageContaining("APPLICATION FAILED TO START")
                .hasMessageContaining("ForwardedHeaderFilter, the bean springsFilter, handles the same headers")
                .hasMessageContaining("Remove the bean, switch the forwarded filter off");
    }

    @Test
    void another_handler_may_be_there_when_the_filter_is_off() throws Exception {
        try (Shop shop = Shop.with("server.forward-headers-strategy=framework", "forwarded.enabled=false")) {
            assertThat(shop.get("/cart", BY_PROXY)).contains("https://shop.example.com/cart true");
        }
    }
}
