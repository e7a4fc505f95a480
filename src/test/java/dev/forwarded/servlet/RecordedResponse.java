package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response that takes whatever it is told and keeps what the filter itself sends. It has only a writer. */
final class RecordedResponse extends HttpServletResponseWrapper {

    int status = 200;

    String contentType = "";

    final Map<String, String> headers = new LinkedHashMap<>();

    final StringWriter body = new StringWriter();

    RecordedResponse() {
        super((HttpServletResponse) Proxy.newProxyInstance(
                RecordedResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, values) -> {
                    if (method.getName().equals("getOutputStream")) {
                        throw new IllegalStateException("no stream");
                    }
                    return null;
                }));
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(body, true);
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void setStatus(int sc) {
        status = sc;
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public void setContentType(String type) {
        contentType = type;
    }
}
