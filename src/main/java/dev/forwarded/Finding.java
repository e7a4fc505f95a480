package dev.forwarded;

import dev.forwarded.internal.http.Outgoing;

/**
 * Something that the library noticed: an id that never changes its meaning, a sentence that says what is the case, and
 * the fix, the line to change. Every id is listed in
 * <a href="https://forwarded.dev/forwarded-filter/docs/troubleshooting.md#every-finding">Troubleshooting</a>; sentence
 * and fix may change with any version.
 *
 * @param id the stable id, e.g. {@code untrusted-peer}
 * @param sentence what is the case, with values from the request cut and stripped of control characters
 * @param fix what helps
 * @since 1.0.0
 */
public record Finding(String id, String sentence, String fix) {

    /** The sentence, the fix and the id, in one line, fit for a log: a query in it is left out. */
    @Override
    public String toString() {
        return Outgoing.line(sentence + ". " + fix + " [" + id + "]");
    }
}
