package dev.forwarded.cli;

/** A mistake of the user's: what is wrong, for standard error. It has no stack trace. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Whether the command itself is wrong, so that the usage helps. */
    private final boolean ofUsage;

    private CommandException(String message, boolean ofUsage) {
        super(message, null, false, false);
        this.ofUsage = ofUsage;
    }

    CommandException(String message) {
        this(message, false);
    }

    static CommandException usage(String message) {
        return new CommandException(message, true);
    }

    boolean isOfUsage() {
        return ofUsage;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
