package dev.forwarded;

import java.util.EnumMap;
import java.util.Map;

/** Reads {@code hops}: a plain count, counts of single fields, or both. */
final class HopsReader {

    private static final String MEND = "write a number of 0 to " + Hops.MAX
            + ", field=number with for, proto, host, port or prefix, or both, each once";

    private HopsReader() {}

    static Hops read(String value, Mistakes mistakes) {
        int all = Hops.UNSET;
        Map<Field, Integer> own = new EnumMap<>(Field.class);
        for (String word : Words.of(value)) {
            int equals = word.indexOf('=');
            int count = count(word.substring(equals + 1));
            Field field = Field.COUNTED.stream()
                    .filter(each -> equals > 0 && each.word.equals(word.substring(0, equals)))
                    .findFirst()
                    .orElse(null);
            boolean repeated = field == null ? all != Hops.UNSET : own.containsKey(field);
            if (count < 0 || equals >= 0 && field == null || repeated) {
                mistakes.add(Setting.HOPS, word, repeated ? "is a second count" : "is no count", MEND);
            } else if (field == null) {
                all = count;
            } else {
                own.put(field, count);
            }
        }
        return new Hops(all, own);
    }

    private static int count(String digits) {
        int count = Ascii.port(digits, 0, digits.length());
        boolean leadingZero = digits.length() > 1 && digits.charAt(0) == '0';
        return count <= Hops.MAX && !leadingZero ? count : -1;
    }
}
