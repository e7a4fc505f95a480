package dev.forwarded.spring;

import dev.forwarded.ForwardedResolver;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/** An application of Spring Boot in a container that is there already, Jetty, as a WAR starts; and what it logged. */
final class Started implements AutoCloseable {

    private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    private static final String PROPERTIES = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ForwardedAutoConfiguration.class)
    static class Empty {}

    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final StandardServletEnvironment environment = new StandardServletEnvironment();
    private ConfigurableApplicationContext context;

    private Started() {
        server.addConnector(connector);
    }

    /** With properties {@code key=value}. */
    static Started with(Class<?> configuration, String... properties) {
        return with(configuration, Map.of(), Map.of(), properties);
    }

    /** With properties, environment variables and system properties. */
    static Started with(
            Class<?> configuration, Map<String, Object> variables, Map<String, Object> system, String... properties) {
        Started started = new Started();
        started.environment
                .getPropertySources()
                .replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, variables));
        started.environment.getPropertySources().replace(PROPERTIES, new MapPropertySource(PROPERTIES, system));
        started.start(
                configuration,
                List.of(properties).stream().map(property -> "--" + property).toArray(String[]::new));
        return started;
    }

    private void start(Class<?> configuration, String... arguments) {
        PrintStream before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            ServletContextHandler handler = new ServletContextHandler();
            handler.addServletContainerInitializer((classes, servlets) -> run(servlets, configuration, arguments));
            server.setHandler(handler);
            server.start();
        } catch (Exception failed) {
            throw new IllegalStateException(log(), failed);
        } finally {
            System.setErr(before);
        }
    }

    private void run(ServletContext servlets, Class<?> configuration, String... arguments) {
        SpringApplication application = new SpringApplication(Empty.class, configuration);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setEnvironment(environment);
        application.setApplicationContextFactory(type -> {
            var made = new AnnotationConfigServletWebServerApplicationContext();
            made.setServletContext(servlets);
            return made;
        });
        context = application.run(arguments);
    }

    /** What was logged until it had started, or failed to. */
    String log() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** The settings in force. */
    Map<String, String> settings() {
        return context.getBean(ForwardedResolver.class).settings();
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    /** What is logged while requests are answered. */
    String logOf(Callable<?> requests) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            requests.call();
            return said.toString(StandardCharsets.UTF_8);
        } finally {
            System.setErr(before);
        }
    }

    /** The answer to a GET. */
    String get(String path, String... headers) throws Exception {
        String head = "GET " + path + " HTTP/1.1\r\nHost: 10.0.0.12:8080\r\nConnection: close\r\n"
                + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n";
        return connector.getResponse(head);
    }

    @Override
    public void close() {
        context.close();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
