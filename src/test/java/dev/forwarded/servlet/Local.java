package dev.forwarded.servlet;

import dev.forwarded.ForwardedResolver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** Jetty without a network: the filter, the page at {@code /page}, and whichever peer a test wants. */
final class Local implements AutoCloseable {

    static final String TOKEN = "0123456789abcdef";

    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    private Local() {
        server.addConnector(connector);
    }

    /** The page is open to who knows {@link #TOKEN}. */
    static Local with(String settings) throws Exception {
        return with(settings, Map.of(ExplainAccess.TOKEN, TOKEN), context -> {});
    }

    static Local with(String settings, Map<String, String> page, Consumer<ServletContextHandler> more)
            throws Exception {
        return start(new ForwardedFilter(resolver(settings)), page, more);
    }

    static Local start(@Nullable ForwardedFilter filter, Map<String, String> page, Consumer<ServletContextHandler> more)
            throws Exception {
        Local local = new Local();
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/app");
        more.accept(context);
        add(context, (request, response, chain) -> chain.doFilter(peer((HttpServletRequest) request), response));
        if (filter != null) {
            add(context, filter);
        }
        ServletHolder servlet = new ServletHolder(new ExplainServlet());
        servlet.setInitParameters(page);
        context.addServlet(servlet, "/page");
        local.server.setHandler(context);
        local.server.start();
        return local;
    }

    static ForwardedResolver resolver(String settings) {
        ForwardedResolver.Builder builder = ForwardedResolver.builder();
        for (String setting : settings.isEmpty() ? List.<String>of() : List.of(settings.split("; "))) {
            builder.set(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return builder.build();
    }

    private static void add(ServletContextHandler context, Filter filter) {
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    /** Jetty has no peer here; a test names one in a header, or it is 127.0.0.1. */
    private static HttpServletRequest peer(HttpServletRequest request) {
        String peer = request.getHeader("Test-Peer");
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRemoteAddr() {
                return peer == null ? "127.0.0.1" : peer;
            }
        };
    }

    /** The answer to a GET of the page by who knows the token; head and body. */
    String page(String accept, String... headers) throws Exception {
        return ask("/app/page", accept, "Authorization: Bearer " + TOKEN, String.join("\r\n", headers));
    }

    String ask(String path, String accept, String... headers) throws Exception {
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host: ") || header.contains("\nHost: "))) {
            head.append("Host: inner.example\r\n");
        }
        head.append("Accept: ").append(accept).append("\r\n");
        for (String header : headers) {
            head.append(header).append(header.isEmpty() ? "" : "\r\n");
        }
        return connector.getResponse(head.append("Connection: close\r\n\r\n").toString());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
