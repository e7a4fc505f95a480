package dev.forwarded.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a container serves below {@value #CONTEXT}, or another context path: filters in the order given, and one servlet
 * for every path, whose actions may be replaced while it runs. All set-up but error pages is by the Servlet API.
 */
public final class Application implements ServletContainerInitializer {

    public static final String CONTEXT = "/app";

    static final DispatcherType[] RECOMMENDED = {DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR};
    static final DispatcherType[] ALL = DispatcherType.values();

    /** Where the error pages of {@link #withErrorPages()} are. */
    static final String ERROR_PAGE = "/error";

    private final List<Consumer<ServletContext>> steps = new ArrayList<>();
    private final Map<String, Action> actions = new ConcurrentHashMap<>();
    private final List<Staged.Filtering> staged = new ArrayList<>();
    final Map<Integer, String> errorPages = new LinkedHashMap<>();

    /** Initialisers of the container's own, by class name, that run behind this application's. */
    final List<String> initializers = new ArrayList<>();

    /** Where the container writes an access log with what {@code docs/containers.md} recommends; null for none. */
    @Nullable
    Path accessLog;

    /** Where the container puts the application; empty for the root. */
    String context = CONTEXT;

    /** What stands around the application's handler on Jetty. */
    UnaryOperator<Object> jettyHandler = UnaryOperator.identity();

    /** Whether the container handles forwarded headers itself, in front of every filter: on Tomcat its valve. */
    boolean handlesForwarded;

    /** Whose files the container's own servlet serves, with {@code index.html} as the welcome file; null for none. */
    @Nullable
    Path files;

    private int filters;

    public Application() {
        this("/*");
    }

    private Application(String pattern) {
        steps.add(context -> {
            var servlet = context.addServlet("actions", servlet());
            servlet.setAsyncSupported(true);
            servlet.addMapping(pattern);
        });
    }

    /** Actions are below {@code /do}; anything else is a file in this folder. */
    static Application withFiles(Path folder) {
        Application application = new Application("/do/*");
        application.files = folder;
        return application;
    }

    /** The library's filter as users register it: by class, with init-params. */
    static Application filtered(Map<String, String> initParameters, DispatcherType... dispatches) {
        return new Application().filter(initParameters, dispatches);
    }

    /** The same for the recommended dispatcher types. */
    public static Application filtered(Map<String, String> initParameters) {
        return filtered(initParameters, RECOMMENDED);
    }

    Application filter(Map<String, String> initParameters, DispatcherType... dispatches) {
        staged.add(new Staged.Filtering(Map.copyOf(initParameters), Set.of(dispatches)));
        steps.add(context -> {
            FilterRegistration.Dynamic filter = context.addFilter("filter" + filters++, ForwardedFilter.class);
            filter.setInitParameters(initParameters);
            map(filter, dispatches);
        });
        return this;
    }

    public Application filter(Filter instance) {
        return filter(instance, RECOMMENDED);
    }

    Application filter(Filter instance, DispatcherType... dispatches) {
        steps.add(context -> map(context.addFilter("filter" + filters++, instance), dispatches));
        return this;
    }

    private static void map(FilterRegistration.Dynamic filter, DispatcherType... dispatches) {
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(dispatches[0], dispatches), true, "/*");
    }

    public Application setUp(Consumer<ServletContext> step) {
        steps.add(step);
        return this;
    }

    public Application initializer(String type) {
        initializers.add(type);
        return this;
    }

    public Application at(String contextPath) {
        context = contextPath;
        return this;
    }

    Application accessLog(Path directory) {
        accessLog = directory;
        return this;
    }

    Application handlesForwarded() {
        handlesForwarded = true;
        return this;
    }

    public Application errorPage(int status, String path) {
        errorPages.put(status, path);
        return this;
    }

    Application withErrorPages() {
        return errorPage(409, ERROR_PAGE).errorPage(500, ERROR_PAGE);
    }

    public Application inside(UnaryOperator<Object> handler) {
        jettyHandler = handler;
        return this;
    }

    public Application on(String path, Action action) {
        actions.put(path, action);
        return this;
    }

    Application clear() {
        actions.clear();
        return this;
    }

    /** What answers with the present actions. */
    Servlet servlet() {
        return new ActionServlet(actions);
    }

    /** What every test may ask for: the request as the application sees it. */
    Application dumps() {
        return on("/dump", Dump::write).on(ERROR_PAGE, Dump::write);
    }

    /** What a server in another JVM needs to know of it: a filter made in this one cannot travel. */
    Staged staged() {
        if (steps.size() > staged.size() + 1) {
            throw new IllegalStateException("this application can only run in the JVM of the test");
        }
        return new Staged(List.copyOf(staged), new LinkedHashMap<>(actions));
    }

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        steps.forEach(step -> step.accept(context));
    }

    /** Not an HttpServlet, which would have to be serializable. */
    record ActionServlet(Map<String, Action> actions) implements Servlet {

        @Override
        public void init(ServletConfig config) {}

        @Override
        public ServletConfig getServletConfig() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            HttpServletRequest http = (HttpServletRequest) request;
            HttpServletResponse answer = (HttpServletResponse) response;
            Action action = actions.get(path(http));
            if (action == null) {
                answer.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            try {
                action.answer(http, answer);
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }

        /** An include leaves the path of the request alone. */
        static String path(HttpServletRequest request) {
            boolean included = request.getDispatcherType() == DispatcherType.INCLUDE;
            Object path = included ? request.getAttribute("jakarta.servlet.include.path_info") : request.getPathInfo();
            return path == null ? "/" : (String) path;
        }

        @Override
        public String getServletInfo() {
            return "";
        }

        @Override
        public void destroy() {}
    }
}
