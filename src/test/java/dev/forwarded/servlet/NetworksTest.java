package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Networks networks = new Networks(clock::get);

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "192.0.2.1, 192.0.2.255",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:ffff::",
        "2001:db8::1, 2001:db8::2",
        "::1, ::2",
        "/run/a.sock, /run/a.sock",
        "'',"
    })
    void one_network_is_new_once(String one, String other) {
        assertThat(networks.add(one)).isTrue();
        assertThat(networks.add(other)).isFalse();
        assertThat(networks.add(one)).isFalse();
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "192.0.2.1, 192.0.3.1",
        "192.0.2.1, 192.0.21.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:3:3:4:5:6",
        "2001:db8::1, 2001:db9::1",
        "/run/a.sock, /run/b.sock"
    })
    void another_network_is_new_too(String one, String other) {
        assertThat(networks.add(one)).isTrue();
        assertThat(networks.add(other)).isTrue();
    }

    @Test
    void no_more_are_remembered_than_there_is_room_for() {
        int known = 0;
        for (int i = 0; i < 10_000; i++) {
            known += networks.add("10." + i / 256 + "." + i % 256 + ".1") ? 1 : 0;
        }
        assertThat(known).isEqualTo(Networks.CAPACITY);
    }

    @Test
    void after_an_hour_they_are_forgotten() {
        assertThat(networks.add("192.0.2.1")).isTrue();
        clock.addAndGet(TimeUnit.HOURS.toNanos(1) - 1);
        assertThat(networks.add("192.0.2.1")).isFalse();
        clock.incrementAndGet();
        assertThat(networks.add("192.0.2.1")).isTrue();
        assertThat(networks.add("192.0.2.1")).isFalse();
    }
}
