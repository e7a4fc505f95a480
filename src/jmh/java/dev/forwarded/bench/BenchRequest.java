package dev.forwarded.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as light as a container's own: a header is looked up by comparing names one after the other, in any case,
 * and an attribute has its place in an array. What it does not override fails.
 */
final class BenchRequest extends HttpServletRequestWrapper {

    private final String[] names;
    private final String[] values;
    private final Set<String> distinct = new LinkedHashSet<>();
    private final String peer;
    private final @Nullable String[] attributeNames = new String[16];
    private final @Nullable Object[] attributes = new Object[16];
    private int attributeCount;

    BenchRequest(Scenario scenario) {
        super(failing(HttpServletRequest.class));
        peer = scenario.peer();
        List<String> headers = scenario.headers();
        names = new String[headers.size()];
        values = new String[headers.size()];
        for (int i = 0; i < names.length; i++) {
            int colon = headers.get(i).indexOf(':');
            names[i] = headers.get(i).substring(0, colon);
            values[i] = headers.get(i).substring(colon + 2);
            distinct.add(names[i]);
        }
    }

    /** An implementation of an interface that can nothing. */
    static <T> T failing(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    /** As a container does between two requests. */
    void recycle() {
        for (int i = 0; i < attributeCount; i++) {
            attributes[i] = null;
            attributeNames[i] = null;
        }
        attributeCount = 0;
    }

    private int find(String name, int from) {
        for (int i = from; i < names.length; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable String getHeader(String name) {
        int index = find(name, 0);
        return index < 0 ? null : values[index];
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return new Lines(name);
    }

    private final class Lines implements Enumeration<String> {

        private final String name;
        private int next;

        Lines(String name) {
            this.name = name;
            next = find(name, 0);
        }

        @Override
        public boolean hasMoreElements() {
            return next >= 0;
        }

        @Override
        public String nextElement() {
            if (next < 0) {
                throw new NoSuchElementException();
            }
            String value = values[next];
            next = find(name, next + 1);
            return value;
        }
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(distinct);
    }

    private int attribute(String name) {
        int i = 0;
        while (i < attributeCount && !name.equals(attributeNames[i])) {
            i++;
        }
        return i;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes[attribute(name)];
    }

    @Override
    public void setAttribute(String name, Object value) {
        int at = attribute(name);
        attributeNames[at] = name;
        attributes[at] = value;
        attributeCount = Math.max(attributeCount, at + 1);
    }

    @Override
    public void removeAttribute(String name) {
        attributes[attribute(name)] = null;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public @Nullable ServletContext getServletContext() {
        return null;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getScheme() {
        return "http";
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getServerName() {
        return "inner";
    }

    @Override
    public int getServerPort() {
        return 8080;
    }

    @Override
    public String getRemoteAddr() {
        return peer;
    }

    @Override
    public String getRemoteHost() {
        return peer;
    }

    @Override
    public int getRemotePort() {
        return 4711;
    }

    @Override
    public String getLocalAddr() {
        return "10.0.0.8";
    }

    @Override
    public String getLocalName() {
        return "inner";
    }

    @Override
    public int getLocalPort() {
        return 8080;
    }

    @Override
    public String getRequestURI() {
        return "/app/cart";
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(getScheme())
                .append("://")
                .append(getServerName())
                .append(':')
                .append(getServerPort())
                .append(getRequestURI());
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public String getContextPath() {
        return "/app";
    }

    @Override
    public String getServletPath() {
        return "/cart";
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return null;
    }

    @Override
    public int getContentLength() {
        return -1;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return null;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }
}
