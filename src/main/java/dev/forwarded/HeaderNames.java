package dev.forwarded;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the X-Forwarded headers.
 *
 * @param configured the names that the settings give, by field
 */
record HeaderNames(Map<Field, String> configured) {

    /** The name of a field's header; not for {@link Field#URL} unless it {@link #hasUrl is configured}. */
    String of(Field field) {
        return configured.getOrDefault(field, field.header);
    }

    boolean hasUrl() {
        return configured.containsKey(Field.URL);
    }

    boolean isRenamed(Field field) {
        String name = configured.get(field);
        return name != null && !Ascii.equalsIgnoreCase(name, field.header);
    }

    @Nullable
    String urlHeader() {
        return configured.get(Field.URL);
    }
}
