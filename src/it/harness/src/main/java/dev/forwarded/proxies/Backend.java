package dev.forwarded.proxies;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.servlet.ForwardedFilter;
import dev.forwarded.servlet.ForwardedRequests;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** An embedded Jetty with the filter, on a free port of 127.0.0.1 and one of ::1, that answers what it sees. */
final class Backend implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector four = connector("127.0.0.1");
    private final ServerConnector six = connector("::1");

    /** With settings such as {@code "profile=nginx; prefix=prepend"}. */
    Backend(String settings) throws Exception {
        this(settings, List.of(""));
    }

    /** The application deployed under each of these context paths. */
    Backend(String settings, List<String> paths) throws Exception {
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        for (String path : paths) {
            contexts.addHandler(context(settings, path));
        }
        server.setConnectors(new ServerConnector[] {four, six});
        server.setHandler(contexts);
        server.start();
    }

    private static ServletContextHandler context(String settings, String path) {
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath(path.isEmpty() ? "/" : path);
        FilterHolder filter = new FilterHolder(new ForwardedFilter(settings(settings)));
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        context.addServlet(new ServletHolder(new Witness()), "/*");
        // An encoded slash in the path is part of the table.
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        return context;
    }

    static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : text.split("; ")) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        // Fails here, and not at the first request.
        ForwardedResolver.builder().settings(settings).build();
        return settings;
    }

    private ServerConnector connector(String host) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        return connector;
    }

    /** The port of 127.0.0.1. */
    int port() {
        return four.getLocalPort();
    }

    /** The port of ::1. */
    int port6() {
        return six.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers what {@link Seen} reads; below {@code /login} it redirects, and to a WebSocket it says it in a frame. */
    private static final class Witness extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String seen = seen(request);
            response.setHeader("Cache-Control", "no-store");
            if ("websocket".equals(request.getHeader("Upgrade"))) {
                upgrade(request, response, seen);
                return;
            }
            response.setHeader(Seen.CLIENT, request.getRemoteAddr());
            if (request.getPathInfo().startsWith("/login")) {
                response.sendRedirect("next");
                return;
            }
            request.getInputStream().readAllBytes();
            response.setContentType("text/plain;charset=ISO-8859-1");
            response.getOutputStream().write(seen.getBytes(StandardCharsets.ISO_8859_1));
        }

        private static String seen(HttpServletRequest request) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            List<String> hidden = Collections.list(request.getHeaderNames()).stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .filter(name -> name.startsWith("x-forwarded-") || name.startsWith("forwarded"))
                    .toList();
            return "url=" + request.getRequestURL() + query
                    + "\noriginal=" + ForwardedRequests.original(request).url()
                    + "\nscheme=" + request.getScheme()
                    + "\nserver=" + request.getServerName() + " " + request.getServerPort()
                    + "\nclient=" + request.getRemoteAddr()
                    + "\nprefix=" + request.getContextPath()
                    + "\nvisible=" + String.join(" ", hidden)
                    + "\n";
        }

        private static void upgrade(HttpServletRequest request, HttpServletResponse response, String seen)
                throws ServletException, IOException {
            response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
            response.setHeader("Connection", "Upgrade");
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Sec-WebSocket-Accept", accept(request.getHeader("Sec-WebSocket-Key")));
            request.upgrade(Frame.class).text = seen;
        }

        /** RFC 6455 section 4.2.2. */
        private static String accept(String key) {
            try {
                byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
                return Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Sends one frame of text. */
    public static final class Frame implements HttpUpgradeHandler {

        private String text = "";

        @Override
        public void init(WebConnection connection) {
            byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.writeBytes(new byte[] {(byte) 0x81, 126, (byte) (payload.length >> 8), (byte) payload.length});
            frame.writeBytes(payload);
            try (connection) {
                connection.getOutputStream().write(frame.toByteArray());
                connection.getOutputStream().flush();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void destroy() {}
    }
}
