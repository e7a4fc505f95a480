package dev.forwarded.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** Where the filter speaks. */
interface FilterLog {

    /** The context to speak through where nothing else is heard, as soon as it is known. */
    void through(@Nullable ServletContext found);

    void info(String line);

    void warn(String line);

    void error(String line);

    boolean isDebugEnabled();

    void debug(String text);
}
