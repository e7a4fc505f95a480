package dev.forwarded.stories;

import dev.forwarded.servlet.Answer;
import dev.forwarded.servlet.RawHttp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A Spring Boot application on a free port, and the gateway before it: clients call it {@value #PUBLIC}, the gateway ends
 * TLS and calls it {@value #INTERNAL}.
 */
final class SpringShop implements AutoCloseable {

    static final String PUBLIC = "https://shop.example.com";
    static final String INTERNAL = "http://10.0.0.12:8080";

    /** For stories in which nobody signs in; by the names of both generations of Spring Boot. */
    static final String WITHOUT_SECURITY = "spring.autoconfigure.exclude="
            + "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration";

    /** springdoc would ask for the beans of Spring HATEOAS. */
    static final String WITHOUT_DESCRIPTION = "springdoc.api-docs.enabled=false";

    private final ConfigurableApplicationContext context;

    private SpringShop(Class<?> application, List<String> properties) {
        SpringApplication spring = new SpringApplication(application);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setRegisterShutdownHook(false);
        List<String> arguments =
                new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1", "--logging.level.root=warn"));
        properties.forEach(property -> arguments.add("--" + property));
        context = spring.run(arguments.toArray(String[]::new));
    }

    /** With properties of a test's own. */
    static SpringShop with(Class<?> application, List<String> properties) {
        return new SpringShop(application, properties);
    }

    /** Without the filter. */
    static SpringShop off(Class<?> application, List<String> properties) {
        List<String> all = new ArrayList<>(properties);
        all.add("forwarded.enabled=false");
        return new SpringShop(application, all);
    }

    /** Behind the filter, with the settings below a heading of a page. */
    static SpringShop on(Page page, String heading, Class<?> application, List<String> properties) {
        List<String> all = new ArrayList<>(properties);
        page.settings(heading).forEach((key, value) -> all.add(key + "=" + value));
        return new SpringShop(application, all);
    }

    /** What the gateway sends for a request line and more header lines. */
    static String head(String requestLine, String... lines) {
        String more = lines.length == 0 ? "" : "\n" + String.join("\n", lines);
        return """
                %s HTTP/1.1
                Host: 10.0.0.12:8080
                X-Forwarded-For: 203.0.113.7
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop.example.com""".formatted(requestLine) + more;
    }

    Answer ask(String head) throws IOException {
        return RawHttp.ask(port(), head);
    }

    /** By somebody who is not the gateway. */
    Answer askAsStranger(String head) throws IOException {
        return RawHttp.ask(port(), head, 2);
    }

    /** With a form as body. */
    Answer post(String path, Map<String, String> form, String... lines) throws IOException {
        String body = Forms.encode(form);
        String head = head("POST " + path, lines)
                + "\nContent-Type: application/x-www-form-urlencoded\nContent-Length: " + body.length();
        try (RawHttp connection = new RawHttp(port())) {
            connection.send(RawHttp.head(head) + body);
            return connection.read(false);
        }
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
