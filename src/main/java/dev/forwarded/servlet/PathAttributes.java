package dev.forwarded.servlet;

import dev.forwarded.OriginalRequest;
import jakarta.servlet.RequestDispatcher;

/** The paths in the container's attributes, as the client sees them. */
final class PathAttributes {

    private PathAttributes() {}

    /**
     * The value of an attribute, {@code contextPath} being the received one of the dispatch at hand. The paths of an
     * error are always received ones; those of a forward are only where the container did not ask the wrapper for them.
     */
    static String clientFacing(
            String name, String path, OriginalRequest original, ServletReceived first, String contextPath) {
        return switch (name) {
            case RequestDispatcher.ERROR_REQUEST_URI -> original.path(path, contextPath);
            case RequestDispatcher.FORWARD_REQUEST_URI ->
                path.equals(first.rawPath()) ? original.path(path, first.contextPath()) : path;
            case RequestDispatcher.FORWARD_CONTEXT_PATH ->
                path.equals(first.contextPath()) ? original.contextPath(path) : path;
            default -> path;
        };
    }
}
