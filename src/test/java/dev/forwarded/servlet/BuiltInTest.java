package dev.forwarded.servlet;

import dev.forwarded.BuiltIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** What the README says of others, with the real ones. Tomcat's valve is asked in the run of Tomcat. */
class BuiltInTest {

    private final Server server = new Server(new InetSocketAddress(BuiltIn.PROXY, 0));
    private final ServletContextHandler context = new ServletContextHandler("/app", ServletContextHandler.SESSIONS);

    /** Answers what the table asks. */
    private static final class Cart extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            BuiltIn.answer(request, response);
        }
    }

    private void check(String column) throws Exception {
        context.addServlet(new ServletHolder(new Cart()), "/cart");
        server.setHandler(context);
        server.start();
        BuiltIn.check(column, connector().getLocalPort());
    }

    private ServerConnector connector() {
        return (ServerConnector) server.getConnectors()[0];
    }

    private BuiltInTest with(Filter filter) {
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        return this;
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void springs_filter_makes_of_the_requests_what_the_readme_says() throws Exception {
        with(new ForwardedHeaderFilter()).check(BuiltIn.SPRING);
    }

    @Test
    void jettys_customizer_makes_of_the_requests_what_the_readme_says() throws Exception {
        connector()
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .addCustomizer(new ForwardedRequestCustomizer());
        check(BuiltIn.JETTY);
    }

    @Test
    void this_filter_makes_of_the_requests_what_the_readme_says() throws Exception {
        with(new ForwardedFilter(Map.of("trustedProxies", BuiltIn.PROXY))).check(BuiltIn.FILTER);
    }
}
