package dev.forwarded.cli;

/** A mistake of the user's: what is wrong, for standard error. It has no stack trace. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandException(String message) {
        super(message, null, false, false);
    }
}
