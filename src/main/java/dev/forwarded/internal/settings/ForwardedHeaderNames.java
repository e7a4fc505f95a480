package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of the X-Forwarded headers.
 *
 * @param configured the names that the settings give, by field
 */
record ForwardedHeaderNames(Map<Field, String> configured) {

    private static final List<String> RESERVED =
            List.of("Host", "Cookie", "Authorization", "Connection", "Transfer-Encoding", HiddenHeaders.FORWARDED);

    static ForwardedHeaderNames parse(String value, SettingErrors.Row errors) {
        Map<Field, String> names = new EnumMap<>(Field.class);
        for (String word : Words.of(value)) {
            int equals = word.indexOf('=');
            String header = word.substring(equals + 1);
            Optional<Field> field = Field.of(word.substring(0, Math.max(0, equals)), List.of(Field.values()));
            if (field.isEmpty() || !Ascii.isToken(header)) {
                errors.unreadable(word);
            } else if (isReserved(header)) {
                errors.add(word, "names a header with a meaning of its own", "name another header");
            } else if (names.put(field.get(), header) != null) {
                errors.add(word, "is a second name", "name each field once");
            }
        }
        ForwardedHeaderNames all = new ForwardedHeaderNames(names);
        all.checkDistinct(errors);
        return all;
    }

    /** Whether a header has a meaning of its own, which no setting may take away. */
    static boolean isReserved(String header) {
        boolean content = Ascii.startsWith(header, 0, header.length(), "content-");
        return content || RESERVED.stream().anyMatch(name -> Ascii.equalsIgnoreCase(name, header));
    }

    private void checkDistinct(SettingErrors.Row errors) {
        Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Field field : Field.values()) {
            String name = of(field);
            if (!name.isEmpty() && !used.add(name)) {
                errors.add(name, "is the header of two fields", "give each field a header of its own");
            }
        }
    }

    /** The name of a field's header; empty for {@link Field#URL} unless it is configured. */
    String of(Field field) {
        return configured.getOrDefault(field, field.header);
    }

    boolean isRenamed(Field field) {
        return !Ascii.equalsIgnoreCase(of(field), field.header);
    }
}
