package dev.forwarded.cli;

import dev.forwarded.RequestHead;

/**
 * One request of the input.
 *
 * @param line the request line
 * @param at the number of its line in the input
 * @param hasHeaders whether any header line follows
 * @param head the head as {@link RequestHead} reads it, not yet bound to a connection
 */
record Recorded(String line, int at, boolean hasHeaders, RequestHead head) {

    /** Reads a head whose lines were checked. */
    static Recorded of(String line, int at, String head) {
        try {
            boolean hasHeaders = head.indexOf('\n') < head.length() - 1;
            return new Recorded(line, at, hasHeaders, RequestHead.parse(head));
        } catch (IllegalArgumentException malformed) {
            throw new CommandException("line " + at + ": " + malformed.getMessage());
        }
    }
}
