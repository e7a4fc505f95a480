package dev.forwarded.servlet;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code Secure} on the container's session cookie, which knows only the received connection. No container asks
 * a request wrapper, so what it has written is fixed: the header lines where they show, else the cookie.
 */
final class SessionCookie {

    private static final String SET_COOKIE = "Set-Cookie";
    private static final String SECURE = "; Secure";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final SessionCookieConfig config;

    private SessionCookie(HttpServletRequest request, HttpServletResponse response, SessionCookieConfig config) {
        this.request = request;
        this.response = response;
        this.config = config;
    }

    /** For the request and response of the container. */
    static SessionCookie of(HttpServletRequest request, HttpServletResponse response) {
        return new SessionCookie(request, response, request.getServletContext().getSessionCookieConfig());
    }

    /** Fixes the cookie of a session, which may have been made without our knowing. */
    void secure(HttpSession session, boolean idChanged) {
        if (!response.isCommitted() && !secureHeader() && !UndertowCookies.secure(name())) {
            if ((session.isNew() || idChanged) && isTrackedByCookie()) {
                response.addCookie(cookie(session));
            }
        }
    }

    private String name() {
        String name = config.getName();
        return name == null ? "JSESSIONID" : name;
    }

    /** Whether the header lines of the response hold the session cookie, which now is secure. */
    private boolean secureHeader() {
        Collection<String> lines = response.getHeaders(SET_COOKIE);
        String start = name() + "=";
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

    private boolean isTrackedByCookie() {
        return request.getServletContext().getEffectiveSessionTrackingModes().contains(SessionTrackingMode.COOKIE);
    }

    /** The container's cookie once more, where it cannot be fixed in place: this one replaces it. */
    private Cookie cookie(HttpSession session) {
        Cookie cookie = new Cookie(name(), session.getId());
        String path = config.getPath();
        cookie.setPath(path == null ? root(request.getContextPath()) : path);
        setDomain(cookie, config.getDomain());
        cookie.setMaxAge(config.getMaxAge());
        cookie.setHttpOnly(config.isHttpOnly());
        cookie.setSecure(true);
        return cookie;
    }

    private static String root(String contextPath) {
        return contextPath.isEmpty() ? "/" : contextPath;
    }

    private static void setDomain(Cookie cookie, @Nullable String domain) {
        if (domain != null) {
            cookie.setDomain(domain);
        }
    }
}
