package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The value of {@code hops}: how many proxy crossings are believed.
 *
 * @param all the count for every field that has none of its own, or {@link #UNSET}
 * @param own counts of single fields
 */
record Hops(int all, Map<Field, Integer> own) {

    static final int UNSET = -1;

    /** The largest count. */
    private static final int MAX = 64;

    private static final String FIX = "write a number of 0 to " + MAX
            + ", field=number with for, proto, host, port or prefix, or both, each once";

    /** A plain count, counts of single fields, or both. */
    static Hops parse(String value, SettingErrors.Row errors) {
        int all = UNSET;
        Map<Field, Integer> own = new EnumMap<>(Field.class);
        for (String word : Words.of(value)) {
            int equals = word.indexOf('=');
            int count = count(word.substring(equals + 1));
            Optional<Field> field = Field.of(word.substring(0, Math.max(0, equals)), Field.COUNTED);
            boolean repeated = field.map(own::containsKey).orElse(all != UNSET);
            if (count < 0 || equals >= 0 && field.isEmpty() || repeated) {
                errors.add(word, repeated ? "is a second count" : "is no count", FIX);
            } else if (field.isPresent()) {
                own.put(field.get(), count);
            } else {
                all = count;
            }
        }
        return new Hops(all, own);
    }

    private static int count(String digits) {
        int count = Ascii.port(digits, 0, digits.length());
        boolean leadingZero = digits.length() > 1 && digits.charAt(0) == '0';
        return count <= MAX && !leadingZero ? count : -1;
    }

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
