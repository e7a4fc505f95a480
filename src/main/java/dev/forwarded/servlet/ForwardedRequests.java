package dev.forwarded.servlet;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.ReceivedRequest;
import dev.forwarded.RejectedRequestException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What filters of one's own need: the received and the original request behind a servlet request.
 *
 * <pre>{@code
 * OriginalRequest original = ForwardedRequests.resolve(request, resolver);
 * boolean genuine = validator.validate(original.url(), parameters, signature);
 * }</pre>
 *
 * <p>More: <a href="https://forwarded.dev/forwarded-filter/docs/own-filters.md">Filters of your own</a>. Thread-safe; no state.
 *
 * @since 1.0.0
 */
public final class ForwardedRequests {

    /** Takes every request as it was received. */
    static final ForwardedResolver NOBODY =
            ForwardedResolver.builder().trustedProxies("").build();

    private ForwardedRequests() {}

    /**
     * The view of a servlet request as the container received it, whether or not the filter has wrapped it, and
     * wherever it was dispatched since. Good during the request only.
     *
     * @param request a request, wrapped or not
     * @return what the container received
     */
    public static ReceivedRequest received(HttpServletRequest request) {
        OriginalHttpRequest wrapper = OriginalHttpRequest.in(request);
        if (wrapper == null && request.getAttribute(OriginalHttpRequest.STORED) instanceof OriginalHttpRequest stored) {
            return stored.first();
        }
        return wrapper == null ? new ServletReceived(request) : wrapper.first();
    }

    /**
     * The answer of the filter; if no filter ran, or it had nothing to do, the request as received, with
     * {@link OriginalRequest#isTrusted()} false.
     *
     * @param request a request, wrapped or not
     * @return the original request
     */
    public static OriginalRequest original(HttpServletRequest request) {
        return resolve(request, NOBODY);
    }

    /**
     * The answer of the filter; if no filter ran, or it had nothing to do, the answer of a resolver.
     *
     * @param request a request, wrapped or not
     * @param resolver who answers if the filter did not
     * @return the original request
     * @throws RejectedRequestException if the resolver rejects the request
     */
    public static OriginalRequest resolve(HttpServletRequest request, ForwardedResolver resolver) {
        OriginalRequest stored = stored(request);
        return stored != null ? stored : resolver.resolve(received(request));
    }

    private static @Nullable OriginalRequest stored(ServletRequest request) {
        Object answer = request.getAttribute(OriginalHttpRequest.ANSWER);
        if (answer instanceof OriginalRequest original) {
            return original;
        }
        Object wrapper = request.getAttribute(OriginalHttpRequest.STORED);
        return wrapper instanceof OriginalHttpRequest stored ? stored.original() : null;
    }
}
