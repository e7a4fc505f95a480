package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * The request as the client sent it, as far as trusted proxies told; what they did not tell is as received.
 *
 * <p>Immutable and thread-safe. Scheme, host and port that were taken from headers are legal; received ones are
 * whatever the server made of the request.
 */
public final class OriginalRequest implements Decision {

    /** The number of hops that says that the peer is not trusted. */
    private static final int UNTRUSTED = -1;

    private final Origin origin;
    private final Node client;
    private final String clientAddress;
    private final String peerAddress;
    private final int hops;
    private final String rawPath;
    private final @Nullable String rawQuery;
    private final String contextPath;
    private final Rewrite rewrite;

    private OriginalRequest(
            ReceivedRequest received, Origin origin, Rewrite rewrite, Node client, String clientAddress, int hops) {
        this.origin = origin;
        this.client = client;
        this.clientAddress = clientAddress;
        this.peerAddress = peerAddress(received);
        this.hops = hops;
        this.rawPath = received.rawPath();
        this.rawQuery = received.rawQuery();
        this.contextPath = received.contextPath();
        this.rewrite = rewrite;
    }

    /** The request of a peer that is not trusted: of the client nothing is known but the socket's word. */
    static OriginalRequest untrusted(ReceivedRequest received, Origin origin, Rewrite rewrite) {
        String address = peerAddress(received);
        Node peer = Node.peer(address, received.peerPort());
        return new OriginalRequest(received, origin, rewrite, peer, address, UNTRUSTED);
    }

    /** The request of a trusted peer, from the client that it names, or else from itself. */
    static OriginalRequest trusted(ReceivedRequest received, Origin origin, Rewrite rewrite, Facts facts) {
        return new OriginalRequest(
                received, origin, rewrite, facts.client(received), facts.clientAddress(received), facts.hops);
    }

    private static String peerAddress(ReceivedRequest received) {
        String address = received.peerAddress();
        return address == null ? "" : address;
    }

    /**
     * The scheme that the client used.
     *
     * @return {@code http} or {@code https}; anything else only if it was received so and no header says otherwise
     */
    public String scheme() {
        return origin.scheme();
    }

    /**
     * Whether the scheme is https.
     *
     * @return whether the client used TLS, as far as is known
     */
    public boolean isSecure() {
        return origin.scheme().equals(Scheme.HTTPS);
    }

    /**
     * The host that the client used, case and trailing dot as sent.
     *
     * @return a name or an IP literal, IPv6 in brackets (RFC 3986 section 3.2.2)
     */
    public String host() {
        return origin.host();
    }

    /**
     * The port that the client used.
     *
     * @return the port; not positive only if the server received the request without any
     */
    public int port() {
        return origin.port();
    }

    /**
     * The host, with the port where it is not the default of the scheme: what the client sent as {@code Host}.
     *
     * @return for example {@code shop.example.com} or {@code [2001:db8::1]:8443}
     */
    public String authority() {
        return origin.authority();
    }

    /**
     * The prefix that stands before the path, without a trailing slash.
     *
     * @return for example {@code /shop}; empty if there is none or prefixes are ignored
     */
    public String prefix() {
        Prefix prefix = rewrite.prefix();
        return prefix == null ? "" : prefix.text();
    }

    /**
     * The context path that the client sees.
     *
     * @return the received one with the prefix applied
     */
    public String contextPath() {
        return contextPath(contextPath);
    }

    /**
     * The client-facing form of a received context path.
     *
     * @param received a context path, raw
     * @return the path with the prefix applied
     */
    public String contextPath(String received) {
        Prefix prefix = rewrite.prefix();
        return prefix == null ? received : prefix.contextPath(received);
    }

    /**
     * The client-facing form of a received path.
     *
     * @param received a path, raw
     * @param receivedContextPath the context path with which it begins
     * @return the path with the prefix applied, beginning with exactly one slash; the received one if there is no
     *     prefix
     */
    public String path(String received, String receivedContextPath) {
        Prefix prefix = rewrite.prefix();
        return prefix == null ? received : prefix.path(received, receivedContextPath);
    }

    /**
     * The client as a node (RFC 7239 section 6).
     *
     * @return an address as {@link #clientAddress()} has it, {@code unknown}, an obfuscated identifier such as
     *     {@code _hidden}, or {@code unix}
     */
    public String clientNode() {
        return client.name();
    }

    /**
     * The address of the client, or of the nearest node that has an address if the client's is not told.
     *
     * @return RFC 5952 text without brackets, IPv4-mapped as IPv4; from a peer that is not trusted the peer's
     *     address as the server gave it
     */
    public String clientAddress() {
        return clientAddress;
    }

    /**
     * The port of the client.
     *
     * @return the port; 0 if it was not told; the peer's own if no client was taken from the headers
     */
    public int clientPort() {
        return client.isAddress() ? client.port() : 0;
    }

    /**
     * The address of the direct TCP neighbour.
     *
     * @return the text as the server gave it; empty for a peer without address
     */
    public String peerAddress() {
        return peerAddress;
    }

    /**
     * Whether the peer is a trusted proxy, so that its headers were believed.
     *
     * @return whether the peer is trusted
     */
    public boolean isTrusted() {
        return hops != UNTRUSTED;
    }

    /**
     * How many hops were believed.
     *
     * @return 0 if nothing was taken from the headers, 1 if only the peer's word was, and so on
     */
    public int hops() {
        return Math.max(hops, 0);
    }

    /**
     * Whether the path and query of {@link #url()} come from the header that {@code names url=} gives, because a
     * gateway rewrote the path.
     *
     * @return whether the URL has another path than the one that was routed
     */
    public boolean pathOverridden() {
        return rewrite.target() != null;
    }

    /**
     * The URL that the client requested: path and query raw, the prefix applied, the port left out where it is the
     * scheme's default.
     *
     * @return for example {@code https://shop.example.com/a%20b?x=1}
     */
    public String url() {
        return url(origin.authority());
    }

    /**
     * {@link #url()} with the port always written, as some webhook signatures want it.
     *
     * @return for example {@code https://shop.example.com:443/a%20b?x=1}
     */
    public String urlWithPort() {
        return url(origin.authorityWithPort());
    }

    private String url(String authority) {
        String start = origin.scheme() + "://" + authority;
        if (rewrite.target() != null) {
            return start + rewrite.target();
        }
        String path = path(rawPath, contextPath);
        return start + (path.startsWith("/") ? path : "") + (rawQuery == null ? "" : "?" + rawQuery);
    }

    /**
     * The URL of another path on the same origin. Nothing is encoded and no prefix is applied; put
     * {@link #contextPath()} in front for a path of the application.
     *
     * @param path the raw path, beginning with a slash, or empty
     * @param query the raw query without question mark; null for none
     * @return the URL
     * @throws IllegalArgumentException if the path is not empty and does not begin with a slash
     */
    public String url(String path, @Nullable String query) {
        if (!path.isEmpty() && path.charAt(0) != '/') {
            throw new IllegalArgumentException("expected a path that begins with '/' but was \"" + path + "\"");
        }
        return origin.scheme() + "://" + origin.authority() + path + (query == null ? "" : "?" + query);
    }

    /** The URL and the client, for logs. */
    @Override
    public String toString() {
        return url() + " from " + clientNode();
    }
}
