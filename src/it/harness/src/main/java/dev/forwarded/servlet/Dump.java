package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes what an application sees of a request, a getter a line. */
final class Dump {

    /** The headers that scenarios ask for, beside those that getHeaderNames names. */
    private static final List<String> ASKED = List.of(
            "Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-User", "X-Real-IP");

    private static final List<String> PATHS =
            List.of("error.request_uri", "error.status_code", "forward.request_uri", "forward.context_path");

    private Dump() {}

    static void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=ISO-8859-1");
        response.getWriter().write(of(request));
    }

    static String of(HttpServletRequest request) {
        StringBuilder dump = new StringBuilder();
        add(dump, "scheme", request.getScheme());
        add(dump, "secure", request.isSecure());
        add(dump, "serverName", request.getServerName());
        add(dump, "serverPort", request.getServerPort());
        add(dump, "url", request.getRequestURL());
        add(dump, "uri", request.getRequestURI());
        add(dump, "contextPath", request.getContextPath());
        add(dump, "servletPath", request.getServletPath());
        add(dump, "pathInfo", request.getPathInfo());
        add(dump, "query", request.getQueryString());
        add(dump, "remoteAddr", request.getRemoteAddr());
        add(dump, "remoteHost", request.getRemoteHost());
        add(dump, "remotePort", request.getRemotePort());
        add(dump, "localAddr", request.getLocalAddr());
        add(dump, "connectionSecure", request.getServletConnection().isSecure());
        add(dump, "dispatch", request.getDispatcherType());
        Object answer = request.getAttribute("dev.forwarded.OriginalRequest");
        add(dump, "answer", answer == null ? "none" : answer);
        add(dump, "original", ForwardedRequests.original(request));
        for (String attribute : PATHS) {
            add(dump, attribute, request.getAttribute("jakarta.servlet." + attribute));
        }
        headers(dump, request);
        return dump.toString();
    }

    private static void headers(StringBuilder dump, HttpServletRequest request) {
        List<String> names = Collections.list(request.getHeaderNames());
        List<String> lower = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        add(dump, "headerNames", String.join(",", lower));
        add(dump, "host", request.getHeader("host"));
        add(dump, "hosts", Collections.list(request.getHeaders("HOST")));
        for (String name : ASKED) {
            add(dump, name, request.getHeader(name));
            add(dump, name + "s", Collections.list(request.getHeaders(name)));
        }
        add(dump, "intHeader", request.getIntHeader("X-Forwarded-Port"));
        add(dump, "dateHeader", request.getDateHeader("X-Forwarded-By"));
    }

    private static void add(StringBuilder dump, String name, Object value) {
        dump.append(name).append('=').append(value).append('\n');
    }
}
