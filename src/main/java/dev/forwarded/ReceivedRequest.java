package dev.forwarded;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A request as the server received it: what the connection says, and the header lines as they arrived.
 *
 * <p>{@link RequestHead} makes one from text; in a servlet container {@code dev.forwarded.servlet.ForwardedRequests}
 * gives the view of a request. An implementation of one's own answers with what the server itself saw, never with what
 * another filter or connector made of the headers. It is asked by one thread, during the call that it is given to.
 *
 * @since 1.0.0
 */
public interface ReceivedRequest {

    /** {@return the protocol and its version, for example {@code HTTP/1.1} or {@code HTTP/2.0}} */
    String protocol();

    /** {@return the scheme of the connection, usually {@code http} or {@code https}} */
    String scheme();

    /**
     * {@return the host that the server found, from an absolute-form target, {@code :authority}, {@code Host}, or its
     * own: a name, an IPv6 address with or without brackets; null or empty if the server has none}
     */
    @Nullable
    String serverName();

    /** {@return the TCP port that belongs to {@link #serverName()}; not positive if the server has none} */
    int serverPort();

    /**
     * {@return the address of the direct TCP neighbour, as the socket says: an IP literal, with or without brackets and
     * zone; null, empty, or the path of a socket for a peer on a Unix domain socket}
     */
    @Nullable
    String peerAddress();

    /** {@return the port of the direct TCP neighbour; not positive if there is none} */
    int peerPort();

    /** {@return the address on which the request arrived, an IP literal; null if unknown} */
    @Nullable
    String localAddress();

    /**
     * {@return the path of the request target (RFC 9112 section 3.2), not decoded: {@code /a%20b}; {@code *} of an
     * asterisk-form target}
     */
    String rawPath();

    /** {@return the query of the request target behind the question mark, not decoded; null if there is none} */
    @Nullable
    String rawQuery();

    /**
     * {@return the part of the path that names the application, not decoded: {@code /app}; empty for the root}
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
     * All lines of a header in the order in which they arrived (RFC 9110 section 5.3). Only asked for a header that is present: an
     * {@code Enumeration}, because a container has one and anything else would cost an object a header.
     *
     * @param name the name, in any case
     * @return the values, without surrounding white space
     */
    Enumeration<String> headers(String name);

    /**
     * {@return whether something in front, such as a valve or customizer of the container, has already put the value of
     * a forwarded header in the place of what the socket says; {@code false} unless overridden} Such a peer is never
     * trusted: nobody knows who it is.
     */
    default boolean isRewritten() {
        return false;
    }
}
