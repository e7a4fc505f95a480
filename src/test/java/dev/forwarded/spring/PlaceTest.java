package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** The filter is the first, however the application brings it; where it is not, the log names who is before it. */
class PlaceTest {

    private static final String[] BY_PROXY = {"X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"};

    /** The client within the process is the proxy. */
    private static final String[] SETTINGS = {"forwarded.headers=x-forwarded", "forwarded.trusted-proxies=0.0.0.0"};

    /** A page that fails and an error page, behind filters with the orders of Spring Security and of Spring Boot. */
    @Configuration(proxyBeanMethods = false)
    static class Site {
        @Bean
        FilterRegistrationBean<Filter> security() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(saying("Security"));
            registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
            registration.setOrder(-100);
            return registration;
        }

        @Bean
        Filter encoding() {
            return new Encoding();
        }

        @Bean
        ServletRegistrationBean<HttpServlet> page() {
            return new ServletRegistrationBean<>(new Page(), "/");
        }
    }

    /** A filter that has its order itself, as those of Spring Boot have. */
    static final class Encoding implements Filter, Ordered {
        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            saying("Encoding").doFilter(request, response, chain);
        }
    }

    /** Says in the answer which URL it sees. */
    private static Filter saying(String name) {
        return (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            ((HttpServletResponse) response).addHeader(name + "-" + http.getDispatcherType(), seen(http));
            chain.doFilter(request, response);
        };
    }

    private static String seen(HttpServletRequest request) {
        return request.getScheme() + " " + request.getRemoteAddr();
    }

    /** Answers with what it sees; dispatches to itself, asynchronously, where it is asked to. */
    static final class Page extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            boolean isSlow = request.getRequestURI().equals("/slow");
            if (isSlow && request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync(request, response).dispatch("/done");
            } else {
                response.getWriter().print(request.getDispatcherType() + " " + seen(request));
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Site.class)
    static class BareBean {
        @Bean
        ForwardedFilter forwardedFilter(ForwardedResolver resolver) {
            return new ForwardedFilter(resolver);
        }
    }

    /** As the page for Spring Boot shows it. */
    @Configuration(proxyBeanMethods = false)
    @Import(Site.class)
    static class OwnRegistration {
        @Bean
        FilterRegistrationBean<ForwardedFilter> mine(ForwardedResolver resolver) {
            FilterRegistrationBean<ForwardedFilter> registration =
                    new FilterRegistrationBean<>(new ForwardedFilter(resolver));
            registration.addUrlPatterns("/shop/*");
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Site.class)
    static class BareBeanWithRegistration {
        @Bean
        ForwardedFilter filter(ForwardedResolver resolver) {
            return new ForwardedFilter(resolver);
        }

        @Bean
        FilterRegistrationBean<ForwardedFilter> mine(ForwardedFilter filter) {
            return new FilterRegistrationBean<>(filter);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Site.class)
    static class LateRegistration {
        @Bean
        FilterRegistrationBean<ForwardedFilter> mine(ForwardedResolver resolver) {
            FilterRegistrationBean<ForwardedFilter> registration =
                    new FilterRegistrationBean<>(new ForwardedFilter(resolver));
            registration.setOrder(0);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Site.class)
    static class AnnotatedBean {
        @Bean
        @FilterRegistration(urlPatterns = "/shop/*", order = -101)
        ForwardedFilter annotated(ForwardedResolver resolver) {
            return new ForwardedFilter(resolver);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoBareBeans {
        @Bean
        ForwardedFilter one(ForwardedResolver resolver) {
            return new ForwardedFilter(resolver);
        }

        @Bean
        ForwardedFilter other(ForwardedResolver resolver) {
            return new ForwardedFilter(resolver);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Site.class, BareBean.class, OwnRegistration.class, BareBeanWithRegistration.class})
    void every_filter_sees_the_original_request(Class<?> application) throws Exception {
        try (Started started = Started.with(application, SETTINGS)) {
            assertThat(started.get("/shop/", BY_PROXY))
                    .contains("Encoding-REQUEST: https 203.0.113.7")
                    .contains("Security-REQUEST: https 203.0.113.7")
                    .endsWith("REQUEST https 203.0.113.7");
            assertThat(started.log()).doesNotContain("before it");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Site.class, BareBean.class, OwnRegistration.class, BareBeanWithRegistration.class})
    void the_filter_is_registered_once_for_all_kinds_of_dispatch(Class<?> application) throws Exception {
        try (Started started = Started.with(application, SETTINGS)) {
            assertThat(registrations(started.context())).singleElement().satisfies(registration -> {
                assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
                assertThat(registration.determineDispatcherTypes())
                        .contains(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
                assertThat(registration.isAsyncSupported()).isTrue();
            });
            started.get("/shop/", BY_PROXY);
            assertThat(started.log()).doesNotContain("second-instance");
        }
    }

    private static List<FilterRegistrationBean<?>> registrations(ApplicationContext context) {
        List<FilterRegistrationBean<?>> registrations = new ArrayList<>();
        for (String name : context.getBeanNamesForType(FilterRegistrationBean.class)) {
            FilterRegistrationBean<?> registration = context.getBean(name, FilterRegistrationBean.class);
            if (registration.getFilter() instanceof ForwardedFilter) {
                registrations.add(registration);
            }
        }
        return registrations;
    }

    @Test
    void a_bare_bean_sees_asynchronous_dispatches() throws Exception {
        try (Started started = Started.with(BareBean.class, SETTINGS)) {
            assertThat(started.get("/slow", BY_PROXY))
                    .contains("Security-ASYNC: https 203.0.113.7")
                    .endsWith("ASYNC https 203.0.113.7");
        }
    }

    @Test
    void the_url_patterns_of_a_registration_stand() throws Exception {
        try (Started started = Started.with(OwnRegistration.class, SETTINGS)) {
            assertThat(started.get("/other", BY_PROXY)).contains("Security-REQUEST: http 0.0.0.0");
        }
    }

    @Test
    void an_order_of_the_application_stands_and_the_filters_before_it_are_named() throws Exception {
        try (Started started = Started.with(LateRegistration.class, SETTINGS)) {
            assertThat(started.get("/", BY_PROXY))
                    .contains("Security-REQUEST: http 0.0.0.0")
                    .endsWith("REQUEST https 203.0.113.7");
            assertThat(started.log())
                    .containsPattern(
                            "WARN .* - Forwarded filter: filters before it in the chain see .*: encoding, security[.] ");
        }
    }

    @Test
    void an_annotation_of_spring_boot_on_the_bean_stands() throws Exception {
        try (Started started = Started.with(AnnotatedBean.class, SETTINGS)) {
            assertThat(started.get("/shop/", BY_PROXY)).contains("Security-REQUEST: https 203.0.113.7");
            assertThat(started.get("/", BY_PROXY)).contains("Security-REQUEST: http 0.0.0.0");
            assertThat(started.log())
                    .containsPattern("Forwarded filter: filters before it in the chain see .*: encoding[.] ");
        }
    }

    @Test
    void two_bare_beans_stop_the_start_up() {
        assertThatThrownBy(() -> Started.with(TwoBareBeans.class))
                .hasMessageContaining("required a single bean, but 2 were found");
    }
}
