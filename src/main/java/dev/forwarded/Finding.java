package dev.forwarded;

/**
 * Something that the library noticed: an id that never changes its meaning, a sentence that says what is the case, and
 * the mend, the line to change.
 *
 * @param id the stable id, e.g. {@code untrusted-peer}
 * @param sentence what is the case, with values from the request cut and stripped of control characters
 * @param mend what helps
 */
public record Finding(String id, String sentence, String mend) {

    /** The sentence, the mend and the id, in one line. */
    @Override
    public String toString() {
        return sentence + ". " + mend + " [" + id + "]";
    }
}
