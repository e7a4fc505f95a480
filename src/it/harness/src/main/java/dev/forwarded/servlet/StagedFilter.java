package dev.forwarded.servlet;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

/** In a war on a server: lets the filters of the present test pass, each for the dispatches it is mapped to. */
public final class StagedFilter implements Filter {

    /** Where the servlet of the same war finds what to do. */
    static final Map<String, Action> ACTIONS = new java.util.concurrent.ConcurrentHashMap<>();

    private ServletContext context;
    private volatile List<Step> steps = List.of();

    private record Step(Staged.Filtering filtering, Filter filter) {}

    private record Config(ServletContext context, Map<String, String> settings) implements FilterConfig {

        @Override
        public String getFilterName() {
            return "forwarded";
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public String getInitParameter(String name) {
            return settings.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(settings.keySet());
        }
    }

    @Override
    public void init(FilterConfig config) {
        context = config.getServletContext();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (http.getMethod().equals("PUT") && http.getRequestURI().endsWith(Staged.PATH)) {
            stage(Staged.read(http.getInputStream()));
            ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            next(request, response, chain, steps.iterator());
        }
    }

    private void next(
            ServletRequest request, ServletResponse response, FilterChain chain, java.util.Iterator<Step> rest)
            throws IOException, ServletException {
        while (rest.hasNext()) {
            Step step = rest.next();
            if (step.filtering.dispatches().contains(request.getDispatcherType())) {
                step.filter.doFilter(request, response, (inner, answer) -> next(inner, answer, chain, rest));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void stage(Staged staged) throws IOException {
        List<Step> filters = new ArrayList<>();
        for (Staged.Filtering filtering : staged.filters()) {
            filters.add(new Step(filtering, filter(filtering.settings())));
        }
        steps = filters;
        ACTIONS.clear();
        ACTIONS.putAll(staged.actions());
    }

    private Filter filter(Map<String, String> settings) throws IOException {
        try {
            Filter filter = new ForwardedFilter();
            filter.init(new Config(context, settings));
            return filter;
        } catch (ServletException wrong) {
            throw new IOException(wrong);
        }
    }
}
