package dev.forwarded.servlet;

import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** The server of Spring Boot, each request on a virtual thread where the JVM has them. Its error page is for all. */
final class BootContainer implements Container {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Empty {}

    private final ConfigurableApplicationContext context;

    BootContainer(Application application) {
        SpringApplication spring = new SpringApplication(Empty.class);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setRegisterShutdownHook(false);
        spring.addInitializers(made -> ((GenericApplicationContext) made)
                .registerBean(
                        ServletContextInitializer.class, () -> servlets -> application.onStartup(Set.of(), servlets)));
        context = spring.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.servlet.context-path=" + application.context,
                "--spring.threads.virtual.enabled=true",
                "--forwarded.enabled=false");
    }

    @Override
    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
