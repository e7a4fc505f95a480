package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.PathPrefix;

/** What X-Forwarded-Prefix does. */
public enum PrefixMode {
    IGNORE("ignore"),
    REPLACE("replace"),
    PREPEND("prepend");

    final String word;

    PrefixMode(String word) {
        this.word = word;
    }

    /** What a prefix does under this mode. */
    public PathPrefix of(String text) {
        return new PathPrefix(text, this == PREPEND);
    }
}
