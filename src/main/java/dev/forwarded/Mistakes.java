package dev.forwarded;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the settings, collected so that all of it is said at once. */
final class Mistakes {

    private final List<String> lines = new ArrayList<>();

    void add(Setting setting, String value, String what, String mend) {
        add(setting.key, value, what, mend);
    }

    void add(String key, String value, String what, String mend) {
        lines.add(Printable.of(key) + ": \"" + Printable.of(value) + "\" " + what + "; " + mend);
    }

    void unreadable(Setting setting, String value) {
        add(setting, value, "is not understood", "write " + setting.values);
    }

    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), lines));
        }
    }
}
