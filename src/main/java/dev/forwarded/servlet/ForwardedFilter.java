package dev.forwarded.servlet;

import dev.forwarded.Decision;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.internal.settings.Planned;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the original request before the application: after this filter {@code getScheme}, {@code getServerName},
 * {@code getRequestURL}, {@code getRemoteAddr}, redirects and the session cookie are those of the client-facing URL,
 * as far as trusted proxies told it.
 *
 * <p>Register it first, for the dispatcher types REQUEST, ASYNC and ERROR, with asynchronous support. Its init-params
 * are the settings, by the names of the table in <a href="https://forwarded.dev/forwarded-filter/docs/settings.md">Settings</a>:
 *
 * <pre>{@code
 * <filter>
 *   <filter-name>forwarded</filter-name>
 *   <filter-class>dev.forwarded.servlet.ForwardedFilter</filter-class>
 *   <async-supported>true</async-supported>
 *   <init-param>
 *     <param-name>trustedProxies</param-name>
 *     <param-value>10.0.0.0/8</param-value>
 *   </init-param>
 * </filter>
 * }</pre>
 *
 * <p>A request without any header that is read or hidden passes untouched. A request that is rejected is answered with
 * 400 here; the filter itself never fails. Thread-safe.
 *
 * <p>More: <a href="https://forwarded.dev/forwarded-filter/docs/web-xml.md">web.xml</a>, <a href="https://forwarded.dev/forwarded-filter/docs/containers.md">Containers</a>, <a
 * href="https://forwarded.dev/forwarded-filter/docs/troubleshooting.md">Troubleshooting</a>.
 *
 * @since 1.0.0
 */
public final class ForwardedFilter implements Filter {

    private final @Nullable ForwardedResolver given;
    private final FilterLog log;
    private final Warnings warnings;
    private final Observers observers;
    private @Nullable FilterSettings settings;
    private @Nullable FailClosed closed;

    /** SLF4J where it is on the class path, else the log of the servlet context. */
    private static FilterLog log() {
        try {
            return Slf4jLog.of(ForwardedFilter.class);
        } catch (LinkageError absent) {
            return new ContextLog();
        }
    }

    /** A filter that takes its settings from its init-params. */
    public ForwardedFilter() {
        this(null, log());
    }

    /**
     * A filter with the given settings; it has no init-params then.
     *
     * @param settings values by the names of the table
     * @throws IllegalArgumentException if a setting is wrong; the message names every mistake
     */
    public ForwardedFilter(Map<String, String> settings) {
        this(ForwardedResolver.builder().settings(settings).build());
    }

    /**
     * A filter with the settings of a resolver; it has no init-params then.
     *
     * @param resolver who answers
     */
    public ForwardedFilter(ForwardedResolver resolver) {
        this(resolver, log());
    }

    /** A filter that speaks through a log of one's own. */
    ForwardedFilter(@Nullable ForwardedResolver resolver, FilterLog log) {
        this.log = log;
        warnings = new Warnings(log, System::nanoTime);
        observers = new Observers(log);
        given = resolver;
        settings = resolver == null ? null : FilterSettings.of(resolver, Server.OTHER);
    }

    /**
     * Reads the init-params and logs what is in force.
     *
     * @throws ServletException if a setting is wrong; the message names every mistake and its fix. Not on GlassFish and
     *     Payara, which would serve the application without the filter: there every request is answered with 503
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        ServletContext context = config.getServletContext();
        log.through(context);
        Server server = Server.of(context);
        try {
            ForwardedResolver resolver = resolver(config);
            start(resolver, server, context);
            context.setAttribute(Warnings.ATTRIBUTE, warnings);
            observers.start(context, resolver, warnings.counters);
        } catch (ServletException wrong) {
            closed = FailClosed.of(wrong, server, log, warnings);
        }
    }

    private void start(ForwardedResolver resolver, Server server, ServletContext context) {
        settings = FilterSettings.of(resolver, server);
        warnings.start(context, resolver);
        if (server == Server.LIBERTY) {
            log.warn("Forwarded filter: " + LibertyHeaders.WARNING);
        }
    }

    private ForwardedResolver resolver(FilterConfig config) throws ServletException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : Collections.list(config.getInitParameterNames())) {
            parameters.put(name, config.getInitParameter(name));
        }
        if (given != null && !parameters.isEmpty()) {
            throw new ServletException("The forwarded filter was made with settings and has init-params "
                    + parameters.keySet() + " too; leave one of them out");
        }
        try {
            return given != null
                    ? given
                    : ForwardedResolver.builder().settings(parameters).build();
        } catch (IllegalArgumentException wrong) {
            throw new ServletException("Wrong settings of the forwarded filter:\n" + wrong.getMessage(), wrong);
        }
    }

    /** Takes back what {@link #init} has registered: the counters of JMX and Micrometer. */
    @Override
    public void destroy() {
        observers.stop();
    }

