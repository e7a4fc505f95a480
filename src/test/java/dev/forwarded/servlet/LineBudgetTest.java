package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineBudgetTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final LineBudget budget = new LineBudget(clock::get);

    private void spend() {
        for (int i = 0; i < LineBudget.LINES; i++) {
            assertThat(budget.take()).isZero();
        }
    }

    @Test
    void there_are_ten_lines_a_minute() {
        spend();
        assertThat(budget.take()).isEqualTo(LineBudget.SPENT);
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1) - 1);
        assertThat(budget.take()).isEqualTo(LineBudget.SPENT);
    }

    @Test
    void the_next_line_is_told_how_many_were_left_out() {
        spend();
        budget.take();
        budget.take();
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(budget.take()).isEqualTo(2);
        assertThat(budget.take()).isZero();
    }

    @Test
    void a_minute_without_lines_is_not_saved() {
        clock.addAndGet(TimeUnit.MINUTES.toNanos(5));
        spend();
        assertThat(budget.take()).isEqualTo(LineBudget.SPENT);
    }
}
