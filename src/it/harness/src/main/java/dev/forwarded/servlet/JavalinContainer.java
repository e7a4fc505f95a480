package dev.forwarded.servlet;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.staticfiles.Location;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/**
 * An application of Javalin: the filters are added to its servlet context, and routes say what they see. Javalin
 * completes what a route has made asynchronous, and answers for its exceptions: so the tests' other actions, which a
 * filter behind the library's calls, are none of its routes.
 */
final class JavalinContainer implements Container {

    private static final String SERVLETS = "org.eclipse.jetty.ee10.servlet.";

    /** Below it Javalin says what it sees by its own API. */
    static final String ROUTE = "/route/";

    private static final List<String> SEEN = List.of("/dump", Application.ERROR_PAGE);

    private final Application application;
    private final Javalin javalin;

    JavalinContainer(Application application) {
        this.application = application;
        javalin = Javalin.create(this::configure);
        try {
            javalin.start("127.0.0.1", 0);
        } catch (RuntimeException failed) {
            javalin.stop();
            throw failed;
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.router.contextPath = application.context.isEmpty() ? "/" : application.context;
        config.jetty.modifyServletContextHandler(this::addFilters);
        if (application.files != null) {
            config.staticFiles.add(application.files.toString(), Location.EXTERNAL);
        } else {
            addRoutes(config);
        }
    }

    private void addFilters(ServletContextHandler handler) {
        JettyContainer.setErrorPages(handler, SERVLETS, application);
        application.staged().filters().forEach(filtering -> {
            FilterHolder filter = new FilterHolder(ForwardedFilter.class);
            filter.setInitParameters(filtering.settings());
            filter.setAsyncSupported(true);
            handler.addFilter(filter, "/*", EnumSet.copyOf(filtering.dispatches()));
        });
        if (application.files == null) {
            FilterHolder actions = new FilterHolder(this::routeOrAnswer);
            actions.setAsyncSupported(true);
            handler.addFilter(actions, "/*", EnumSet.allOf(DispatcherType.class));
        }
    }

    private void routeOrAnswer(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = Application.ActionServlet.path((HttpServletRequest) request);
        if (SEEN.contains(path) || path.startsWith(ROUTE)) {
            chain.doFilter(request, response);
        } else {
            application.servlet().service(request, response);
        }
    }

    private void addRoutes(JavalinConfig config) {
        Handler actions = context -> application.servlet().service(context.req(), context.res());
        config.routes.get(
                ROUTE + "{name}",
                context -> context.result(context.url() + " " + context.ip() + " " + context.pathParam("name")));
        config.routes.get("*", actions);
    }

    @Override
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
