package dev.forwarded.servlet;

import dev.forwarded.ReceivedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What the container received. Path and query are kept: a FORWARD changes those of the request itself.
 *
 * @param request the container's request, or that of a filter in front
 * @param rawPath the path that was received
 * @param rawQuery the query that was received
 */
record ServletReceived(
        HttpServletRequest request,
        String rawPath,
        @Nullable String rawQuery) implements ReceivedRequest {

    /** Set by Tomcat's RemoteIpValve and RemoteIpFilter, once they have replaced the peer's address. */
    private static final String TOMCAT_FORWARDED = "org.apache.tomcat.request.forwarded";

    ServletReceived(HttpServletRequest request) {
        this(request, request.getRequestURI(), request.getQueryString());
    }

    /** The same for a log, where a query may hold what is nobody else's matter. */
    ServletReceived withoutQuery() {
        return rawQuery == null ? this : new ServletReceived(request, rawPath, "...");
    }

    @Override
    public String protocol() {
        return request.getProtocol();
    }

    @Override
    public String scheme() {
        return request.getScheme();
    }

    @Override
    public @Nullable String serverName() {
        return request.getServerName();
    }

    @Override
    public int serverPort() {
        return request.getServerPort();
    }

    @Override
    public @Nullable String peerAddress() {
        return request.getRemoteAddr();
    }

    @Override
    public int peerPort() {
        return request.getRemotePort();
    }

    @Override
    public @Nullable String localAddress() {
        return request.getLocalAddr();
    }

    @Override
    public String contextPath() {
        return request.getContextPath();
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public Enumeration<String> headers(String name) {
        return request.getHeaders(name);
    }

    @Override
    public boolean isRewritten() {
        return request.getAttribute(TOMCAT_FORWARDED) != null;
    }
}
