package dev.forwarded.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the filter speaks: SLF4J; without it on the class path, or without a provider, the log of the servlet context,
 * since a filter that nobody hears cannot warn. Nothing here needs SLF4J's classes.
 */
class FilterLog {

    private volatile @Nullable ServletContext context;

    static FilterLog of(Class<?> owner) {
        try {
            return Slf4jLog.of(owner);
        } catch (LinkageError absent) {
            return new FilterLog();
        }
    }

    /** The context to speak through, as soon as it is known. */
    void through(@Nullable ServletContext found) {
        context = found;
    }

    void info(String line) {
        say("INFO ", line);
    }

    void warn(String line) {
        say("WARN ", line);
    }

    void error(String line) {
        say("ERROR ", line);
    }

    boolean isDebugEnabled() {
        return false;
    }

    void debug(String text) {
        // The log of a servlet context has no levels to turn on.
    }

    private void say(String level, String line) {
        ServletContext found = context;
        if (found != null) {
            found.log(level + line);
        }
    }
}
