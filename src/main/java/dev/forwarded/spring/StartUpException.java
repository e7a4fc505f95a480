package dev.forwarded.spring;

/** The application is not to start with the settings that it has. */
final class StartUpException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String what;
    private final String mend;

    /** Two sentences: what is wrong, and what to write instead. */
    StartUpException(String what, String mend) {
        super(what + " " + mend);
        this.what = what;
        this.mend = mend;
    }

    String what() {
        return what;
    }

    String mend() {
        return mend;
    }
}
