package dev.forwarded.servlet;

import dev.forwarded.RejectedRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the filter answers by itself: a text that repeats nothing of the request. */
enum PlainAnswer {
    REJECTED(
            RejectedRequestException.STATUS,
            "400 Bad Request: the forwarded headers or the host of this request are not acceptable.\n"),

    /** The settings are named in the log alone: they are nobody else's matter. */
    UNAVAILABLE(
            HttpServletResponse.SC_SERVICE_UNAVAILABLE,
            "503 Service Unavailable: the settings of the forwarded filter are wrong; the log says which.\n");

    private final int status;
    private final String text;

    PlainAnswer(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /** No error page runs and no cache keeps it. */
    void begin(HttpServletResponse response) {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
    }

    void sendTo(HttpServletResponse response) throws IOException {
        begin(response);
        response.setContentType("text/plain;charset=US-ASCII");
        response.setContentLength(text.length());
        try {
            response.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalStateException usesWriter) {
            response.getWriter().write(text);
        }
    }
}
