package dev.forwarded.bench;

import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.catalina.filters.RemoteIpFilter;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** What stands between a request and an application that reads it. */
interface Candidate {

    /** In the order in which they run: what is compared stands side by side. */
    List<String> ALL = List.of("none", "floor", "ours", "spring", "tomcat", "jetty-none", "jetty");

    /** One request. */
    void run(Blackhole application) throws IOException, ServletException;

    /** Whether a candidate has anything to do with a scenario: Tomcat's filter does not know Forwarded. */
    static boolean knows(String candidate, Scenario scenario) {
        boolean isForwarded = scenario.name().startsWith("FWD") || scenario == Scenario.HOSTILEQ;
        boolean isList = scenario.name().startsWith("BLOCKS");
        return candidate.equals("none")
                || candidate.equals("floor")
                || candidate.equals("ours")
                || !isList && !(candidate.equals("tomcat") && isForwarded);
    }

    static Candidate of(String name, Scenario scenario, boolean readsAll) throws ServletException {
        return switch (name) {
            case "none" ->
                new Filtered((request, response, chain) -> chain.doFilter(request, response), scenario, readsAll);
            case "floor" -> new Filtered(new Floor(), scenario, readsAll);
            case "ours" ->
                new Filtered(new ForwardedFilter(Map.of("trustedProxies", scenario.trusted())), scenario, readsAll);
            case "spring" -> new Filtered(new ForwardedHeaderFilter(), scenario, readsAll);
            case "tomcat" -> new Filtered(tomcat(), scenario, readsAll);
            case "jetty-none" -> new JettyCandidate(false, scenario, readsAll);
            case "jetty" -> new JettyCandidate(true, scenario, readsAll);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Filter tomcat() {
        RemoteIpFilter filter = new RemoteIpFilter();
        filter.setProtocolHeader("X-Forwarded-Proto");
        filter.setHostHeader("X-Forwarded-Host");
        filter.setPortHeader("X-Forwarded-Port");
        return filter;
    }

    /** A filter before the application. */
    final class Filtered implements Candidate {

        private final Filter filter;
        private final BenchRequest request;
        private final BenchResponse response = new BenchResponse();
        private final boolean readsAll;
        private final FilterChain chain = (seen, answer) -> read((HttpServletRequest) seen);
        private Blackhole application;

        Filtered(Filter filter, Scenario scenario, boolean readsAll) {
            this.filter = filter;
            this.request = new BenchRequest(scenario);
            this.readsAll = readsAll;
        }

        @Override
        public void run(Blackhole reader) throws IOException, ServletException {
            application = reader;
            request.recycle();
            filter.doFilter(request, response, chain);
        }

        private void read(HttpServletRequest seen) {
            if (readsAll) {
                application.consume(seen.getScheme());
                application.consume(seen.isSecure());
                application.consume(seen.getServerName());
                application.consume(seen.getServerPort());
                application.consume(seen.getRemoteAddr());
            }
            application.consume(seen.getRequestURL());
        }
    }
}
