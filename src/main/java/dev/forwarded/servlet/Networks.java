package dev.forwarded.servlet;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Networks that were seen: {@value #CAPACITY} of them, forgotten every hour. An IPv4 address counts as its /24, an
 * IPv6 address as its /64, by the text that the container gives. Asking costs no memory.
 */
final class Networks {

    static final int CAPACITY = 64;

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final LongSupplier clock;
    private final AtomicLong start;
    private final AtomicLongArray seen = new AtomicLongArray(CAPACITY);

    Networks(LongSupplier clock) {
        this.clock = clock;
        this.start = new AtomicLong(clock.getAsLong());
    }

    /** Remembers the network of an address; false if it was known, or no more can be remembered. */
    boolean add(@Nullable String address) {
        forget();
        long network = network(address == null ? "" : address);
        for (int i = 0; i < CAPACITY; i++) {
            int slot = (int) Math.floorMod(network + i, (long) CAPACITY);
            if (seen.compareAndSet(slot, 0, network)) {
                return true;
            }
            if (seen.get(slot) == network) {
                return false;
            }
        }
        return false;
    }

    private void forget() {
        long began = start.get();
        long now = clock.getAsLong();
        if (now - began >= HOUR && start.compareAndSet(began, now)) {
            for (int i = 0; i < CAPACITY; i++) {
                seen.set(i, 0);
            }
        }
    }

    /** A number for the network, never 0. */
    private static long network(String address) {
        int end = endOfNetwork(address);
        long hash = 7;
        for (int i = 0; i < end; i++) {
            hash = hash * 1_000_003 + address.charAt(i);
        }
        return hash == 0 ? 1 : hash;
    }

    /** Behind the third octet, the fourth group, or the groups before a {@code ::}. */
    private static int endOfNetwork(String address) {
        int colons = 0;
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == ':' && (++colons == 4 || address.startsWith("::", i))) {
                return i;
            }
        }
        int dot = address.lastIndexOf('.');
        return colons == 0 && dot > 0 ? dot : address.length();
    }
}
