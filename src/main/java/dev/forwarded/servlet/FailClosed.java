package dev.forwarded.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Stands in for a filter whose settings are wrong, on a server that would serve the application without the filter. */
final class FailClosed {

    private final String mistake;
    private final Warnings warnings;

    private FailClosed(@Nullable String mistake, Warnings warnings) {
        this.mistake = String.valueOf(mistake);
        this.warnings = warnings;
    }

    /**
     * The stand-in, where the server needs one.
     *
     * @throws ServletException what was given, where the server stops at it
     */
    static FailClosed of(ServletException wrong, Server server, FilterLog log, Warnings warnings)
            throws ServletException {
        if (server != Server.GLASSFISH) {
            throw wrong;
        }
        log.error(wrong.getMessage() + "\nEvery request is answered with 503");
        return new FailClosed(wrong.getMessage(), warnings);
    }

    void answer(HttpServletResponse response) throws IOException {
        warnings.unavailable(mistake);
        PlainAnswer.UNAVAILABLE.sendTo(response);
    }
}
