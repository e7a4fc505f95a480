package dev.forwarded.servlet;

import dev.forwarded.OriginalRequest;
import jakarta.servlet.http.HttpServletRequest;

/** What Tomcat lets a filter tell it by request attributes: for its access log, and for its session cookie. */
final class TomcatAttributes {

    private static final String ACCESS_LOG = "org.apache.catalina.AccessLog.";

    /** Where it is true Tomcat, since 10.1.6, itself writes {@code Secure}, even for a session made behind our back. */
    private static final String SECURE = "org.apache.catalina.filters.RemoteIpFilter.secure";

    private TomcatAttributes() {}

    /** Tells Tomcat what the application sees. */
    static void set(HttpServletRequest received, OriginalHttpRequest request, boolean secure) {
        if (request.isResolved()) {
            setAccessLog(received, request.original());
        }
        if (secure) {
            received.setAttribute(SECURE, true);
        }
    }

    /** Shown by an access log with {@code requestAttributesEnabled="true"}. */
    private static void setAccessLog(HttpServletRequest received, OriginalRequest original) {
        received.setAttribute(ACCESS_LOG + "RemoteAddr", original.clientAddress());
        received.setAttribute(ACCESS_LOG + "RemoteHost", original.clientAddress());
        received.setAttribute(ACCESS_LOG + "Protocol", received.getProtocol());
        received.setAttribute(ACCESS_LOG + "ServerName", original.host());
        received.setAttribute(ACCESS_LOG + "ServerPort", original.port());
    }
}
