package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** By which methods a request shows a header. */
final class Visible {

    private Visible() {}

    /** The methods that show something of a header; empty if it is hidden. */
    @SuppressWarnings("deprecation")
    static Set<String> by(HttpServletRequest request, String name) {
        Set<String> methods = new LinkedHashSet<>();
        note(methods, request.getHeader(name) != null, "getHeader");
        note(methods, request.getHeaders(name).hasMoreElements(), "getHeaders");
        note(methods, names(Collections.list(request.getHeaderNames())).contains(name), "getHeaderNames");
        note(methods, request.getIntHeader(name) != -1, "getIntHeader");
        note(methods, request.getDateHeader(name) != -1, "getDateHeader");
        note(methods, names(request.getTrailerFields().keySet()).contains(name), "getTrailerFields");
        var push = request.newPushBuilder();
        note(methods, push.getHeader(name) != null, "PushBuilder.getHeader");
        note(methods, names(push.getHeaderNames()).contains(name), "PushBuilder.getHeaderNames");
        return methods;
    }

    private static void note(Set<String> methods, boolean visible, String method) {
        if (visible) {
            methods.add(method);
        }
    }

    private static Set<String> names(Iterable<String> names) {
        Set<String> lower = new LinkedHashSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }
}
