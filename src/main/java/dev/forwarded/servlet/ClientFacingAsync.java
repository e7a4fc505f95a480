package dev.forwarded.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

/**
 * An asynchronous context that was started with a request of a client-facing path. Its {@code dispatch()} goes to the
 * received path: containers take the one of the request, with a prefix that no servlet knows (Jetty answers 404,
 * Undertow 500). The query stays the request's own: given with the path, its parameters would be there twice, as they
 * always are on Open Liberty, which has no query otherwise.
 */
final class ClientFacingAsync implements AsyncContext {

    private final AsyncContext context;
    private final HttpServletRequest received;

    private ClientFacingAsync(AsyncContext context, HttpServletRequest received) {
        this.context = context;
        this.received = received;
    }

    /** The context itself, unless it was started with a request whose path is another than the received one. */
    static AsyncContext of(AsyncContext context, HttpServletRequest request, HttpServletRequest received) {
        boolean changesPath = !request.getRequestURI().equals(received.getRequestURI());
        return changesPath && !context.hasOriginalRequestAndResponse()
                ? new ClientFacingAsync(context, received)
                : context;
    }

    @Override
    public void dispatch() {
        context.dispatch(target(Server.of(received.getServletContext())));
    }

    /** The received path, as the server itself gives it to a dispatch. */
    private String target(Server server) {
        String path =
                received.getRequestURI().substring(received.getContextPath().length());
        String written = server.decodesTargets() ? path : decoded(path);
        String query = server == Server.LIBERTY ? received.getQueryString() : null;
        return query == null ? written : written + "?" + query;
    }

    /** A question mark of the path itself would begin a query. */
    private String decoded(String path) {
        String info = received.getPathInfo();
        String decoded = received.getServletPath() + (info == null ? "" : info);
        return decoded.indexOf('?') < 0 ? decoded : path;
    }

    @Override
    public void dispatch(String path) {
        context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext target, String path) {
        context.dispatch(target, path);
    }

    @Override
    public ServletRequest getRequest() {
        return context.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void complete() {
        context.complete();
    }

    @Override
    public void start(Runnable run) {
        context.start(run);
    }

    @Override
    public void addListener(AsyncListener listener) {
        context.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        context.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long timeout) {
        context.setTimeout(timeout);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }
}
