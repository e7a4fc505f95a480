package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;

/** What a servlet or a filter of a test does; it travels to servers that run in a JVM of their own. */
@FunctionalInterface
public interface Action extends Serializable {

    void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
