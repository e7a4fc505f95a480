package dev.forwarded.cli;

import dev.forwarded.ForwardedResolver;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings that a file holds, as they are read, each with its line; the time is linear in the file. */
final class SettingsEntries {

    private static final String PREFIX = "forwarded.";

    /** What Spring Boot knows beside the settings, and no request depends on. */
    private static final Set<String> NOT_SETTINGS = Set.of("enabled");

    /** The settings by their bare names. */
    private static final Map<String, String> KEYS = ForwardedResolver.builder().build().settings().keySet().stream()
            .collect(Collectors.toMap(SettingsEntries::bare, key -> key));

    /** A value that grows as long as a list goes on. */
    private record Entry(StringBuilder value, String place) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final String name;

    /**
     * @param name the file, for messages
     */
    SettingsEntries(String name) {
        this.name = name;
    }

    Map<String, Given> given() {
        Map<String, Given> given = new LinkedHashMap<>();
        entries.forEach((key, entry) -> given.put(key, new Given(entry.value.toString(), entry.place)));
        return given;
    }

    /** A setting under the name that the table has for it. */
    void put(String key, String value, int line) {
        if (entries.putIfAbsent(key, entry(key, value, line)) != null) {
            throw mistake(line, Printable.of(key) + " stands there twice");
        }
    }

    private Entry entry(String key, String value, int line) {
        if (value.contains("${")) {
            throw mistake(line, "a placeholder is not resolved here: write the value of " + Printable.of(key));
        }
        return new Entry(new StringBuilder(value), place(line));
    }

    /** A property of Spring's: a setting in kebab-case behind {@code forwarded.}; any other is passed over. */
    void property(String property, String value, int line) {
        if (!property.startsWith(PREFIX)) {
            return;
        }
        String written = property.substring(PREFIX.length());
        int bracket = written.indexOf('[');
        String word = bracket < 0 ? written : written.substring(0, bracket);
        int dot = word.indexOf('.');
        if (dot >= 0) {
            throw mistake(
                    line,
                    "nested keys are not understood: write " + PREFIX + Printable.of(word.substring(0, dot))
                            + " with one value, as for=2,proto=1");
        }
        // Spring reads a name in any case, with or without hyphens and underscores.
        String key = KEYS.getOrDefault(bare(word), word);
        if (bracket >= 0) {
            element(key, value, line);
        } else if (!NOT_SETTINGS.contains(key)) {
            put(key, value, line);
        }
    }

    /** One more element of a list, whatever its index is. */
    private void element(String key, String value, int line) {
        Entry added = entry(key, value, line);
        Entry before = entries.putIfAbsent(key, added);
        if (before != null) {
            before.value.append(',').append(value);
        }
    }

    private static String bare(String word) {
        return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private String place(int line) {
        return name + ", line " + line;
    }

    CommandException mistake(int line, String what) {
        return new CommandException(place(line) + ": " + what);
    }

    CommandException mistake(String what) {
        return new CommandException(name + ": " + what);
    }
}
