package dev.forwarded.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The response as the application sees it: redirects lead to where the client came from. */
final class OriginalHttpResponse extends HttpServletResponseWrapper {

    /** How redirects are sent. */
    enum Mode {
        ABSOLUTE,
        RELATIVE,
        CONTAINER
    }

    private final OriginalHttpRequest request;
    private final Mode mode;

    OriginalHttpResponse(HttpServletResponse response, OriginalHttpRequest request, Mode mode) {
        super(response);
        this.request = request;
        this.mode = mode;
    }

    /** One of the container's own forms of a redirect. */
    private interface Form {

        void send(HttpServletResponse response, @Nullable String target) throws IOException;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        redirect(location, SC_FOUND, true, HttpServletResponse::sendRedirect);
    }

    @Override
    public void sendRedirect(String location, int sc) throws IOException {
        redirect(location, sc, true, (response, target) -> response.sendRedirect(target, sc));
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        redirect(location, SC_FOUND, clearBuffer, (response, target) -> response.sendRedirect(target, clearBuffer));
    }

    @Override
    public void sendRedirect(String location, int sc, boolean clearBuffer) throws IOException {
        redirect(location, sc, clearBuffer, (response, target) -> response.sendRedirect(target, sc, clearBuffer));
    }

    private void redirect(@Nullable String location, int sc, boolean clearBuffer, Form form) throws IOException {
        request.secureCookie();
        if (location == null || !isWrittenHere(location)) {
            form.send((HttpServletResponse) getResponse(), target(location));
        } else if (isCommitted()) {
            throw new IllegalStateException("the response is committed, it cannot be redirected");
        } else {
            write(own(location), sc, clearBuffer);
        }
    }

    /**
     * A relative location is written here: Undertow's own sendRedirect would make it absolute, even {@code //host}.
     * Within an INCLUDE the container's ignores it, as it must.
     */
    private boolean isWrittenHere(String location) {
        return mode == Mode.RELATIVE
                && !Redirects.hasScheme(location)
                && request.getDispatcherType() != DispatcherType.INCLUDE;
    }

    private void write(String own, int sc, boolean clearBuffer) throws IOException {
        if (clearBuffer) {
            resetBuffer();
        }
        setStatus(sc);
        setHeader("Location", Redirects.isForeign(own) ? own : path(own));
        finish();
    }

    /** Commits. What the application writes behind a redirect goes nowhere, as with the container's own. */
    private void finish() throws IOException {
        flushBuffer();
        try {
            getOutputStream().close();
        } catch (IllegalStateException usesWriter) {
            getWriter().close();
        }
    }

    /** What the container is told; null is its own matter. */
    private @Nullable String target(@Nullable String location) {
        if (location == null) {
            return null;
        }
        String own = own(location);
        if (mode == Mode.CONTAINER) {
            return Redirects.forContainer(own, request.received().getRequestURI(), query());
        }
        if (mode == Mode.ABSOLUTE && own.startsWith("//")) {
            return request.original().scheme() + ":" + own;
        }
        return Redirects.isForeign(own) ? own : request.original().url(path(own), null);
    }

    private String own(String location) {
        return Redirects.withoutOwnSlashes(location, request.getRequestURI());
    }

    private String path(String location) {
        return Redirects.resolve(location, request.getRequestURI(), query());
    }

    private String query() {
        String query = request.getQueryString();
        return query == null ? "" : "?" + query;
    }

    @Override
    public void sendError(int sc) throws IOException {
        request.secureCookie();
        super.sendError(sc);
    }

    @Override
    public void sendError(int sc, String message) throws IOException {
        request.secureCookie();
        super.sendError(sc, message);
    }

    @Override
    public void flushBuffer() throws IOException {
        request.secureCookie();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        request.secureCookie();
    }
}