    /**
     * Passes the original request on, or answers with 400. What is not HTTP passes untouched, and so does a request that
     * this filter, or another instance of it, has had already.
     *
     * @throws IOException if the chain throws it, or the client is gone
     * @throws ServletException if the chain throws it, or {@link #init} was not called
     */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            filter(http, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FilterSettings now = settings;
        if (closed != null) {
            closed.answer(response);
            return;
        }
        if (now == null) {
            throw new ServletException("The forwarded filter was not initialised");
        }
        OriginalHttpRequest present = OriginalHttpRequest.in(request);
        Object stored = request.getAttribute(OriginalHttpRequest.STORED);
        if (present != null) {
            warnIfSecond(present, request, now);
            boolean hides = now.server() == Server.JETTY && present.changesPath();
            chain.doFilter(hides ? JettyPaths.again(request, present) : request, response);
        } else if (stored instanceof OriginalHttpRequest wrapper && !now.reports()) {
            pass(wrapper.over(request), response, chain, now);
        } else if (now.reports() && stored != null) {
            chain.doFilter(request, response);
        } else {
            undecided(request, response, chain, now);
        }
    }

    private void undecided(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, FilterSettings now)
            throws IOException, ServletException {
        if (now.explains()) {
            warnings.asked(request, now.resolver());
        }
        boolean carriesWatched = now.carriesWatched(request);
        if (carriesWatched || now.plan().checksEveryRequest) {
            decide(new ServletReceived(request), carriesWatched, response, chain, now);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A REQUEST that is wrapped already was wrapped by another filter; any other dispatch keeps our wrapper. */
    private void warnIfSecond(OriginalHttpRequest present, HttpServletRequest request, FilterSettings now) {
        if (present.resolver() != now.resolver() || request.getDispatcherType() == DispatcherType.REQUEST) {
            warnings.secondInstance();
        }
    }

    private void decide(
            ServletReceived received,
            boolean carriesWatched,
            HttpServletResponse response,
            FilterChain chain,
            FilterSettings now)
            throws IOException, ServletException {
        ForwardedResolver resolver = now.resolver();
        warnings.account(received, resolver);
        Decision decision = Planned.decideUnlessUntrusted(resolver, received);
        if (carriesWatched) {
            warnings.about(received, decision, resolver);
        }
        if (decision instanceof RejectedRequestException rejected) {
            warnings.rejected(rejected, now.reports());
            observers.refused(received.request(), rejected, !now.reports());
        }
        if (now.reports()) {
            report(received, decision, resolver);
            chain.doFilter(received.request(), response);
        } else if (decision instanceof RejectedRequestException rejected) {
            PlainAnswer.REJECTED.begin(response);
            if (!observers.answers(received.request(), response, rejected)) {
                PlainAnswer.REJECTED.sendTo(response);
            }
        } else {
            OriginalRequest original = decision instanceof OriginalRequest resolved ? resolved : null;
            pass(new OriginalHttpRequest(received, resolver, original), response, chain, now);
        }
    }

    /** Changes nothing; the answer is there for who asks, and for later dispatches, which are not reported again. */
    private void report(ServletReceived received, @Nullable Decision decision, ForwardedResolver resolver) {
        Decision made = decision == null ? resolver.decide(received) : decision;
        received.request().setAttribute(OriginalHttpRequest.STORED, made);
        received.request().setAttribute(Observers.RESOLVER, resolver);
        if (made instanceof OriginalRequest original) {
            received.request().setAttribute(OriginalHttpRequest.ANSWER, original);
            OriginalRequest unchanged = ForwardedRequests.NOBODY.resolve(received);
            boolean otherClient =
                    original.hops() > 0 && !original.clientAddress().equals(received.peerAddress());
            if (otherClient || !original.url().equals(unchanged.url())) {
                warnings.reported(unchanged, original);
            }
        }
    }

    private void pass(OriginalHttpRequest request, HttpServletResponse response, FilterChain chain, FilterSettings now)
            throws IOException, ServletException {
        HttpServletRequest received = request.received();
        received.setAttribute(OriginalHttpRequest.STORED, request);
        boolean secures = now.secures(request);
        if (now.server() == Server.TOMCAT) {
            TomcatAttributes.set(received, request, secures);
        }
        if (secures) {
            request.secureCookieOf(response);
        }
        HttpServletResponse answer =
                request.isResolved() ? new OriginalHttpResponse(response, request, now.redirects()) : response;
        try {
            if (now.server() == Server.JETTY && request.changesPath() && JettyPaths.servesFile(received)) {
                chain.doFilter(JettyPaths.forFile(request), JettyPaths.forFile(answer, request));
            } else {
                chain.doFilter(request, answer);
            }
        } finally {
            if (secures && !received.isAsyncStarted()) {
                request.secureCookie();
            }
        }
    }
}
