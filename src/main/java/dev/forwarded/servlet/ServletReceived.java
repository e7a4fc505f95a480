package dev.forwarded.servlet;

import dev.forwarded.ReceivedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** What the container received. */
record ServletReceived(HttpServletRequest request) implements ReceivedRequest {

    /** Set by Tomcat's RemoteIpValve and RemoteIpFilter, once they have replaced the peer's address. */
    private static final String TOMCAT_FORWARDED = "org.apache.tomcat.request.forwarded";

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
    public String rawPath() {
        return request.getRequestURI();
    }

    @Override
    public @Nullable String rawQuery() {
        return request.getQueryString();
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
