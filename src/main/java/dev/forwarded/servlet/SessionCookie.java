package dev.forwarded.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Puts {@code Secure} on the container's session cookie, which knows only the received connection. No container asks
 * a request wrapper, so what it has written is fixed: the header lines where they show, on Undertow the cookie itself.
 *
 * <p>A value is never made up: on Open Liberty, and wherever there is a clone or a route, it is not the id of the
 * session. Where the cookie does not show nothing is added, and the log says what helps.
 */
final class SessionCookie {

    private static final String SET_COOKIE = "Set-Cookie";
    private static final String SECURE = "; Secure";

    /** Set once it was found: one that a reset has lost needs no warning. */
    private static final String FIXED = "dev.forwarded.servlet.cookie";

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    /** For the request and response of the container. */
    SessionCookie(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** Fixes the cookie of a session, which may have been made without our knowing. */
    void secure(HttpSession session, boolean idChanged) {
        if (response.isCommitted()) {
            return;
        }
        ServletContext context = request.getServletContext();
        SessionCookieConfig config = context.getSessionCookieConfig();
        String name = config.getName() == null ? "JSESSIONID" : config.getName();
        if (secureHeader(name) || UndertowCookies.secure(name)) {
            request.setAttribute(FIXED, true);
        } else if (request.getAttribute(FIXED) == null && (session.isNew() || idChanged) && mayShow(context, config)) {
            warn(context);
        }
    }

    /** Whether the header lines of the response hold the session cookie, which now is secure. */
    private boolean secureHeader(String name) {
        Collection<String> lines = response.getHeaders(SET_COOKIE);
        String start = name + "=";
        if (lines.stream().noneMatch(line -> line.startsWith(start))) {
            return false;
        }
        Set<String> fixed = new LinkedHashSet<>();
        lines.forEach(line -> fixed.add(line.startsWith(start) && !isSecure(line) ? line + SECURE : line));
        if (!fixed.equals(new LinkedHashSet<>(lines)) || fixed.size() < lines.size()) {
            write(fixed);
        }
        return true;
    }

    private void write(Set<String> lines) {
        boolean first = true;
        for (String line : lines) {
            if (first) {
                response.setHeader(SET_COOKIE, line);
            } else {
                response.addHeader(SET_COOKIE, line);
            }
            first = false;
        }
    }

    private static boolean isSecure(String line) {
        int end = SECURE.length();
        for (int i = line.indexOf(';'); i >= 0; i = line.indexOf(';', i + 1)) {
            boolean matches = line.regionMatches(true, i, SECURE, 0, end);
            if (matches && (i + end == line.length() || line.charAt(i + end) == ';')) {
                return true;
            }
        }
        return false;
    }

    private static void warn(ServletContext context) {
        if (context.getAttribute(Warnings.ATTRIBUTE) instanceof Warnings warnings) {
            warnings.insecureCookie();
        }
    }

    /** Whether the container sends a cookie, and without Secure. */
    private static boolean mayShow(ServletContext context, SessionCookieConfig config) {
        return !config.isSecure() && context.getEffectiveSessionTrackingModes().contains(SessionTrackingMode.COOKIE);
    }
}
