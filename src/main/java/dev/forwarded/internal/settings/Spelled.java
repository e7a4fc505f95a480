package dev.forwarded.internal.settings;

import org.jspecify.annotations.Nullable;

/** How settings are written where the filter runs; whoever starts it may leave one in the servlet context. */
public interface Spelled {

    /** The attribute of the servlet context. */
    String ATTRIBUTE = "dev.forwarded.spelled";

    /** By the names of the table of settings. */
    Spelled PLAINLY = new Spelled() {
        @Override
        public String sentence(String text) {
            return text;
        }

        @Override
        public String fix(String text) {
            return text;
        }
    };

    /** A sentence that may name settings. */
    String sentence(String text);

    /** A sentence with a line to write. */
    String fix(String text);

    /** What an attribute holds; by the names of the table if that is nothing. */
    static Spelled in(@Nullable Object attribute) {
        return attribute instanceof Spelled spelled ? spelled : PLAINLY;
    }
}
