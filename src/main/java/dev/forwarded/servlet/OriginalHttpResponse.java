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

    private HttpServletResponse response() {
        return (HttpServletResponse) getResponse();
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        request.secureCookie();
        if (isWrittenHere(location)) {
            redirect(location, SC_FOUND, true);
        } else {
            response().sendRedirect(target(location));
        }
    }

    @Override
    public void sendRedirect(String location, int sc) throws IOException {
        request.secureCookie();
        if (isWrittenHere(location)) {
            redirect(location, sc, true);
        } else {
            response().sendRedirect(target(location), sc);
        }
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        request.secureCookie();
        if (isWrittenHere(location)) {
            redirect(location, SC_FOUND, clearBuffer);
        } else {
            response().sendRedirect(target(location), clearBuffer);
        }
    }

    @Override
    public void sendRedirect(String location, int sc, boolean clearBuffer) throws IOException {
        request.secureCookie();
        if (isWrittenHere(location)) {
            redirect(location, sc, clearBuffer);
        } else {
            response().sendRedirect(target(location), sc, clearBuffer);
        }
    }

    /**
     * A relative location is written here: Undertow's own sendRedirect would make it absolute, even {@code //host}.
     * Within an INCLUDE the container's ignores it, as it must.
     */
    private boolean isWrittenHere(@Nullable String location) {
        return mode == Mode.RELATIVE
                && location != null
                && !Redirects.hasScheme(location)
                && request.getDispatcherType() != DispatcherType.INCLUDE;
    }

    private void redirect(String location, int sc, boolean clearBuffer) throws IOException {
        if (isCommitted()) {
            throw new IllegalStateException("the response is committed, it cannot be redirected");
        }
        if (clearBuffer) {
            resetBuffer();
        }
        setStatus(sc);
        setHeader("Location", relative(own(location)));
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

    private String relative(String own) {
        return Redirects.isForeign(own) ? own : path(own);
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
