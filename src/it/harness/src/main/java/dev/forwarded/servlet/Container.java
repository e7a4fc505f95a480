package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Stream;

/** One of the servlet containers of the test matrix, embedded, on a free port of 127.0.0.1. */
public interface Container extends AutoCloseable {

    /** As in the names of the report folders, e.g. {@code tomcat-10.1}. */
    String NAME = System.getProperty("container.name", "");

    boolean IN_THIS_JVM = !System.getProperty("container", "").equals("server");

    /** Whether the response has the redirects of Servlet 6.1. */
    boolean SERVLET_6_1 = Stream.of(HttpServletResponse.class.getMethods())
                    .filter(Container::isRedirect)
                    .count()
            > 1;

    private static boolean isRedirect(java.lang.reflect.Method method) {
        return method.getName().equals("sendRedirect");
    }

    /** Starts the container that this run is about; fails with the container's own exception. */
    static Container start(Application application) {
        return start(System.getProperty("container", ""), application);
    }

    /** Starts one of the kinds of containers. */
    static Container start(String kind, Application application) {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        return switch (kind) {
            case "jetty-ee11" -> new JettyContainer("org.eclipse.jetty.ee11.servlet.", application);
            case "jetty-ee10" -> new JettyContainer("org.eclipse.jetty.ee10.servlet.", application);
            case "tomcat" -> new TomcatContainer(application);
            case "boot" -> new BootContainer(application);
            case "dropwizard" -> new DropwizardContainer(application);
            case "javalin" -> new JavalinContainer(application);
            case "undertow" -> new UndertowContainer(application);
            case "server" -> ServerContainer.of(application);
            default -> throw new IllegalStateException("no container named \"" + kind + "\"");
        };
    }

    static boolean is(String start) {
        return NAME.startsWith(start);
    }

    int port();

    /** Brings the application to the present state of the test, where the container is not in this JVM. */
    default void show(Application application) {}

    @Override
    void close();
}
