package dev.forwarded.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What a servlet or a filter of a test does. */
@FunctionalInterface
public interface Action {

    void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
