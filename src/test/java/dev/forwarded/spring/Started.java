package dev.forwarded.spring;

import dev.forwarded.ForwardedResolver;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.StandardServletEnvironment;

/** A web application of Spring Boot without a server, and what it logged until it had started or failed to. */
final class Started implements AutoCloseable {

    private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    private static final String PROPERTIES = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ForwardedAutoConfiguration.class)
    static class Empty {}

    private final ConfigurableApplicationContext context;
    private final String log;

    private Started(ConfigurableApplicationContext context, String log) {
        this.context = context;
        this.log = log;
    }

    /** With properties {@code key=value}. */
    static Started with(Class<?> configuration, String... properties) {
        return with(configuration, Map.of(), Map.of(), properties);
    }

    /** With environment variables and system properties too. */
    static Started with(
            Class<?> configuration, Map<String, Object> variables, Map<String, Object> system, String... properties) {
        StandardServletEnvironment environment = new StandardServletEnvironment();
        environment.getPropertySources().replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, variables));
        environment.getPropertySources().replace(PROPERTIES, new MapPropertySource(PROPERTIES, system));
        SpringApplication application = new SpringApplication(Empty.class, configuration);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setEnvironment(environment);
        application.setApplicationContextFactory(type -> {
            var made = new AnnotationConfigServletWebApplicationContext();
            made.setServletContext(new MockServletContext());
            return made;
        });
        return start(
                application,
                List.of(properties).stream().map(property -> "--" + property).toArray(String[]::new));
    }

    private static Started start(SpringApplication application, String... arguments) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            return new Started(application.run(arguments), written.toString(StandardCharsets.UTF_8));
        } catch (RuntimeException failed) {
            throw new IllegalStateException(written.toString(StandardCharsets.UTF_8), failed);
        } finally {
            System.setErr(before);
        }
    }

    String log() {
        return log;
    }

    /** The settings in force. */
    Map<String, String> settings() {
        return context.getBean(ForwardedResolver.class).settings();
    }

    /** The registrations of filters, as Spring Boot orders them. */
    List<AbstractFilterRegistrationBean<?>> filters() {
        List<AbstractFilterRegistrationBean<?>> filters = new ArrayList<>();
        for (ServletContextInitializer each : new ServletContextInitializerBeans(context.getBeanFactory())) {
            if (each instanceof AbstractFilterRegistrationBean<?> filter) {
                filters.add(filter);
            }
        }
        return filters;
    }

    /** What a servlet behind all filters answers to a request of the proxy on this machine. */
    MockHttpServletResponse get(HttpServlet servlet) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/cart");
        request.addHeader("Host", "10.0.0.12:8080");
        request.addHeader("X-Forwarded-For", "203.0.113.7");
        request.addHeader("X-Forwarded-Proto", "https");
        MockHttpServletResponse response = new MockHttpServletResponse();
        Filter[] filters = filters().stream()
                .map(AbstractFilterRegistrationBean::getFilter)
                .toArray(Filter[]::new);
        new MockFilterChain(servlet, filters).doFilter(request, response);
        return response;
    }

    @Override
    public void close() {
        context.close();
    }
}
