package dev.forwarded.servlet;

import dev.forwarded.internal.http.Outgoing;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the filter speaks. Every line passes here last, whatever it was put together from: a log is given no control
 * characters, no query, and no line without end.
 */
abstract class FilterLog {

    /** As SLF4J has them, which need not be there. */
    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** The context to speak through where nothing else is heard, as soon as it is known. */
    abstract void through(@Nullable ServletContext found);

    abstract boolean isDebugEnabled();

    /** Writes what is clean. */
    abstract void write(Level level, String clean);

    final void info(String line) {
        write(Level.INFO, Outgoing.line(line));
    }

    final void warn(String line) {
        write(Level.WARN, Outgoing.line(line));
    }

    /** Several lines: mistakes, one below the other. */
    final void error(String lines) {
        write(Level.ERROR, Outgoing.lines(lines));
    }

    /** Several lines: an account, and what stands above it. */
    final void account(Level level, String lines) {
        write(level, Outgoing.lines(lines));
    }
}
