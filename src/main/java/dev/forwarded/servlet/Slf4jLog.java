package dev.forwarded.servlet;

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
        return logger instanceof NOPLogger ? new FilterLog() : new Slf4jLog(logger);
    }

    @Override
    void info(String line) {
        logger.info(line);
    }

    @Override
    void warn(String line) {
        logger.warn(line);
    }

    @Override
    void error(String line) {
        logger.error(line);
    }

    @Override
    boolean isDebugEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    void debug(String text) {
        logger.debug(text);
    }
}
