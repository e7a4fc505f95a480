package dev.forwarded.servlet;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open: by the filter and by the container. */
final class Logs implements AutoCloseable {

    enum FilterLevel {
        DEBUG(10),
        INFO(20),
        WARN(30);

        private final int number;

        FilterLevel(int number) {
            this.number = number;
        }
    }

    /** Held here, since the LogManager keeps loggers weakly. */
    private static final Logger ROOT = Logger.getLogger("");

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final StringBuffer records = new StringBuffer();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                records.append(text(line));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Logs(FilterLevel level) {
        level(level);
        ROOT.addHandler(handler);
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private static String text(LogRecord line) {
        StringWriter text = new StringWriter();
        text.append(line.getLevel() + " " + line.getLoggerName() + " " + line.getMessage() + "\n");
        if (line.getThrown() != null) {
            line.getThrown().printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    /** The simple logger reads its level once; this changes it. */
    private static void level(FilterLevel level) {
        try {
            org.slf4j.Logger logger = LoggerFactory.getLogger(ForwardedFilter.class);
            Field current = logger.getClass().getDeclaredField("currentLogLevel");
            current.setAccessible(true);
            current.setInt(logger, level.number);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    String text() {
        return errors.toString(StandardCharsets.UTF_8) + records;
    }

    /** The lines that the filter logged, with their level. */
    List<String> ofFilter() {
        String mark = " " + ForwardedFilter.class.getName() + " - ";
        return text().lines()
                .filter(line -> line.contains(mark))
                .map(line -> line.replaceFirst("^\\[[^\\]]*\\] ", "").replace(mark, " "))
                .toList();
    }

    @Override
    public void close() {
        System.setErr(before);
        ROOT.removeHandler(handler);
        level(FilterLevel.WARN);
    }
}
