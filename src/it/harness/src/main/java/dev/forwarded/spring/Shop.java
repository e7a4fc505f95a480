package dev.forwarded.spring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/** {@link ShopApplication}, running on a free port, and what it wrote to the log. */
final class Shop implements AutoCloseable {

    private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    private final ConfigurableApplicationContext context;
    private final String log;

    private Shop(ConfigurableApplicationContext context, String log) {
        this.context = context;
        this.log = log;
    }

    /** Started with properties {@code key=value}. */
    static Shop with(String... properties) {
        return with(List.of(), Map.of(), properties);
    }

    /** Started with more configuration beside the application. */
    static Shop with(Class<?> configuration, String... properties) {
        return with(List.of(configuration), Map.of(), properties);
    }

    /** Started with variables as an operating system gives them. */
    static Shop with(Map<String, Object> variables, String... properties) {
        return with(List.of(), variables, properties);
    }

    private static Shop with(List<Class<?>> more, Map<String, Object> variables, String... properties) {
        List<Class<?>> sources = new ArrayList<>(more);
        sources.add(ShopApplication.class);
        SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        StandardServletEnvironment environment = new StandardServletEnvironment();
        environment.getPropertySources().replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, variables));
        application.setEnvironment(environment);
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
            return new Shop(context, written.toString(StandardCharsets.UTF_8));
        } catch (RuntimeException failed) {
            throw new IllegalStateException(written.toString(StandardCharsets.UTF_8), failed);
        } finally {
            System.setErr(before);
        }
    }

    /** What was logged until the application had started. */
    String log() {
        return log;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    int port() {
        Environment environment = context.getEnvironment();
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    /** The answer to a GET, as it was received. */
    String get(String path, String... headers) throws IOException {
        return get(port(), path, headers);
    }

    /** What is logged while requests are answered. */
    static String logOf(Callable<?> requests) throws Exception {
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

    static String get(int port, String path, String... headers) throws IOException {
        String head = "GET " + path + " HTTP/1.1\r\nHost: 10.0.0.12:8080\r\nConnection: close\r\n"
                + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
