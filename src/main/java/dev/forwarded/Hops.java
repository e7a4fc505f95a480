package dev.forwarded;

import java.util.Map;

/**
 * The value of {@code hops}: how many proxy crossings are believed.
 *
 * @param all the count for every field that has none of its own, or {@link #UNSET}
 * @param own counts of single fields
 */
record Hops(int all, Map<Field, Integer> own) {

    static final int UNSET = -1;

    /** As many as are trusted. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    /** The largest count. */
    static final int MAX = 64;

    static final Hops NONE = new Hops(UNSET, Map.of());

    /** The field's own count, or {@link #UNSET}. */
    int own(Field field) {
        return own.getOrDefault(field, UNSET);
    }

    /** The count that holds for a field, or {@link #UNSET}. */
    int of(Field field) {
        int count = own(field);
        return count == UNSET ? all : count;
    }

    boolean isSet() {
        return all != UNSET || !own.isEmpty();
    }
}
