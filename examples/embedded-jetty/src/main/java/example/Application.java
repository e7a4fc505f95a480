package example;

import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A server with the same pages twice: below {@code /before} without the filter, below {@code /after} with it. It prints
 * {@code curl} lines that show the difference.
 */
public final class Application {

    /** What a proxy adds that ends TLS for https://shop.example.com. */
    private static final String BY_PROXY =
            "-H 'X-Forwarded-For: 203.0.113.7' -H 'X-Forwarded-Proto: https' -H 'X-Forwarded-Host: shop.example.com'";

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));

    private Application() {}

    /** A server on a free port of 127.0.0.1 that trusts a proxy on 127.0.0.1. */
    public static Application start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        ForwardedFilter filter = new ForwardedFilter(Map.of(
                "trustedProxies", "127.0.0.1",
                "headers", "x-forwarded",
                "allowedHosts", "shop.example.com, 127.0.0.1"));
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(
                holder, "/after/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        for (String path : List.of("/before", "/after")) {
            context.addServlet(CartServlet.class, path + "/cart");
            context.addServlet(LoginServlet.class, path + "/login");
        }
        Application application = new Application();
        application.server.setHandler(context);
        application.server.start();
        return application;
    }

    /** Shows the request as the application sees it. */
    public static final class CartServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
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

    /** What to try, ready to be pasted into a terminal on this machine. */
    public List<String> lines() {
        String url = "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return List.of(
                "# Through the proxy, before: the application sees the proxy's connection.",
                "curl -s " + url + "/before/cart " + BY_PROXY,
                "# Through the proxy, after: what the client sent.",
                "curl -s " + url + "/after/cart " + BY_PROXY,
                "# A redirect, before and after.",
                "curl -s -o /dev/null -D - " + url + "/before/login " + BY_PROXY,
                "curl -s -o /dev/null -D - " + url + "/after/login " + BY_PROXY,
                "# Spoofed, from an address that is no proxy's: nothing is believed, nothing is shown.",
                "curl -s --interface 127.0.0.2 " + url + "/after/cart " + BY_PROXY,
                "# Spoofed, through the proxy: it appends the client's true address, and what stands before is not read.",
                "curl -s " + url + "/after/cart " + BY_PROXY.replace("203.0.113.7", "198.51.100.66, 203.0.113.7"),
                "# Spoofed, a host that is not ours: 400.",
                "curl -s -w 'status %{http_code}\\n' " + url + "/after/cart "
                        + BY_PROXY.replace("shop.example.com", "evil.example"));
    }

    public void stop() throws Exception {
        server.stop();
    }

    public static void main(String[] arguments) throws Exception {
        Application application = start();
        application.lines().forEach(System.out::println);
        System.out.println("# Ctrl-C ends the server.");
        application.server.join();
    }
}
