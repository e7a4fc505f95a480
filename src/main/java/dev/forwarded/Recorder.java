package dev.forwarded;

/**
 * Is told every step of a resolution. This one forgets them, at no cost: nothing is built for it, so whoever records
 * makes the text.
 */
sealed class Recorder permits Account {

    static final Recorder NONE = new Recorder();

    /** A node that a believed hop named, and whether the walk may go on beyond it. */
    void hop(String header, int position, Node node, boolean trusted) {}

    /** A field was taken from a header; a later call for the same field replaces an earlier one. */
    void took(Field field, String header, int position) {}

    /** Where scheme, host or port of the answer come from, if it is no forwarded header. */
    void source(Field field, String source) {}

    /** Something that was refused or ignored, and what helps. */
    void finding(Finding finding) {}
}
