package dev.forwarded.servlet;

import dev.forwarded.OriginalRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Paths with a prefix on Jetty. Its requests of a FORWARD or ASYNC dispatch stand around ours and answer with a
 * received request URI, on 12.0 beside a client-facing context path; and its own servlets look for files by the request
 * URI. Request URI and context path always are of one kind: here both client-facing, or both received.
 */
final class JettyPaths {

    private static final String SERVLETS = "org.eclipse.jetty.";

    private JettyPaths() {}

    /** The request of a dispatch that Jetty has put around ours: client-facing again. */
    static HttpServletRequest again(HttpServletRequest dispatched, OriginalHttpRequest present) {
        DispatcherType type = dispatched.getDispatcherType();
        boolean hides = type == DispatcherType.FORWARD || type == DispatcherType.ASYNC;
        boolean lacks = hides && !dispatched.getRequestURI().equals(present.getRequestURI());
        return lacks ? new ClientFacing(dispatched, present) : dispatched;
    }

    /** Whether a servlet of Jetty's own answers this request with a file: it needs received paths. */
    static boolean servesFile(HttpServletRequest received) {
        HttpServletMapping mapping = received.getHttpServletMapping();
        ServletContext context = received.getServletContext();
        String name = mapping == null ? null : mapping.getServletName();
        ServletRegistration servlet = name == null ? null : context.getServletRegistration(name);
        String type = servlet == null ? null : servlet.getClassName();
        return type != null
                && type.startsWith(SERVLETS)
                && (type.endsWith(".DefaultServlet") || type.endsWith(".ResourceServlet"));
    }

    /** The request for a servlet of Jetty's own. */
    static HttpServletRequest forFile(OriginalHttpRequest request) {
        return new Received(request);
    }

    /** The response of a servlet of Jetty's own, whose redirect to a folder is to the received path. */
    static HttpServletResponse forFile(HttpServletResponse response, OriginalHttpRequest request) {
        return new ClientFacingLocation(response, request);
    }

    /** A request whose URL ends with its own request URI. */
    private abstract static class OwnUrl extends HttpServletRequestWrapper {

        final OriginalHttpRequest original;

        OwnUrl(HttpServletRequest request, OriginalHttpRequest original) {
            super(request);
            this.original = original;
        }

        @Override
        public StringBuffer getRequestURL() {
            OriginalRequest answer = original.original();
            return new StringBuffer(answer.scheme())
                    .append("://")
                    .append(answer.authority())
                    .append(getRequestURI());
        }
    }

    private static final class ClientFacing extends OwnUrl {

        ClientFacing(HttpServletRequest dispatched, OriginalHttpRequest original) {
            super(dispatched, original);
        }

        @Override
        public String getRequestURI() {
            return original.clientFacing(super.getRequestURI());
        }

        @Override
        public String getContextPath() {
            return original.getContextPath();
        }
    }

    private static final class Received extends OwnUrl {

        Received(OriginalHttpRequest original) {
            super(original, original);
        }

        @Override
        public String getRequestURI() {
            return original.received().getRequestURI();
        }

        @Override
        public String getContextPath() {
            return original.received().getContextPath();
        }
    }

    private static final class ClientFacingLocation extends HttpServletResponseWrapper {

        private final OriginalHttpRequest original;

        ClientFacingLocation(HttpServletResponse response, OriginalHttpRequest original) {
            super(response);
            this.original = original;
        }

        @Override
        public void setHeader(String name, @Nullable String value) {
            super.setHeader(name, "Location".equalsIgnoreCase(name) ? location(value) : value);
        }

        @Override
        public void addHeader(String name, @Nullable String value) {
            super.addHeader(name, "Location".equalsIgnoreCase(name) ? location(value) : value);
        }

        private @Nullable String location(@Nullable String value) {
            return value != null && value.startsWith("/") && !value.startsWith("//")
                    ? original.clientFacing(value)
                    : value;
        }
    }
}
