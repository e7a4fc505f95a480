package dev.forwarded.bench;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** A response that takes a refusal and keeps nothing of it. */
final class BenchResponse extends HttpServletResponseWrapper {

    private final ServletOutputStream nowhere = new ServletOutputStream() {
        @Override
        public void write(int octet) {}

        @Override
        public void write(byte[] octets) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    };

    BenchResponse() {
        super(BenchRequest.failing(HttpServletResponse.class));
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void setStatus(int status) {}

    @Override
    public void setHeader(String name, String value) {}

    @Override
    public void setContentType(String type) {}

    @Override
    public void setContentLength(int length) {}

    @Override
    public void sendError(int status) {}

    @Override
    public ServletOutputStream getOutputStream() {
        return nowhere;
    }
}
