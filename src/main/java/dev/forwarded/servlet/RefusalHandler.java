package dev.forwarded.servlet;

import dev.forwarded.Finding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Is told of every request that the filter refuses, and may write the answer. The filter takes the one that the servlet
 * context holds when it is initialised, under the name of this type:
 *
 * <pre>{@code
 * context.setAttribute(RefusalHandler.class.getName(), new ProblemDetail());
 * }</pre>
 *
 * <p>In Spring Boot a bean of this type is enough. Called by many threads at a time. What it throws is logged and costs
 * the request nothing: it is then answered as if there were no handler.
 *
 * @since 1.0.0
 */
public interface RefusalHandler {

    /**
     * A request was refused, or with {@code mode=report} would have been.
     *
     * @param request the request as it was received
     * @param finding why; for logs only, as it may quote the request
     * @param isAnswered whether it is answered with 400; false with {@code mode=report}
     */
    default void refused(HttpServletRequest request, Finding finding, boolean isAnswered) {}

    /**
     * Writes the answer in the place of the filter's own text. Status 400 and {@code Cache-Control: no-store} are set
     * already, and nothing is committed.
     *
     * @param request the request as it was received
     * @param response the response to write to
     * @param finding why; its id may be shown, its sentence should not, as it quotes the request and names addresses
     * @return whether the answer is written; false leaves it to the filter
     * @throws IOException if the client is gone
     */
    default boolean answer(HttpServletRequest request, HttpServletResponse response, Finding finding)
            throws IOException {
        return false;
    }
}
