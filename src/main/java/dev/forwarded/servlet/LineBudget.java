package dev.forwarded.servlet;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** At most {@value #LINES} lines a minute; the first of a later minute is told how many were left out. */
final class LineBudget {

    static final int LINES = 10;

    /** What {@link #take} answers when nothing may be said. */
    static final long SPENT = -1;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private long start;
    private int said;
    private long unsaid;

    LineBudget(LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /** Takes a line: the number of lines left out before it, or {@link #SPENT}. */
    synchronized long take() {
        long now = clock.getAsLong();
        if (now - start >= MINUTE) {
            start = now;
            said = 0;
        }
        if (said == LINES) {
            unsaid++;
            return SPENT;
        }
        said++;
        long before = unsaid;
        unsaid = 0;
        return before;
    }
}
