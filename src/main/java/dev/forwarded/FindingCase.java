package dev.forwarded;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A finding in the making. It becomes text when somebody reads it, so that a client who is refused costs no sentence
 * that nobody asks for. What it holds are texts and numbers, never the request, which may be gone by then.
 *
 * @param kind what is the case
 * @param values what fills its sentence and its fix
 */
record FindingCase(FindingKind kind, Supplier<@Nullable Object[]> values) {

    static FindingCase of(FindingKind kind, @Nullable Object... values) {
        return new FindingCase(kind, () -> values);
    }

    String id() {
        return kind.id();
    }

    Finding finding() {
        return kind.of(values.get());
    }
}
