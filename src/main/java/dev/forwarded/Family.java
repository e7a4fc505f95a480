package dev.forwarded;

/** Which headers are read. */
enum Family {
    EITHER("either"),
    FORWARDED("forwarded"),
    X_FORWARDED("x-forwarded");

    final String word;

    Family(String word) {
        this.word = word;
    }

    boolean readsForwarded() {
        return this != X_FORWARDED;
    }

    boolean readsXForwarded() {
        return this != FORWARDED;
    }
}
