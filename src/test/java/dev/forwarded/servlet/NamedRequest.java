package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A request that also lists the names of its header lines. */
final class NamedRequest extends HttpServletRequestWrapper {

    private final List<String> names;

    NamedRequest(HttpServletRequest request, List<String> lines) {
        super(request);
        names = lines.stream()
                .map(line -> line.substring(0, line.indexOf(':')))
                .distinct()
                .toList();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(names);
    }
}
