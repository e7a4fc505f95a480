package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;

/** A response that nobody writes to. What it does not override fails. */
final class StubResponse extends HttpServletResponseWrapper {

    StubResponse() {
        super((HttpServletResponse) Proxy.newProxyInstance(
                StubResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, values) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
