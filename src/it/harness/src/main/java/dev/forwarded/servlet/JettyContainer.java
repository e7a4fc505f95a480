package dev.forwarded.servlet;

import static dev.forwarded.servlet.Reflect.call;
import static dev.forwarded.servlet.Reflect.make;

import java.net.InetSocketAddress;

/** Jetty 12, in either of its Servlet environments, with HTTP/2 in the clear. */
final class JettyContainer implements Container {

    private static final int SESSIONS = 1;

    private final Object server;

    JettyContainer(String servlets, Application application) {
        server = make("org.eclipse.jetty.server.Server", new InetSocketAddress("127.0.0.1", 0));
        Object http = call(connector(), "getDefaultConnectionFactory");
        Object http2 = make(
                "org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory", call(http, "getHttpConfiguration"));
        call(connector(), "addConnectionFactory", http2);
        if (application.handlesForwarded) {
            Object customizer = make("org.eclipse.jetty.server.ForwardedRequestCustomizer");
            call(call(http, "getHttpConfiguration"), "addCustomizer", customizer);
        }
        Object handler = make(
                servlets + "ServletContextHandler",
                application.context.isEmpty() ? "/" : application.context,
                SESSIONS);
        setErrorPages(handler, servlets, application);
        if (application.files != null) {
            call(handler, "setBaseResourceAsPath", application.files);
            call(handler, "setWelcomeFiles", (Object) new String[] {"index.html"});
            call(handler, "addServlet", servlets + "DefaultServlet", "/");
        }
        call(handler, "addServletContainerInitializer", application);
        application.initializers.forEach(type -> call(handler, "addServletContainerInitializer", make(type)));
        call(server, "setHandler", application.jettyHandler.apply(handler));
        if (application.accessLog != null) {
            String file = application.accessLog.resolve("access.log").toString();
            call(
                    server,
                    "setRequestLog",
                    make("org.eclipse.jetty.server.CustomRequestLog", file, "%{X-Forwarded-For}i"));
        }
        try {
            call(server, "start");
        } catch (IllegalStateException failed) {
            close();
            throw failed;
        }
    }

    static void setErrorPages(Object handler, String servlets, Application application) {
        Object errors = make(servlets + "ErrorPageErrorHandler");
        application.errorPages.forEach((status, path) -> call(errors, "addErrorPage", status, path));
        call(handler, "setErrorHandler", errors);
    }

    private Object connector() {
        return connector(server);
    }

    static Object connector(Object server) {
        return ((Object[]) call(server, "getConnectors"))[0];
    }

    @Override
    public int port() {
        return (int) call(connector(), "getLocalPort");
    }

    @Override
    public void close() {
        call(server, "stop");
    }
}
