package dev.forwarded.spring;

/** The application is not to start with the settings that it has. */
final class StartUpException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String what;
    private final String fix;

    /** Two sentences: what is wrong, and what to write instead. */
    StartUpException(String what, String fix) {
        super(what + " " + fix);
        this.what = what;
        this.fix = fix;
    }

    String what() {
        return what;
    }

    String fix() {
        return fix;
    }
}
