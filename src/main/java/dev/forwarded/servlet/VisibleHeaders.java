package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.PushBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request without the headers that the application does not see, by whichever method it looks for them, and with the
 * client's {@code Host}. A parent, not a member: an object more for every request would be one to pay for.
 */
abstract sealed class VisibleHeaders extends HttpServletRequestWrapper permits OriginalHttpRequest {

    private static final String HOST = "Host";

    VisibleHeaders(HttpServletRequest request) {
        super(request);
    }

    abstract boolean isHidden(String name);

    /** What the client sent as {@code Host}; null where the received header stays. */
    abstract @Nullable String authority();

    @Override
    public @Nullable String getHeader(String name) {
        String authority = authorityFor(name);
        if (authority != null) {
            return authority;
        }
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String authority = authorityFor(name);
        if (authority != null) {
            return Collections.enumeration(List.of(authority));
        }
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    private @Nullable String authorityFor(String name) {
        return HOST.equalsIgnoreCase(name) ? authority() : null;
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = new ArrayList<>();
        boolean host = authority() == null;
        for (Enumeration<String> all = super.getHeaderNames(); all.hasMoreElements(); ) {
            String name = all.nextElement();
            host |= HOST.equalsIgnoreCase(name);
            if (!isHidden(name)) {
                names.add(name);
            }
        }
        if (!host) {
            names.add(HOST);
        }
        return Collections.enumeration(names);
    }

    @Override
    public int getIntHeader(String name) {
        return isHidden(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public long getDateHeader(String name) {
        return isHidden(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public Map<String, String> getTrailerFields() {
        Map<String, String> visible = new TreeMap<>(super.getTrailerFields());
        visible.keySet().removeIf(this::isHidden);
        return visible;
    }

    @Override
    @SuppressWarnings("deprecation")
    public @Nullable PushBuilder newPushBuilder() {
        PushBuilder push = super.newPushBuilder();
        return push == null ? null : new ClientFacingPush(push, this::isHidden);
    }
}
