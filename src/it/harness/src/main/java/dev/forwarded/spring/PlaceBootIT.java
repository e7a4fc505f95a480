package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.servlet.ForwardedFilter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the filter stands in the chain of the application's own server, on each line of Spring Boot. */
class PlaceBootIT {

    private static final String[] BY_PROXY = {"X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"};
    private static final String FAMILY = "forwarded.headers=x-forwarded";

    @Configuration(proxyBeanMethods = false)
    static class BareBean {
        @Bean
        ForwardedFilter forwardedFilter(ForwardedResolver resolver) {
            return new ForwardedFilter(resolver);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LateRegistration {
        @Bean
        FilterRegistrationBean<ForwardedFilter> mine(ForwardedResolver resolver) {
            FilterRegistrationBean<ForwardedFilter> registration =
                    new FilterRegistrationBean<>(new ForwardedFilter(resolver));
            registration.setOrder(0);
            return registration;
        }
    }

    @Test
    void a_bare_bean_is_the_first_filter_for_every_dispatch() throws Exception {
        try (Shop shop = Shop.with(BareBean.class, FAMILY)) {
            assertThat(shop.get("/cart", BY_PROXY)).contains("Seen-REQUEST: https://10.0.0.12:8080/cart");
            assertThat(shop.get("/slow-dispatch", BY_PROXY)).contains("Seen-ASYNC: https://10.0.0.12:8080/");
            assertThat(shop.get("/broken", BY_PROXY)).contains("Seen-ERROR: https://10.0.0.12:8080/");
            assertThat(shop.log()).doesNotContain("before it in the chain").doesNotContain("second-instance");
        }
    }

    @Test
    void filters_before_a_late_registration_are_named() throws Exception {
        try (Shop shop = Shop.with(LateRegistration.class, FAMILY)) {
            assertThat(shop.get("/cart", BY_PROXY)).contains("Seen-REQUEST: http://10.0.0.12:8080/cart");
            assertThat(shop.log()).containsPattern("WARN .*filters before it in the chain see .*impatientFilter");
        }
    }
}
