package dev.forwarded.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * The log of the servlet context, for where SLF4J is not on the class path or has no provider: a filter that nobody
 * hears cannot warn. Nothing here needs SLF4J's classes.
 */
final class ContextLog implements FilterLog {

    private volatile @Nullable ServletContext context;

    @Override
    public void through(@Nullable ServletContext found) {
        context = found;
    }

    @Override
    public void info(String line) {
        say("INFO ", line);
    }

    @Override
    public void warn(String line) {
        say("WARN ", line);
    }

    @Override
    public void error(String line) {
        say("ERROR ", line);
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public void debug(String text) {
        // The log of a servlet context has no levels to turn on.
    }

    private void say(String level, String line) {
        ServletContext found = context;
        if (found != null) {
            found.log(level + line);
        }
    }
}
