package dev.forwarded.servlet;

import jakarta.servlet.http.PushBuilder;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A push that does not show the headers that the request hides. It still sends them: the pushed request passes the
 * filter as the first one did, and has to come to the same answer.
 */
@SuppressWarnings("deprecation")
final class ClientFacingPush implements PushBuilder {

    private final PushBuilder builder;
    private final Predicate<String> hidden;

    ClientFacingPush(PushBuilder builder, Predicate<String> hidden) {
        this.builder = builder;
        this.hidden = hidden;
    }

    @Override
    public PushBuilder method(String method) {
        builder.method(method);
        return this;
    }

    @Override
    public PushBuilder queryString(String queryString) {
        builder.queryString(queryString);
        return this;
    }

    @Override
    public PushBuilder sessionId(String sessionId) {
        builder.sessionId(sessionId);
        return this;
    }

    @Override
    public PushBuilder setHeader(String name, String value) {
        builder.setHeader(name, value);
        return this;
    }

    @Override
    public PushBuilder addHeader(String name, String value) {
        builder.addHeader(name, value);
        return this;
    }

    @Override
    public PushBuilder removeHeader(String name) {
        builder.removeHeader(name);
        return this;
    }

    @Override
    public PushBuilder path(String path) {
        builder.path(path);
        return this;
    }

    @Override
    public void push() {
        builder.push();
    }

    @Override
    public String getMethod() {
        return builder.getMethod();
    }

    @Override
    public @Nullable String getQueryString() {
        return builder.getQueryString();
    }

    @Override
    public @Nullable String getSessionId() {
        return builder.getSessionId();
    }

    @Override
    public Set<String> getHeaderNames() {
        Set<String> visible = new LinkedHashSet<>(builder.getHeaderNames());
        visible.removeIf(hidden);
        return visible;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hidden.test(name) ? null : builder.getHeader(name);
    }

    @Override
    public @Nullable String getPath() {
        return builder.getPath();
    }
}
