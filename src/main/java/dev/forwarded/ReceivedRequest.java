package dev.forwarded;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A request as the server received it: what the connection says, and the header lines as they arrived.
 *
 * <p>{@link RequestHead} makes one from text; in a servlet container {@code dev.forwarded.servlet.ForwardedRequests}
 * gives the view of a request. An implementation of one's own answers with what the server itself saw, never with what
 * another filter or connector made of the headers.
 */
public interface ReceivedRequest {

    /**
     * The protocol and its version.
     *
     * @return for example {@code HTTP/1.1} or {@code HTTP/2.0}
     */
    String protocol();

    /**
     * The scheme of the connection.
     *
     * @return usually {@code http} or {@code https}
     */
    String scheme();

    /**
     * The host that the server found: from an absolute-form target, {@code :authority}, {@code Host}, or its own.
     *
     * @return the name, an IPv6 address with or without brackets; null or empty if the server has none
     */
    @Nullable
    String serverName();

    /**
     * The port that belongs to {@link #serverName()}.
     *
     * @return the port; not positive if the server has none
     */
    int serverPort();

    /**
     * The address of the direct TCP neighbour, as the socket says.
     *
     * @return an IP literal, with or without brackets and zone; null, empty, or the path of a socket for a peer on a
     *     Unix domain socket
     */
    @Nullable
    String peerAddress();

    /**
     * The port of the direct TCP neighbour.
     *
     * @return the port; not positive if there is none
     */
    int peerPort();

    /**
     * The address on which the request arrived.
     *
     * @return an IP literal; null if unknown
     */
    @Nullable
    String localAddress();

    /**
     * The path of the request target, not decoded.
     *
     * @return for example {@code /a%20b}; {@code *} of an asterisk-form target
     */
    String rawPath();

    /**
     * The query of the request target, not decoded.
     *
     * @return the text behind the question mark; null if there is none
     */
    @Nullable
    String rawQuery();

    /**
     * The part of the path that names the application, not decoded.
     *
     * @return for example {@code /app}; empty for the root
     */
    String contextPath();

    /**
     * The first line of a header.
     *
     * @param name the name, in any case
     * @return its value, without surrounding white space; null if the header is absent
     */
    @Nullable
    String header(String name);

    /**
     * All lines of a header in the order in which they arrived. Only asked for a header that is present: an
     * {@code Enumeration}, because a container has one and anything else would cost an object a header.
     *
     * @param name the name, in any case
     * @return the values, without surrounding white space
     */
    Enumeration<String> headers(String name);

    /**
     * Whether something in front, such as a valve or customizer of the container, has already put the value of a
     * forwarded header in the place of what the socket says. Such a peer is never trusted: nobody knows who it is.
     *
     * @return {@code false} unless overridden
     */
    default boolean isRewritten() {
        return false;
    }
}
