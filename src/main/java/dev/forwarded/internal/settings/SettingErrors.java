package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with the settings, collected so that all of it is said at once. */
public final class SettingErrors {

    /**
     * One mistake.
     *
     * @param key the setting, as it was written
     * @param value the value or the part of it that is wrong, without a query; never a secret
     * @param what what is wrong with it
     * @param fix what to write instead
     */
    public record SettingError(String key, String value, String what, String fix) {

        @Override
        public String toString() {
            return Printable.of(key) + ": \"" + Printable.of(value) + "\" " + what + "; " + fix;
        }
    }

    /** The mistakes as an exception: a line each. */
    public static final class WrongSettingsException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final transient List<SettingError> errors;

        WrongSettingsException(List<SettingError> errors) {
            super(errors.stream().map(SettingError::toString).collect(Collectors.joining(System.lineSeparator())));
            this.errors = errors;
        }

        /** The mistakes in the order in which they were found. */
        public List<SettingError> errors() {
            return errors;
        }
    }

    /** The mistakes of one setting. */
    static final class Row {

        private final SettingErrors errors;
        private final String key;
        private final String words;

        private Row(SettingErrors errors, String key, String words) {
            this.errors = errors;
            this.key = key;
            this.words = words;
        }

        /** The values that the setting takes, for a fix. */
        String words() {
            return words;
        }

        void add(String value, String what, String fix) {
            errors.add(key, value, what, fix);
        }

        void unreadable(String value) {
            String near = Spelling.nearest(value, Words.of(words))
                    .map(word -> "did you mean " + word + "? Else ")
                    .orElse("");
            add(value, "is not understood", near + "write " + words);
        }
    }

    private final List<SettingError> errors = new ArrayList<>();

    void add(String key, String value, String what, String fix) {
        errors.add(new SettingError(key, withoutQuery(value), what, fix));
    }

    /** No setting has a query: where a URL was pasted, that part says nothing of the mistake, and may be a secret. */
    private static String withoutQuery(String value) {
        int mark = value.indexOf('?');
        return mark < 0 ? value : value.substring(0, mark + 1) + "...";
    }

    Row row(String key, String words) {
        return new Row(this, key, words);
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new WrongSettingsException(List.copyOf(errors));
        }
    }
}
