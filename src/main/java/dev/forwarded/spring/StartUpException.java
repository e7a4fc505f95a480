package dev.forwarded.spring;

import java.util.List;

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

    /** Wrong settings, a line each; and what else is to be said. */
    static StartUpException of(List<String> mistakes, String more) {
        String what = "Wrong settings of the forwarded filter:\n" + String.join("\n", mistakes);
        return new StartUpException(what, "Change each as its line says." + more);
    }

    String what() {
        return what;
    }

    String fix() {
        return fix;
    }
}
