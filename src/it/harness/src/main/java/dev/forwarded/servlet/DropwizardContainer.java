package dev.forwarded.servlet;

import static dev.forwarded.servlet.Reflect.call;
import static dev.forwarded.servlet.Reflect.make;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.SessionHandler;

/** An application of Dropwizard, whose filters and servlets are added to its environment. */
final class DropwizardContainer extends io.dropwizard.core.Application<Configuration> implements Container {

    private static final String SERVLETS = "org.eclipse.jetty.ee10.servlet.";

    private static final String CONFIGURATION = """
            server:
              type: simple
              applicationContextPath: %s
              adminContextPath: /-admin
              rootPath: /-rest/*
              connector: {type: http, bindHost: 127.0.0.1, port: 0}
              requestLog: {appenders: []}
            logging: {level: WARN}
            """;

    private final Application application;
    private Object server;

    DropwizardContainer(Application application) {
        this.application = application;
        try {
            run("server", "configuration.yml");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void initialize(Bootstrap<Configuration> bootstrap) {
        String context = application.context.isEmpty() ? "/" : application.context;
        byte[] configuration = CONFIGURATION.formatted(context).getBytes(StandardCharsets.UTF_8);
        bootstrap.setConfigurationSourceProvider(path -> new ByteArrayInputStream(configuration));
    }

    @Override
    public void run(Configuration configuration, Environment environment) {
        environment.lifecycle().addServerLifecycleListener(started -> server = started);
        Object handler = environment.getApplicationContext();
        JettyContainer.setErrorPages(handler, SERVLETS, application);
        environment.servlets().setSessionHandler(new SessionHandler());
        if (application.files != null) {
            call(handler, "setBaseResourceAsPath", application.files);
            call(handler, "setWelcomeFiles", (Object) new String[] {"index.html"});
            Object files = make(SERVLETS + "DefaultServlet");
            environment
                    .servlets()
                    .addServlet("files", (jakarta.servlet.Servlet) files)
                    .addMapping("/");
        }
        application.onStartup(Set.of(), contextOf(environment));
    }

    /** What a ServletContext has methods for is added to the environment, whose methods have the same names. */
    private static ServletContext contextOf(Environment environment) {
        return (ServletContext) Proxy.newProxyInstance(
                DropwizardContainer.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> call(environment.servlets(), method.getName(), arguments));
    }

    /** Instead of the end of this JVM. */
    @Override
    protected void onFatalError(Throwable failed) {
        throw new IllegalStateException(failed.toString(), failed);
    }

    @Override
    public int port() {
        return (int) call(JettyContainer.connector(server), "getLocalPort");
    }

    @Override
    public void close() {
        call(server, "stop");
    }
}
