package dev.forwarded.servlet;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.internal.settings.Planned;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it. Where the peer is not trusted it only hides headers, and finds the answer
 * when somebody asks. Nothing that depends on the path is cached: a FORWARD changes the path under the wrapper.
 */
final class OriginalHttpRequest extends VisibleHeaders {

    /** Under which the application finds the answer. */
    static final String ANSWER = OriginalRequest.class.getName();

    /** Under which the container's request keeps the wrapper over dispatches that do not. */
    static final String STORED = "dev.forwarded.servlet.request";

    private final ForwardedResolver resolver;
    private final @Nullable OriginalRequest resolved;
    private final ServletReceived first;
    private @Nullable HttpServletResponse cookieResponse;
    private @Nullable Object ownErrorPath;

    /**
     * @param received the request as it arrived
     * @param resolved the answer; null where nothing but headers changes
     */
    OriginalHttpRequest(ServletReceived received, ForwardedResolver resolver, @Nullable OriginalRequest resolved) {
        this(received.request(), received, resolver, resolved);
    }

    private OriginalHttpRequest(
            HttpServletRequest request,
            ServletReceived first,
            ForwardedResolver resolver,
            @Nullable OriginalRequest resolved) {
        super(request);
        this.first = first;
        this.resolver = resolver;
        this.resolved = resolved;
    }

    /** The wrapper that a request is, or has somewhere below; null if it has none. */
    static @Nullable OriginalHttpRequest in(ServletRequest request) {
        ServletRequest current = request;
        while (current instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof OriginalHttpRequest original) {
                return original;
            }
            current = wrapper.getRequest();
        }
        return null;
    }

    /** The same answer over the request of another dispatch. */
    OriginalHttpRequest over(HttpServletRequest request) {
        return new OriginalHttpRequest(request, first, resolver, resolved);
    }

    /** Has the session cookie that the container writes to a response sent with {@code Secure}. */
    void secureCookieOf(HttpServletResponse response) {
        cookieResponse = response;
    }

    /** Fixes the cookie of a session that was made behind the back of this request. */
    void secureCookie() {
        boolean late = cookieResponse == null || cookieResponse.isCommitted();
        HttpSession session = late ? null : super.getSession(false);
        if (session != null) {
            secured(session, false);
        }
    }

    /** What was received before any dispatch. */
    ServletReceived first() {
        return first;
    }

    HttpServletRequest received() {
        return (HttpServletRequest) getRequest();
    }

    ForwardedResolver resolver() {
        return resolver;
    }

    /** The answer; where only headers change it is found whenever somebody asks. */
    OriginalRequest original() {
        return resolved == null ? resolver.resolve(first) : resolved;
    }

    /** Whether there is an answer that changes more than headers. */
    boolean isResolved() {
        return resolved != null;
    }

    /** Whether the client used https and the container received http. */
    boolean isSecuredByProxy() {
        return resolved != null && resolved.isSecure() && !super.isSecure();
    }

    @Override
    public String getScheme() {
        return resolved == null ? super.getScheme() : resolved.scheme();
    }

    @Override
    public boolean isSecure() {
        return resolved == null ? super.isSecure() : resolved.isSecure();
    }

    @Override
    public String getServerName() {
        return resolved == null ? super.getServerName() : resolved.host();
    }

    @Override
    public int getServerPort() {
        return resolved == null ? super.getServerPort() : resolved.port();
    }

    @Override
    public StringBuffer getRequestURL() {
        if (resolved == null) {
            return super.getRequestURL();
        }
        String authority = resolved.authority();
        String path = getRequestURI();
        StringBuffer url = new StringBuffer("https://".length() + authority.length() + path.length())
                .append(resolved.scheme())
                .append("://")
                .append(authority);
        return path.startsWith("/") ? url.append(path) : url;
    }

    @Override
    public String getRequestURI() {
        String received = super.getRequestURI();
        return resolved == null ? received : resolved.path(received, receivedContextPath());
    }

    @Override
    public String getContextPath() {
        return resolved == null ? super.getContextPath() : resolved.contextPath(receivedContextPath());
    }

    /** After a FORWARD GlassFish answers with the context path that it has asked this wrapper for. */
    private String receivedContextPath() {
        String received = super.getContextPath();
        boolean asked = resolved != null && received.equals(resolved.contextPath(first.contextPath()));
        return asked ? first.contextPath() : received;
    }

    /** Whether the client has another path than the container, because of a prefix. */
    boolean changesPath() {
        return resolved != null && !resolved.contextPath(first.contextPath()).equals(first.contextPath());
    }

    /** The client-facing form of a path in this context. */
    String clientFacing(String received) {
        return original().path(received, first.contextPath());
    }

    @Override
    public String getRemoteAddr() {
        return resolved == null ? super.getRemoteAddr() : resolved.clientAddress();
    }

    /** The address: names are never looked up. */
    @Override
    public String getRemoteHost() {
        return resolved == null ? super.getRemoteHost() : resolved.clientAddress();
    }

    @Override
    public int getRemotePort() {
        return resolved == null ? super.getRemotePort() : resolved.clientPort();
    }

    @Override
    boolean isHidden(String name) {
        return Planned.planOf(resolver).hidden.hides(name) || LibertyHeaders.contain(name);
    }

    @Override
    @Nullable
    String authority() {
        return resolved == null ? null : resolved.authority();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        if (ANSWER.equals(name)) {
            return original();
        }
        Object value = super.getAttribute(name);
        boolean isPath = resolved != null && value instanceof String && value != ownErrorPath;
        return isPath
                ? PathAttributes.clientFacing(name, (String) value, original(), first, receivedContextPath())
                : value;
    }

    /** The path of an error that is set here, as Spring Boot does in a war, is a client-facing one already. */
    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (RequestDispatcher.ERROR_REQUEST_URI.equals(name)) {
            ownErrorPath = value;
        }
        super.setAttribute(name, value);
    }

    @Override
    public HttpSession getSession() {
        return secured(super.getSession(), false);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        HttpSession session = super.getSession(create);
        return session == null ? null : secured(session, false);
    }

    @Override
    public String changeSessionId() {
        String id = super.changeSessionId();
        secured(super.getSession(false), true);
        return id;
    }

    @Override
    public void login(String username, String password) throws ServletException {
        super.login(username, password);
        HttpSession session = super.getSession(false);
        if (session != null) {
            secured(session, true);
        }
    }

    private HttpSession secured(HttpSession session, boolean idChanged) {
        if (cookieResponse != null) {
            new SessionCookie(received(), cookieResponse).secure(session, idChanged);
        }
        return session;
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        AsyncContext context = super.startAsync(request, response);
        return in(request) == null ? context : ClientFacingAsync.of(context, this, received());
    }

    /** Spring's mock request has no context where a container would throw. */
    @Override
    public @Nullable AsyncContext getAsyncContext() {
        AsyncContext context = super.getAsyncContext();
        return context == null ? null : ClientFacingAsync.of(context, this, received());
    }
}
