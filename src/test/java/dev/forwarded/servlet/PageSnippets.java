package dev.forwarded.servlet;

import dev.forwarded.Explanation;
import dev.forwarded.Finding;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.ReceivedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** Lines that pages show and no example needs: compiled, so that the pages cannot name what is not there. */
@SuppressWarnings({"unused", "ReturnValueIgnored", "CheckReturnValue"})
final class PageSnippets {

    private PageSnippets() {}

    static void embedded(ServletContextHandler context) {
        ForwardedFilter filter = new ForwardedFilter(Map.of(
                "trustedProxies", "10.0.0.0/8",
                "headers", "x-forwarded",
                "allowedHosts", "shop.example.com, 127.0.0.1"));
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    }

    static void origins(CrossOriginHandler cors) {
        cors.setAllowedOriginPatterns(Set.of("https://partner.example", "https://shop.example.com"));
    }

    static void sockets(ServletContext context) {
        String upgrade = "org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter";
        context.addFilter(upgrade, upgrade).addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }

    static void account(ForwardedResolver resolver, ReceivedRequest received) {
        Explanation explanation = resolver.explain(received);
        explanation.text(); // the account
        explanation.toString(); // the same for a log, without queries
        explanation.toMap(); // the same for programs
        explanation.findings(); // what is wrong or doubtful, with the fix each
        explanation.decision(); // what resolver.decide(received) gives
    }

    static void refusals(ServletContext context) {
        context.setAttribute(RefusalHandler.class.getName(), new ProblemDetail());
    }
}

final class ProblemDetail implements RefusalHandler {

    @Override
    public boolean answer(HttpServletRequest request, HttpServletResponse response, Finding finding)
            throws IOException {
        response.setContentType("application/problem+json");
        response.getOutputStream().print("{\"status\":400,\"title\":\"Bad Request\",\"id\":\"" + finding.id() + "\"}");
        return true;
    }
}
