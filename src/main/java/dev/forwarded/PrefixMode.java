package dev.forwarded;

/** What X-Forwarded-Prefix does. */
enum PrefixMode {
    IGNORE("ignore"),
    REPLACE("replace"),
    PREPEND("prepend");

    final String word;

    PrefixMode(String word) {
        this.word = word;
    }

    Prefix of(String text) {
        return new Prefix(text, this == PREPEND);
    }
}
