package dev.forwarded.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * The log of the servlet context, for where SLF4J is not on the class path or has no provider: a filter that nobody
 * hears cannot warn. Nothing here needs SLF4J's classes.
 */
final class ContextLog extends FilterLog {

    private volatile @Nullable ServletContext context;

    @Override
    void through(@Nullable ServletContext found) {
        context = found;
    }

    /** The log of a servlet context has no levels to turn on. */
    @Override
    boolean isDebugEnabled() {
        return false;
    }

    @Override
    void write(Level level, String clean) {
        ServletContext found = context;
        if (found != null) {
            found.log(level + " " + clean);
        }
    }
}
