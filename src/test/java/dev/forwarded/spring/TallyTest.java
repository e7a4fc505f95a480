package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is counted while differences are reported. */
class TallyTest {

    private final AtomicLong clock = new AtomicLong();
    private final Tally tally = new Tally(clock::get);

    @Test
    void a_kind_is_new_once() {
        assertThat(tally.isNew("host [not-a-host]")).isTrue();
        assertThat(tally.isNew("host [not-a-host]")).isFalse();
        assertThat(tally.isNew("client")).isTrue();
    }

    @Test
    void the_summary_comes_every_ten_minutes() {
        assertThat(tally.summary()).isNull();
        tally.isNew("client");
        tally.isNew("client");
        clock.set(TimeUnit.MINUTES.toNanos(10) - 1);
        assertThat(tally.summary()).isNull();
        clock.set(TimeUnit.MINUTES.toNanos(10));
        assertThat(tally.summary()).isEqualTo("3 requests were compared, 2 differ; 2 client");
        clock.set(TimeUnit.MINUTES.toNanos(20) - 1);
        assertThat(tally.summary()).isNull();
        clock.set(TimeUnit.MINUTES.toNanos(20));
        assertThat(tally.summary()).startsWith("5 requests were compared, 2 differ");
    }

    @Test
    void kinds_are_bounded() {
        int fresh = 0;
        for (int i = 0; i < 10 * Tally.KINDS; i++) {
            fresh += tally.isNew("kind " + i) ? 1 : 0;
        }
        assertThat(fresh).isEqualTo(Tally.KINDS + 1);
        assertThat(tally.text()).contains("; " + (9 * Tally.KINDS) + " others");
    }
}
