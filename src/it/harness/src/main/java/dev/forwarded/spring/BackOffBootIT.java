package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.servlet.ForwardedFilter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whatever the application defines itself stands. */
class BackOffBootIT {

    private static final String[] BY_PROXY = {"X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"};

    @Configuration(proxyBeanMethods = false)
    static class OwnResolver {
        @Bean
        ForwardedResolver resolver() {
            return ForwardedResolver.builder()
                    .publicUrl("https://own.example.com")
                    .build();
        }
    }

    /** Uses the properties and pins one setting. */
    @Configuration(proxyBeanMethods = false)
    static class ResolverFromProperties {
        @Bean
        ForwardedResolver resolver(ForwardedProperties properties) {
            return ForwardedResolver.builder()
                    .settings(properties.settings())
                    .set("fields", "proto")
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRegistration {
        @Bean
        FilterRegistrationBean<ForwardedFilter> mine(ForwardedResolver resolver) {
            FilterRegistrationBean<ForwardedFilter> registration =
                    new FilterRegistrationBean<>(new ForwardedFilter(resolver));
            registration.addUrlPatterns("/login");
            return registration;
        }
    }

    @Test
    void a_resolver_of_the_application_answers() throws Exception {
        try (Shop shop = Shop.with(OwnResolver.class)) {
            assertThat(shop.get("/cart")).contains("https://own.example.com/cart true 127.0.0.1");
            assertThat(shop.context().getBeansOfType(ForwardedResolver.class)).containsOnlyKeys("resolver");
        }
    }

    @Test
    void a_resolver_of_the_application_may_start_from_the_properties() throws Exception {
        try (Shop shop = Shop.with(ResolverFromProperties.class, "forwarded.headers=x-forwarded")) {
            assertThat(shop.get("/cart", BY_PROXY)).contains("https://10.0.0.12:8080/cart true 127.0.0.1");
        }
    }

    @Test
    void a_registration_of_the_application_stands() throws Exception {
        try (Shop shop = Shop.with(OwnRegistration.class, "forwarded.headers=x-forwarded")) {
            assertThat(shop.get("/cart", BY_PROXY)).contains("http://10.0.0.12:8080/cart false 127.0.0.1 https");
            assertThat(shop.get("/login", BY_PROXY)).contains("Location: https://10.0.0.12:8080/cart");
            assertThat(shop.context().getBeanNamesForType(FilterRegistrationBean.class))
                    .contains("mine")
                    .doesNotContain("forwardedFilterRegistration");
        }
    }

    @Test
    void the_resolver_is_a_bean_for_filters_of_the_application() {
        try (Shop shop = Shop.with("forwarded.trusted-proxies=192.0.2.1", "forwarded.profile=nginx")) {
            assertThat(shop.bean(ForwardedResolver.class).settings())
                    .containsEntry("trustedProxies", "192.0.2.1")
                    .containsEntry("headers", "x-forwarded");
        }
    }
}
