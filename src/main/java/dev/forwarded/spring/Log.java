package dev.forwarded.spring;

import dev.forwarded.internal.http.Outgoing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where this package speaks: every line says who speaks, and leaves as the filter's own do. */
final class Log {

    private static final String START = "Forwarded filter: ";

    private final Logger logger;

    private Log(Logger logger) {
        this.logger = logger;
    }

    static Log of(Class<?> owner) {
        return new Log(LoggerFactory.getLogger(owner));
    }

    void debug(String line) {
        logger.debug(Outgoing.line(START + line));
    }

    void info(String line) {
        logger.info(Outgoing.line(START + line));
    }

    /** One line, or several that are meant to be. */
    void warn(String line, String... further) {
        StringBuilder text = new StringBuilder(Outgoing.line(START + line));
        for (String each : further) {
            text.append("\n  ").append(Outgoing.line(each));
        }
        logger.warn(text.toString());
    }
}
