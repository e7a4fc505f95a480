package dev.forwarded.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What no filter of this kind can leave out: it looks up the names that must be read or hidden, takes the last value of
 * each as it stands, and wraps request and response. It trusts everybody and checks nothing.
 */
final class Floor implements Filter {

    /** In the order in which this library looks for them. */
    private static final List<String> WATCHED = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-By",
            "X-Forwarded-Prefix",
            "X-Forwarded-Scheme",
            "X-Forwarded-Server",
            "X-Forwarded-Ssl");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest received = (HttpServletRequest) request;
        for (int i = 0; i < WATCHED.size(); i++) {
            if (received.getHeader(WATCHED.get(i)) != null) {
                chain.doFilter(wrapped(received), new HttpServletResponseWrapper((HttpServletResponse) response));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static Wrapper wrapped(HttpServletRequest received) {
        return new Wrapper(
                received,
                last(received, "Forwarded"),
                last(received, "X-Forwarded-For"),
                last(received, "X-Forwarded-Proto"),
                last(received, "X-Forwarded-Host"),
                last(received, "X-Forwarded-Port"));
    }

    private static @Nullable String last(HttpServletRequest received, String name) {
        String line = null;
        for (Enumeration<String> lines = received.getHeaders(name); lines.hasMoreElements(); ) {
            line = lines.nextElement();
        }
        return line == null ? null : line.substring(line.lastIndexOf(',') + 1).trim();
    }

    private static final class Wrapper extends HttpServletRequestWrapper {

        private final @Nullable String client;
        private final @Nullable String scheme;
        private final @Nullable String host;
        private final @Nullable String port;

        Wrapper(
                HttpServletRequest received,
                @Nullable String element,
                @Nullable String client,
                @Nullable String scheme,
                @Nullable String host,
                @Nullable String port) {
            super(received);
            this.client = element == null ? client : element;
            this.scheme = scheme;
            this.host = host;
            this.port = port;
        }

        @Override
        public String getScheme() {
            return scheme == null ? super.getScheme() : scheme;
        }

        @Override
        public boolean isSecure() {
            return getScheme().equals("https");
        }

        @Override
        public String getServerName() {
            return host == null ? super.getServerName() : host;
        }

        @Override
        public int getServerPort() {
            return port == null ? super.getServerPort() : Integer.parseInt(port);
        }

        @Override
        public String getRemoteAddr() {
            return client == null ? super.getRemoteAddr() : client;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(getScheme())
                    .append("://")
                    .append(getServerName())
                    .append(getRequestURI());
        }
    }
}
