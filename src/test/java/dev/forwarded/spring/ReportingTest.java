package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.OriginalRequest;
import dev.forwarded.servlet.ForwardedRequests;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Report mode beside Spring's filter: nothing changes, and the log says what would. */
class ReportingTest {

    private static final String[] REPORT = {
        "forwarded.mode=report", "forwarded.headers=x-forwarded", "forwarded.trusted-proxies=0.0.0.0"
    };

    /** A page, and a filter that lets nobody pass to one path, as Spring Security does. */
    @Configuration(proxyBeanMethods = false)
    static class Site {
        @Bean
        ServletRegistrationBean<HttpServlet> page() {
            return new ServletRegistrationBean<>(new Page(), "/");
        }

        @Bean
        FilterRegistrationBean<Filter> security() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                if (((HttpServletRequest) request).getRequestURI().equals("/secret")) {
                    ((HttpServletResponse) response).setStatus(401);
                } else {
                    chain.doFilter(request, response);
                }
            });
            registration.setOrder(-100);
            return registration;
        }
    }

    static final class Page extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Object answer = request.getAttribute(OriginalRequest.class.getName());
            response.getWriter()
                    .print(request.getRequestURL() + " " + request.getRemoteAddr() + " "
                            + request.getHeader("X-Forwarded-Proto") + " original=" + answer + " "
                            + ForwardedRequests.original(request).url());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Site.class)
    static class BareBean {
        @Bean
        ForwardedHeaderFilter theirs() {
            return new ForwardedHeaderFilter();
        }
    }

    /** As Spring Boot registers it for the strategy "framework". */
    @Configuration(proxyBeanMethods = false)
    @Import(Site.class)
    static class Registered {
        @Bean
        FilterRegistrationBean<ForwardedHeaderFilter> theirs() {
            FilterRegistrationBean<ForwardedHeaderFilter> registration =
                    new FilterRegistrationBean<>(new ForwardedHeaderFilter());
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {BareBean.class, Registered.class})
    void the_application_sees_what_it_saw_and_the_log_what_it_would_see(Class<?> application) throws Exception {
        try (Started started = Started.with(application, REPORT)) {
            String log = started.logOf(() -> assertThat(started.get(
                            "/cart?token=secret",
                            "X-Forwarded-For: 192.0.2.66, 192.0.2.1",
                            "X-Forwarded-Proto: https",
                            "X-Forwarded-Host: shop.example.com"))
                    .endsWith("https://shop.example.com/cart 192.0.2.66 null"
                            + " original=https://shop.example.com/cart from 192.0.2.1 https://shop.example.com/cart"
                            + "?token=secret"));
            assertThat(log)
                    .contains("the application sees https://shop.example.com:443/cart (secure) from 192.0.2.66")
                    .contains("it would see https://shop.example.com:443/cart (secure) from 192.0.2.1")
                    .contains("Differs: client. ")
                    .contains("Row of docs/moving-over.md: leftmost-value")
                    .doesNotContain("secret");
        }
    }

    @Test
    void what_does_not_differ_is_not_logged() throws Exception {
        try (Started started = Started.with(Registered.class, REPORT)) {
            assertThat(started.logOf(() -> started.get(
                                    "/",
                                    "X-Forwarded-For: 192.0.2.1",
                                    "X-Forwarded-Proto: https",
                                    "X-Forwarded-Host: shop.example.com")
                            + started.get("/")))
                    .isEmpty();
        }
    }

    @Test
    void each_kind_is_logged_once_and_counted_at_the_end() throws Exception {
        Started started = Started.with(Registered.class, REPORT);
        String log = started.logOf(() -> {
            for (int i = 0; i < 3; i++) {
                started.get("/" + i, "X-Forwarded-For: 192.0.2." + i + ", 192.0.2.9");
                started.get("/" + i, "X-Forwarded-Host: shop/evil");
            }
            started.close();
            return null;
        });
        assertThat(log.lines().filter(line -> line.contains("leftmost-value"))).hasSize(2);
        assertThat(log)
                .containsOnlyOnce("it would be answered with 400: X-Forwarded-Host")
                .contains("until the end 6 requests were compared, 6 differ; 3 client [leftmost-value]; 3 status"
                        + " [not-a-host]");
    }

    @Test
    void a_stranger_that_the_other_handler_believes_is_named() throws Exception {
        try (Started started =
                Started.with(Registered.class, "forwarded.mode=report", "forwarded.trusted-proxies=10.0.0.0/8")) {
            assertThat(started.logOf(() -> started.get("/", "X-Forwarded-Proto: https")))
                    .contains("the application sees https://10.0.0.12:443/ (secure)")
                    .contains("it would see http://10.0.0.12:8080/ from")
                    .contains("untrusted-peer");
        }
    }

    @Test
    void a_request_that_security_stops_is_compared_too() throws Exception {
        try (Started started = Started.with(Registered.class, REPORT)) {
            assertThat(started.logOf(() -> started.get("/secret", "X-Forwarded-Proto: gopher")))
                    .contains("Row of docs/moving-over.md: not-a-scheme");
        }
    }

    @Test
    void settings_are_named_as_properties() throws Exception {
        try (Started started = Started.with(Registered.class, REPORT)) {
            assertThat(started.log()).contains("Set forwarded.mode: enforce when the log shows what you expect");
        }
    }

    @Test
    void without_another_handler_the_filter_itself_reports() throws Exception {
        try (Started started = Started.with(Site.class, REPORT)) {
            assertThat(started.logOf(() -> started.get("/", "X-Forwarded-Proto: https")))
                    .contains("ForwardedFilter")
                    .contains("would change http://10.0.0.12:8080/ from 0.0.0.0 to https://10.0.0.12:8080/");
        }
    }
}
