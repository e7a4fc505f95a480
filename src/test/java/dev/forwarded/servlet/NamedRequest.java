package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.PushBuilder;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request over header lines that names them, has the host of the first Host line, and repeats them as trailers. */
final class NamedRequest extends HttpServletRequestWrapper {

    private final List<String> names;

    NamedRequest(String peer, List<String> lines) {
        super(new StubRequest(peer, "GET / HTTP/1.1\n" + String.join("\n", lines)));
        names = lines.stream()
                .map(line -> line.substring(0, line.indexOf(':')))
                .distinct()
                .toList();
    }

    private HttpServletRequest stub() {
        return (HttpServletRequest) getRequest();
    }

    @Override
    public String getServerName() {
        String host = stub().getHeader("Host");
        return host == null || host.isEmpty() ? "inner" : host.replaceFirst(":[0-9]*$", "");
    }

    @Override
    public String getRemoteHost() {
        return getRemoteAddr();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(names);
    }

    @Override
    public int getIntHeader(String name) {
        return stub().getHeader(name) == null ? -1 : 1;
    }

    @Override
    public long getDateHeader(String name) {
        return getIntHeader(name);
    }

    @Override
    public Map<String, String> getTrailerFields() {
        Map<String, String> trailers = new LinkedHashMap<>();
        names.forEach(name -> trailers.put(name.toLowerCase(Locale.ROOT), "x"));
        return trailers;
    }

    @Override
    @SuppressWarnings("deprecation")
    public PushBuilder newPushBuilder() {
        return (PushBuilder) Proxy.newProxyInstance(
                NamedRequest.class.getClassLoader(),
                new Class<?>[] {PushBuilder.class},
                (proxy, method, values) -> switch (method.getName()) {
                    case "getHeaderNames" -> new java.util.LinkedHashSet<>(names);
                    case "getHeader" -> stub().getHeader((String) values[0]);
                    default -> method.getReturnType() == PushBuilder.class ? proxy : null;
                });
    }
}
