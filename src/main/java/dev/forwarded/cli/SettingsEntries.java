package dev.forwarded.cli;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.settings.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Settings as they are read, each with its line; the time is linear in what is read. */
final class SettingsEntries {

    /** What Spring Boot knows beside the settings, and no request depends on. */
    private static final Set<String> NOT_SETTINGS = Set.of("enabled");

    private static final Set<Setting<?>> MAPS = Set.of(Setting.HOPS, Setting.NAMES);

    /** A value that grows as long as a list or map goes on. */
    private record Entry(StringBuilder value, String place, boolean isPart) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final String name;

    /**
     * @param name the file, for messages; empty for the command line
     */
    SettingsEntries(String name) {
        this.name = name;
    }

    Map<String, Given> given() {
        Map<String, Given> given = new LinkedHashMap<>();
        entries.forEach((key, entry) -> given.put(key, new Given(entry.value.toString(), entry.place)));
        return given;
    }

    /** A word of the command line: in our own spelling or in one of Spring's. */
    void word(String key, String value) {
        if (SpringNames.start(key) > 0) {
            property(key, value, 0);
        } else {
            put(key, value, 0);
        }
    }

    /** A setting under the name that the table has for it. */
    void put(String key, String value, int line) {
        add(key, new Entry(new StringBuilder(value), place(line), false), line);
    }

    private void add(String written, Entry entry, int line) {
        String key = Setting.of(written).map(Setting::key).orElse(written);
        if (name.length() > 0 && entry.value.indexOf("${") >= 0) {
            throw mistake(line, "a placeholder is not resolved here: write the value of " + Terminal.cut(key));
        }
        Entry before = entries.putIfAbsent(key, entry);
        if (before != null && !(before.isPart && entry.isPart)) {
            throw name.isEmpty()
                    ? new CommandException(Terminal.cut(key) + " is given twice")
                    : mistake(line, Terminal.cut(key) + " stands there twice");
        } else if (before != null) {
            before.value.append(',').append(entry.value);
        }
    }

    /** A property or variable of Spring's: a setting, or an element of its list or map; any other is passed over. */
    void property(String property, String value, int line) {
        int start = SpringNames.start(property);
        if (start == 0 || NOT_SETTINGS.contains(Ascii.lower(property.substring(start)))) {
            return;
        }
        for (Setting<?> setting : Setting.all()) {
            int end = SpringNames.end(setting, property, start);
            if (end > 0) {
                part(setting, property.substring(end), value, line);
                return;
            }
        }
        // Unknown: the library says so, and names the nearest one.
        put(property.substring(start), value, line);
    }

    private void part(Setting<?> setting, String part, String value, int line) {
        String index = index(part);
        boolean isNumber = index.chars().allMatch(c -> c >= '0' && c <= '9');
        if (part.isEmpty()) {
            put(setting.key(), value, line);
        } else if (isNumber && !index.isEmpty()) {
            add(setting.key(), new Entry(new StringBuilder(value), place(line), true), line);
        } else if (MAPS.contains(setting)) {
            StringBuilder word =
                    new StringBuilder(Ascii.lower(index)).append('=').append(value);
            add(setting.key(), new Entry(word, place(line), true), line);
        } else {
            throw mistake(line, setting.key() + " has no part " + Terminal.quoted(part));
        }
    }

    /** What stands in {@code .for}, {@code [0]}, {@code .[for]} or {@code _0_}. */
    private static String index(String part) {
        int start = 0;
        int end = part.length();
        while (start < end && ".[_".indexOf(part.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "]_".indexOf(part.charAt(end - 1)) >= 0) {
            end--;
        }
        return part.substring(start, end);
    }

    private String place(int line) {
        return name.isEmpty() ? "" : line == 0 ? name : name + ", line " + line;
    }

    CommandException mistake(int line, String what) {
        return new CommandException((name.isEmpty() ? "" : place(line) + ": ") + what);
    }
}
