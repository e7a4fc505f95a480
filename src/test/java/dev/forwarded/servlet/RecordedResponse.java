package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Proxy;

/** A response that takes whatever it is told and keeps the status. */
final class RecordedResponse extends HttpServletResponseWrapper {

    int status = 200;

    RecordedResponse() {
        super((HttpServletResponse) Proxy.newProxyInstance(
                RecordedResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, values) -> {
                    if (method.getName().equals("getOutputStream")) {
                        throw new IllegalStateException("no body");
                    }
                    return method.getName().equals("getWriter") ? new PrintWriter(Writer.nullWriter()) : null;
                }));
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void setStatus(int sc) {
        status = sc;
    }
}
