package dev.forwarded.servlet;

import dev.forwarded.Explanation;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.ReceivedRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows what {@link ForwardedFilter} did with the request for this very page, and why: HTML with a picture,
 * {@code text/plain} or {@code application/json}, by the Accept header. It is there only where somebody maps it, and
 * answers only those whom its init-params name:
 *
 * <ul>
 *   <li>{@code addresses}: clients, in the words of {@code trustedProxies}. A client counts as the filter sees it; one
 *       behind a proxy that is not trusted, or states no client, is nobody.
 *   <li>{@code token}: at least 16 printable characters, sent as {@code Authorization: Bearer}, or as the password of
 *       {@code Basic}, for which browsers ask.
 * </ul>
 *
 * <p>If both are set both are asked for; if neither is, every request is answered with 403. Of the request it shows what
 * an {@link Explanation} does: the header lines that the filter knows, no others. Nothing of it is cached or can run.
 *
 * <p>How to map it, and pictures: <a href="https://forwarded.dev/forwarded-filter/docs/explain-page.md#the-page">See what happens</a>. Thread-safe.
 *
 * @since 1.0.0
 */
public final class ExplainServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private transient @Nullable ExplainAccess access;

    /** Made by the container, or for a registration in code. */
    public ExplainServlet() {}

    /**
     * Reads the init-params.
     *
     * @throws ServletException if one is unknown or wrong
     */
    @Override
    public void init() throws ServletException {
        ExplainAccess read = ExplainAccess.of(getServletConfig());
        if (read.isClosed()) {
            log("answers nobody: set its init-param addresses or token");
        }
        access = read;
    }

    /**
     * Answers GET and HEAD with 200 and the account; with 403 where nobody or not this client may see it, 401 without the
     * token, 503 where no filter was started.
     *
     * @throws IOException if the client is gone
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        head(response);
        ExplainAccess now = access;
        ForwardedResolver resolver = resolver(request);
        if (now == null || now.isClosed()) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "set the init-param addresses or token of this servlet");
        } else if (!now.admitsToken(request.getHeaders("Authorization"))) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"forwarded\", charset=\"UTF-8\"");
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "this page asks for its token");
        } else if (resolver == null) {
            refuse(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "no ForwardedFilter was started in this web application");
        } else {
            explain(request, response, resolver, now);
        }
    }

    private static void explain(
            HttpServletRequest request, HttpServletResponse response, ForwardedResolver resolver, ExplainAccess access)
            throws IOException {
        ReceivedRequest received = ForwardedRequests.received(request);
        Explanation explanation = resolver.explain(received);
        Account account = new Account(explanation.toMap());
        if (access.admitsAddress(client(explanation, account, received))) {
            AnswerForm form = AnswerForm.of(request.getHeaders("Accept"));
            answer(
                    response,
                    HttpServletResponse.SC_OK,
                    form,
                    switch (form) {
                        case TEXT -> explanation.text();
                        case JSON -> Json.of(explanation.toMap());
                        case HTML -> new ExplainPage(account, received, resolver, isSeen(request)).html();
                    });
        } else {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "this page is not open to this address");
        }
    }

    /** Whether the filter has had the request. */
    private static boolean isSeen(HttpServletRequest request) {
        return request.getAttribute(OriginalHttpRequest.STORED) != null;
    }

    private static @Nullable String client(Explanation explanation, Account account, ReceivedRequest received) {
        boolean isPassedOn = received.header("Via") != null
                || account.parts("headers").stream()
                        .anyMatch(line -> !line.text("name").equals("Host"));
        return explanation.decision() instanceof OriginalRequest original
                ? ExplainAccess.client(original, isPassedOn)
                : null;
    }

    /** The settings of the filter that has had the request, else of the one that is in this application. */
    private @Nullable ForwardedResolver resolver(HttpServletRequest request) {
        if (request.getAttribute(OriginalHttpRequest.STORED) instanceof OriginalHttpRequest stored) {
            return stored.resolver();
        }
        Object reporting = request.getAttribute(Observers.RESOLVER);
        Object found = reporting == null ? getServletContext().getAttribute(Observers.RESOLVER) : reporting;
        return found instanceof ForwardedResolver resolver ? resolver : null;
    }

    private static void head(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept, Authorization");
        response.setHeader("Content-Security-Policy", ExplainPage.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Frame-Options", "DENY");
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        answer(response, status, AnswerForm.TEXT, status + ": " + why + "\n");
    }

    private static void answer(HttpServletResponse response, int status, AnswerForm form, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(form.contentType());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
