package example;

import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** A server with the same pages twice: below {@code /before} without the filter, below {@code /after} with it. */
public final class Application {

    private final Server server = new Server();
    private final int port;

    /** A server on a free port of the loopback addresses, which trusts a proxy on 127.0.0.1. */
    public Application() throws Exception {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        ForwardedFilter filter = new ForwardedFilter(Map.of(
                "trustedProxies", "127.0.0.1",
                "headers", "forwarded",
                "allowedHosts", "localhost, 127.0.0.1, ::1"));
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(
                holder, "/after/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        for (String path : List.of("/before", "/after")) {
            context.addServlet(CartServlet.class, path + "/cart");
            context.addServlet(LoginServlet.class, path + "/login");
        }
        server.setHandler(context);
        port = Loopback.listen(server);
        server.start();
    }

    public int port() {
        return port;
    }

    public void stop() throws Exception {
        server.stop();
    }

    /** Shows the request as the application sees it, and starts a session. */
    public static final class CartServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getSession();
            PrintWriter writer = response.getWriter();
            writer.println("getRequestURL()  " + request.getRequestURL());
            writer.println("isSecure()       " + request.isSecure());
            writer.println("getRemoteAddr()  " + request.getRemoteAddr());
        }
    }

    /** Sends the client to another page. */
    public static final class LoginServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendRedirect("/after/cart");
        }
    }
}
