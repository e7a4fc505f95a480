package dev.forwarded.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** SLF4J's logger of the filter. */
final class Slf4jLog implements FilterLog {

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
    public void through(@Nullable ServletContext found) {
        // SLF4J is heard wherever it is set up.
    }

    @Override
    public void info(String line) {
        logger.info(line);
    }

    @Override
    public void warn(String line) {
        logger.warn(line);
    }

    @Override
    public void error(String line) {
        logger.error(line);
    }

    @Override
    public boolean isDebugEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    public void debug(String text) {
        logger.debug(text);
    }
}
