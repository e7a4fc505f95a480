package dev.forwarded;

import java.util.List;

/** What a forwarded header states, by the word of the settings. */
enum Field {
    FOR("for", "X-Forwarded-For"),
    PROTO("proto", "X-Forwarded-Proto"),
    HOST("host", "X-Forwarded-Host"),
    PORT("port", "X-Forwarded-Port"),
    PREFIX("prefix", "X-Forwarded-Prefix"),
    URL("url", "");

    /** The fields that {@code fields} and {@code require} can name. */
    static final List<Field> TAKEN = List.of(FOR, PROTO, HOST, PORT);

    /** The fields that {@code hops} can count. */
    static final List<Field> COUNTED = List.of(FOR, PROTO, HOST, PORT, PREFIX);

    final String word;

    /** The name of its X-Forwarded header where {@code names} gives no other; empty if it has none. */
    final String header;

    Field(String word, String header) {
        this.word = word;
        this.header = header;
    }
}
