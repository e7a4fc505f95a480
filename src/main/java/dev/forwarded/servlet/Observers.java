package dev.forwarded.servlet;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.RejectedRequestException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;

/**
 * Who looks at a filter from outside: JMX and Micrometer at its counters, the page and the actuator at its settings, the
 * application's own handler at its refusals. Nothing here can make a request fail.
 */
final class Observers {

    /** Under which the servlet context keeps the settings in force. */
    static final String RESOLVER = ForwardedResolver.class.getName();

    private static final RefusalHandler NOBODY = new RefusalHandler() {};

    private final FilterLog log;
    private final List<Runnable> ends = new ArrayList<>();
    private RefusalHandler handler = NOBODY;

    Observers(FilterLog log) {
        this.log = log;
    }

    void start(ServletContext context, ForwardedResolver resolver, Counters counters) {
        context.setAttribute(RESOLVER, resolver);
        context.setAttribute(Counters.ATTRIBUTE, counters);
        if (context.getAttribute(RefusalHandler.class.getName()) instanceof RefusalHandler own) {
            handler = own;
        }
        String path = context.getContextPath();
        String name = path == null || path.isEmpty() ? "/" : path;
        try {
            ends.add(CountersBean.register(counters, name));
        } catch (JMException | RuntimeException | LinkageError unmanaged) {
            log.info("Forwarded filter: its counters are not shown by JMX: " + unmanaged);
        }
        try {
            ends.add(CountersMeters.register(counters, name));
        } catch (LinkageError absent) {
            // Micrometer is not on the class path.
        } catch (RuntimeException failed) {
            log.info("Forwarded filter: its counters are not shown by Micrometer: " + failed);
        }
    }

    void stop() {
        ends.forEach(Runnable::run);
        ends.clear();
    }

    void refused(HttpServletRequest request, RejectedRequestException rejected, boolean isAnswered) {
        if (handler == NOBODY) {
            return;
        }
        try {
            handler.refused(request, rejected.finding(), isAnswered);
        } catch (RuntimeException failed) {
            log.warn("Forwarded filter: the application's RefusalHandler failed: " + failed);
        }
    }

    /** Whether the application has answered a refused request itself. */
    boolean answers(HttpServletRequest request, HttpServletResponse response, RejectedRequestException rejected)
            throws IOException {
        if (handler == NOBODY) {
            return false;
        }
        try {
            if (handler.answer(request, response, rejected.finding())) {
                return true;
            }
        } catch (RuntimeException failed) {
            log.warn("Forwarded filter: the application's RefusalHandler failed: " + failed);
        }
        boolean isSent = response.isCommitted();
        if (!isSent) {
            // What it has begun to write.
            response.resetBuffer();
        }
        return isSent;
    }
}
