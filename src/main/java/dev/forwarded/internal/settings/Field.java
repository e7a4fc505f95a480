package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.util.List;
import java.util.Optional;

/** What a forwarded header states, by the word of the settings. */
public enum Field {
    FOR(1, "for", "X-Forwarded-For"),
    PROTO(2, "proto", "X-Forwarded-Proto"),
    HOST(4, "host", "X-Forwarded-Host"),
    PORT(8, "port", "X-Forwarded-Port"),
    PREFIX(16, "prefix", "X-Forwarded-Prefix"),
    URL(32, "url", "");

    /** The fields that {@code fields} and {@code require} can name, the likeliest first. */
    public static final List<Field> TAKEN = List.of(FOR, PROTO, HOST, PORT);

    /** The fields that {@code hops} can count. */
    public static final List<Field> COUNTED = List.of(FOR, PROTO, HOST, PORT, PREFIX);

    /** A bit of its own, for a set of fields in a number. */
    public final int bit;

    public final String word;

    /** The name of its X-Forwarded header where {@code names} gives no other; empty if it has none. */
    public final String header;

    Field(int bit, String word, String header) {
        this.bit = bit;
        this.word = word;
        this.header = header;
    }

    /** The one of some fields that has this word, in any case. */
    static Optional<Field> of(String word, List<Field> fields) {
        return fields.stream()
                .filter(field -> Ascii.equalsIgnoreCase(field.word, word))
                .findFirst();
    }
}
