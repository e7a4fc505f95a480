package dev.forwarded.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** SLF4J's logger of the filter. */
final class Slf4jLog extends FilterLog {

    private final Logger logger;

    Slf4jLog(Logger logger) {
        this.logger = logger;
    }

    /** One that speaks through the servlet context where SLF4J has no provider. */
    static FilterLog of(Class<?> owner) {
        return of(LoggerFactory.getLogger(owner));
    }

    static FilterLog of(Logger logger) {
        return logger instanceof NOPLogger ? new ContextLog() : new Slf4jLog(logger);
    }

    @Override
    void through(@Nullable ServletContext found) {
        // SLF4J is heard wherever it is set up.
    }

    @Override
    boolean isDebugEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    void write(Level level, String clean) {
        switch (level) {
            case DEBUG -> logger.debug(clean);
            case INFO -> logger.info(clean);
            case WARN -> logger.warn(clean);
            case ERROR -> logger.error(clean);
        }
    }
}
