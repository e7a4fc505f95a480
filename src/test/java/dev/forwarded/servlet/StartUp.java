package dev.forwarded.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collections;

/** Starts the filter, sends a request through it, and ends it: in a JVM of its own, with next to no class path. */
final class StartUp {

    private StartUp() {}

    public static void main(String[] arguments) throws Exception {
        ServletContext context = proxy(ServletContext.class, (proxy, method, values) -> null);
        FilterConfig config = proxy(FilterConfig.class, (proxy, method, values) -> switch (method.getName()) {
            case "getServletContext" -> context;
            case "getInitParameterNames" -> Collections.emptyEnumeration();
            default -> null;
        });
        ForwardedFilter filter = new ForwardedFilter();
        filter.init(config);
        StubRequest request =
                new StubRequest("127.0.0.1", "GET / HTTP/1.1\nHost: inner:8080\nX-Forwarded-For: 203.0.113.9");
        filter.doFilter(request, new StubResponse(), (passed, answer) -> {
            if (passed.getRemoteAddr().equals("203.0.113.9")) {
                System.out.println("started and served");
            }
        });
        filter.destroy();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(StartUp.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
