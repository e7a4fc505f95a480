package dev.forwarded.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A request that costs nothing itself, so that what is measured is the filter's: neither a look-up, nor the lines of a
 * header (a container makes an Enumeration, of 32 bytes in Tomcat and 56 in Jetty), nor an attribute whose name it
 * knows. What it does not override fails.
 */
final class StubRequest extends HttpServletRequestWrapper {

    private final String[] names;
    private final String[] values;
    private final String peer;
    private final String[] attributeNames = new String[8];
    private final @Nullable Object[] attributes = new Object[8];
    private final Lines lines = new Lines(this);

    DispatcherType dispatcherType = DispatcherType.REQUEST;

    /**
     * @param head a request line and header lines
     */
    StubRequest(String peer, String head) {
        super((HttpServletRequest) Proxy.newProxyInstance(
                StubRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, values) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
        String[] lines = head.lines().skip(1).toArray(String[]::new);
        this.peer = peer;
        names = new String[lines.length];
        values = new String[lines.length];
        for (int i = 0; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            names[i] = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            values[i] = lines[i].substring(colon + 1).trim();
        }
    }

    /** The lines of the header that was asked for last. */
    private static final class Lines implements Enumeration<String> {

        private final StubRequest request;
        private String name = "";
        private int position;
        private @Nullable String next;

        Lines(StubRequest request) {
            this.request = request;
        }

        Lines of(String header) {
            name = header;
            position = 0;
            findNext();
            return this;
        }

        private void findNext() {
            int index = request.find(name, position);
            position = index < 0 ? request.names.length : index + 1;
            next = index < 0 ? null : request.values[index];
        }

        @Override
        public boolean hasMoreElements() {
            return next != null;
        }

        @Override
        public String nextElement() {
            String value = next;
            if (value == null) {
                throw new NoSuchElementException();
            }
            findNext();
            return value;
        }
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
        return lines.of(name);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        for (int i = 0; i < attributes.length; i++) {
            if (name.equals(attributeNames[i])) {
                return attributes[i];
            }
        }
        return null;
    }

    @Override
    public void setAttribute(String name, Object value) {
        int slot = 0;
        while (attributeNames[slot] != null && !attributeNames[slot].equals(name)) {
            slot++;
        }
        attributeNames[slot] = name;
        attributes[slot] = value;
    }

    /** As a container does between two requests. */
    void recycle() {
        Arrays.fill(attributes, null);
    }

    @Override
    public DispatcherType getDispatcherType() {
        return dispatcherType;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
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
    public int getRemotePort() {
        return 4711;
    }

    @Override
    public String getLocalAddr() {
        return "127.0.0.1";
    }

    @Override
    public String getRequestURI() {
        return "/app/x";
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
    public @Nullable HttpSession getSession(boolean create) {
        return null;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }
}
