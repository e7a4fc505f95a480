package dev.forwarded.servlet;

import dev.forwarded.Decision;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Planned;
import dev.forwarded.internal.settings.Setting;
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
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the original request before the application: after this filter {@code getScheme}, {@code getServerName},
 * {@code getRequestURL}, {@code getRemoteAddr}, redirects and the session cookie are those of the client-facing URL,
 * as far as trusted proxies told it.
 *
 * <p>Register it first, for the dispatcher types REQUEST, ASYNC and ERROR, with asynchronous support. Its init-params
 * are the settings, by the names of the table in {@code docs/settings.md}:
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
 */
public final class ForwardedFilter implements Filter {

    /** Repeats nothing of the request. */
    private static final String REJECTION =
            "400 Bad Request: the forwarded headers or the host of this request are not acceptable.\n";

    /** The settings are named in the log alone: they are nobody else's matter. */
    private static final String UNAVAILABLE =
            "503 Service Unavailable: the settings of the forwarded filter are wrong; the log says which.\n";

    private final @Nullable ForwardedResolver given;
    private final FilterLog log = log();
    private final Warnings warnings = new Warnings(log, System::nanoTime);
    private @Nullable Setup setup;

    /** What is wrong with the settings, on a server that would go on without the filter. */
    private @Nullable String mistake;

    /** What the settings mean for the filter. */
    private record Setup(
            ForwardedResolver resolver,
            Plan plan,
            List<String> watched,
            boolean reports,
            boolean securesCookie,
            OriginalHttpResponse.Mode redirects,
            Server server) {

        static Setup of(ForwardedResolver resolver, Server server) {
            Plan plan = Planned.planOf(resolver);
            return new Setup(
                    resolver,
                    plan,
                    server == Server.LIBERTY ? LibertyHeaders.besides(plan.hidden.watched()) : plan.hidden.watched(),
                    plan.settings.get(Setting.MODE).equals("report"),
                    plan.settings.get(Setting.SECURE_SESSION_COOKIE).equals("true"),
                    OriginalHttpResponse.Mode.valueOf(
                            plan.settings.get(Setting.REDIRECTS).toUpperCase(Locale.ROOT)),
                    server);
        }

        /** Whether there is a header that is read, or hidden for its own sake: the likeliest is looked up first. */
        boolean carriesWatched(HttpServletRequest request) {
            for (int i = 0; i < watched.size(); i++) {
                if (request.getHeader(watched.get(i)) != null) {
                    return true;
                }
            }
            return false;
        }

        boolean secures(OriginalHttpRequest request) {
            return securesCookie && request.isSecuredByProxy();
        }
    }

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
        given = null;
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
        given = resolver;
        setup = Setup.of(resolver, Server.OTHER);
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
            start(resolver(config), server);
            context.setAttribute(Warnings.ATTRIBUTE, warnings);
        } catch (ServletException wrong) {
            if (server != Server.GLASSFISH) {
                throw wrong;
            }
            mistake = wrong.getMessage();
            log.error(mistake + "\nEvery request is answered with 503");
        }
    }

    private void start(ForwardedResolver resolver, Server server) {
        setup = Setup.of(resolver, server);
        log.info("Forwarded filter: " + resolver.summary());
        resolver.warnings().forEach(finding -> log.warn("Forwarded filter: " + finding));
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
        Setup now = setup;
        if (mistake != null) {
            warnings.unavailable(mistake);
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, UNAVAILABLE);
            return;
        }
        if (now == null) {
            throw new ServletException("The forwarded filter was not initialised");
        }
        OriginalHttpRequest present = OriginalHttpRequest.in(request);
        Object stored = request.getAttribute(OriginalHttpRequest.STORED);
        if (present != null) {
            warnIfSecond(present, request, now);
            boolean hides = now.server == Server.JETTY && present.changesPath();
            chain.doFilter(hides ? JettyPaths.again(request, present) : request, response);
        } else if (stored instanceof OriginalHttpRequest wrapper && !now.reports) {
            pass(wrapper.over(request), response, chain, now);
        } else if (now.reports && stored != null) {
            chain.doFilter(request, response);
        } else {
            undecided(request, response, chain, now);
        }
    }

    private void undecided(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Setup now)
            throws IOException, ServletException {
        boolean carriesWatched = now.carriesWatched(request);
        if (carriesWatched || now.plan.checksEveryRequest) {
            decide(new ServletReceived(request), carriesWatched, response, chain, now);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A REQUEST that is wrapped already was wrapped by another filter; any other dispatch keeps our wrapper. */
    private void warnIfSecond(OriginalHttpRequest present, HttpServletRequest request, Setup now) {
        if (present.resolver() != now.resolver || request.getDispatcherType() == DispatcherType.REQUEST) {
            warnings.secondInstance();
        }
    }

    private void decide(
            ServletReceived received,
            boolean carriesWatched,
            HttpServletResponse response,
            FilterChain chain,
            Setup now)
            throws IOException, ServletException {
        ForwardedResolver resolver = now.resolver;
        warnings.account(received, resolver);
        Decision decision = Planned.decideUnlessUntrusted(resolver, received);
        if (carriesWatched) {
            warnings.about(received, decision, resolver);
        }
        if (decision instanceof RejectedRequestException rejected) {
            warnings.rejected(rejected.finding(), now.reports);
        }
        if (now.reports) {
            report(received, decision, resolver);
            chain.doFilter(received.request(), response);
        } else if (decision instanceof RejectedRequestException) {
            answer(response, RejectedRequestException.STATUS, REJECTION);
        } else {
            OriginalRequest original = decision instanceof OriginalRequest resolved ? resolved : null;
            pass(new OriginalHttpRequest(received, resolver, original), response, chain, now);
        }
    }

    /** Changes nothing; the answer is there for who asks, and for later dispatches, which are not reported again. */
    private void report(ServletReceived received, @Nullable Decision decision, ForwardedResolver resolver) {
        Decision made = decision == null ? resolver.decide(received) : decision;
        received.request().setAttribute(OriginalHttpRequest.STORED, made);
        if (made instanceof OriginalRequest original) {
            received.request().setAttribute(OriginalHttpRequest.ANSWER, original);
            OriginalRequest unchanged = ForwardedRequests.NOBODY.resolve(received);
            boolean otherClient =
                    original.hops() > 0 && !original.clientAddress().equals(received.peerAddress());
            if (otherClient || !original.url().equals(unchanged.url())) {
                warnings.reported(unchanged.url(), original);
            }
        }
    }

    /** No error page runs and no cache keeps it. */
    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain;charset=US-ASCII");
        response.setContentLength(text.length());
        try {
            response.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalStateException usesWriter) {
            response.getWriter().write(text);
        }
    }

    private void pass(OriginalHttpRequest request, HttpServletResponse response, FilterChain chain, Setup now)
            throws IOException, ServletException {
        HttpServletRequest received = request.received();
        received.setAttribute(OriginalHttpRequest.STORED, request);
        boolean secures = now.secures(request);
        if (now.server == Server.TOMCAT) {
            TomcatAttributes.set(received, request, secures);
        }
        if (secures) {
            request.secureCookieOf(response);
        }
        boolean leadsElsewhere = request.isResolved();
        HttpServletResponse answer =
                leadsElsewhere ? new OriginalHttpResponse(response, request, now.redirects) : response;
        try {
            if (now.server == Server.JETTY && request.changesPath() && JettyPaths.servesFile(received)) {
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
