package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.util.List;
import java.util.Optional;

/** What a forwarded header states, by the word of the settings. */
public enum Field {
    FOR(0, "for", "X-Forwarded-For"),
    PROTO(1, "proto", "X-Forwarded-Proto"),
    HOST(2, "host", "X-Forwarded-Host"),
    PORT(3, "port", "X-Forwarded-Port"),
    PREFIX(4, "prefix", "X-Forwarded-Prefix"),
    URL(5, "url", "");

    /** The fields that {@code fields} and {@code require} can name, the likeliest first. */
    public static final List<Field> TAKEN = List.of(FOR, PROTO, HOST, PORT);

    /** The fields that {@code hops} can count. */
    public static final List<Field> COUNTED = List.of(FOR, PROTO, HOST, PORT, PREFIX);

    /** Its place in an array with something of every field. */
    final int place;

    /** A bit of its own, for a set of fields in a number. */
    public final int bit;

    public final String word;

    /** The name of its X-Forwarded header where {@code names} gives no other; empty if it has none. */
    public final String header;

    Field(int place, String word, String header) {
        this.place = place;
        this.bit = 1 << place;
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
