package dev.forwarded.internal.settings;

/** Which headers are read. */
public enum Family {
    EITHER("either"),
    FORWARDED("forwarded"),
    X_FORWARDED("x-forwarded");

    public final String word;

    Family(String word) {
        this.word = word;
    }
}
