package dev.forwarded;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Host;
import dev.forwarded.internal.http.IpAddress;
import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.http.PathPrefix;
import dev.forwarded.internal.http.PeerAddress;
import dev.forwarded.internal.http.Printable;
import dev.forwarded.internal.http.Scheme;
import dev.forwarded.internal.http.UriText;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The request as the client sent it, as far as trusted proxies told; what they did not tell is as received.
 *
 * <p>Immutable and thread-safe. Scheme, host and port that were taken from headers are legal; received ones are
 * whatever the server made of the request. Paths and queries are raw: nothing is decoded, encoded or normalised.
 *
 * @since 1.0.0
 */
public final class OriginalRequest implements Decision {

    /** The peer of a request that {@link #of} makes. */
    private static final String LOOPBACK = "127.0.0.1";

    private final Origin origin;
    private final Node client;
    private final String clientAddress;
    private final String peerAddress;
    private final boolean trusted;
    private final boolean remarkable;
    private final int hops;
    private final String rawPath;
    private final @Nullable String rawQuery;
    private final String contextPath;
    private final ForwardedPath path;

    private OriginalRequest(
            ReceivedRequest received,
            Origin origin,
            ForwardedPath path,
            Node client,
            String clientAddress,
            boolean trusted,
            boolean remarkable,
            int hops) {
        this.origin = origin;
        this.client = client;
        this.clientAddress = clientAddress;
        this.peerAddress = peerAddress(received);
        this.trusted = trusted;
        this.remarkable = remarkable;
        this.hops = hops;
        this.rawPath = received.rawPath();
        this.rawQuery = received.rawQuery();
        this.contextPath = received.contextPath();
        this.path = path;
    }

    /** The request of a peer that is not trusted: of the client nothing is known but the socket's word. */
    static OriginalRequest untrusted(ReceivedRequest received, Origin origin, ForwardedPath path) {
        String address = peerAddress(received);
        Node peer = Node.peer(address, received.peerPort());
        return new OriginalRequest(received, origin, path, peer, address, false, false, 0);
    }

    /** The request of a trusted peer, from the client that it names, or else from itself. */
    static OriginalRequest trusted(
            ReceivedRequest received, Origin origin, ForwardedPath path, Believed believed, boolean isRemarkable) {
        Node client = believed.client(received);
        return new OriginalRequest(
                received, origin, path, client, believed.clientAddress(received), true, isRemarkable, believed.hops);
    }

    private static String peerAddress(ReceivedRequest received) {
        String address = received.peerAddress();
        return address == null ? "" : address;
    }

    /**
     * An original request for tests of code that takes one: as if a proxy on 127.0.0.1 had told it.
     *
     * <pre>{@code
     * OriginalRequest original = OriginalRequest.of("https://shop.example.com/cart?item=7", "203.0.113.9");
     * }</pre>
     *
     * @param url an absolute http or https URL
     * @param clientAddress an IP address, without brackets
     * @return the request, trusted, with an empty context path
     * @throws IllegalArgumentException if one of them is not what it should be
     */
    public static OriginalRequest of(String url, String clientAddress) {
        String scheme = Ascii.startsWith(url, 0, url.length(), "https://") ? Scheme.HTTPS : Scheme.HTTP;
        RequestHead received =
                RequestHead.parse("GET " + url + " HTTP/1.1").scheme(scheme).peer(LOOPBACK, 0);
        IpAddress client = IpAddress.parse(clientAddress);
        boolean isUrl = Ascii.startsWith(url, 0, url.length(), scheme + "://") && received.hasAuthority();
        if (!isUrl || client == null) {
            throw new IllegalArgumentException("expected an absolute http(s) URL and an IP address but was \""
                    + Printable.of(url) + "\" and \"" + Printable.of(clientAddress) + "\"");
        }
        Origin origin = new Origin(scheme, received.serverName(), received.serverPort());
        ForwardedPath path = new ForwardedPath(null, null, false);
        Node node = Node.peer(client.toString(), 0);
        return new OriginalRequest(received, origin, path, node, client.toString(), true, false, 1);
    }

    /**
     * {@return the scheme that the client used: {@code http} or {@code https}; anything else only if it was received so
     * and no header says otherwise (RFC 9110 section 4.2)}
     */
    public String scheme() {
        return origin.scheme();
    }

    /** {@return whether the scheme is https, so that the client used TLS, as far as is known} */
    public boolean isSecure() {
        return origin.scheme().equals(Scheme.HTTPS);
    }

    /**
     * {@return the host that the client used, case and trailing dot as sent: a name or an IP literal, IPv6 in brackets
     * (RFC 3986 section 3.2.2)}
     */
    public String host() {
        return origin.host();
    }

    /**
     * {@return the host in the form to compare it in, lower case and without a trailing dot: {@code shop.example.com}
     * where {@link #host()} is {@code Shop.Example.com.}}
     */
    public String hostName() {
        String host = origin.host();
        return Ascii.lower(host.substring(0, Host.withoutTrailingDot(host)));
    }

    /**
     * {@return the TCP port that the client used, 1 to 65535; not positive only if the server received the request
     * without any}
     */
    public int port() {
        return origin.port();
    }

    /**
     * {@return what the client sent as {@code Host} (RFC 9110 section 7.2), the port only where it is not the default of
     * the scheme: {@code shop.example.com} or {@code [2001:db8::1]:8443}}
     */
    public String authority() {
        return origin.authority();
    }

    /**
     * {@return the origin (RFC 6454) as browsers send it in {@code Origin}, for example
     * {@code https://shop.example.com}; the port only where it is not the default}
     */
    public String origin() {
        return origin.text();
    }

    /**
     * {@return the URL of the application, which is the origin and the context path that the client sees, without a
     * trailing slash: {@code https://shop.example.com/shop}}
     */
    public String baseUrl() {
        return origin() + contextPath();
    }

    /**
     * An absolute link into the application, for a mail or an answer. Nothing is encoded.
     *
     * @param target a path of the application, raw, with or without a query: {@code /reset?token=x}
     * @return for example {@code https://shop.example.com/shop/reset?token=x}
     * @throws IllegalArgumentException if the target does not begin with a slash
     */
    public String link(String target) {
        return baseUrl() + slashed(target);
    }

    private static String slashed(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "expected a path that begins with '/' but was \"" + Printable.of(path) + "\"");
        }
        return path;
    }

    /**
     * {@return the prefix that stands before the path, without a trailing slash, for example {@code /shop}; empty if
     * there is none or prefixes are ignored}
     */
    public String prefix() {
        PathPrefix prefix = path.prefix();
        return prefix == null ? "" : prefix.text();
    }

    /** {@return the context path that the client sees: the received one with the prefix applied} */
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
        return path.contextPath(received);
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
        return path.path(received, receivedContextPath);
    }

    /**
     * {@return the client as a node (RFC 7239 section 6): an address as {@link #clientAddress()} has it,
     * {@code unknown}, an obfuscated identifier such as {@code _hidden}, or {@code unix}}
     */
    public String clientNode() {
        return client.name();
    }

    /**
     * {@return the address of the client, or of the nearest node that has one if the client's is not told: RFC 5952
     * text without brackets, IPv4-mapped as IPv4; from a peer that is not trusted the peer's address as the server
     * gave it}
     */
    public String clientAddress() {
        return clientAddress;
    }

    /**
     * {@return {@link #clientAddress()} as the JDK has it, without a look-up; null if that is no IP address, as behind
     * a Unix domain socket}
     */
    public @Nullable InetAddress clientInetAddress() {
        IpAddress address = IpAddress.parse(PeerAddress.literal(clientAddress));
        return address == null ? null : address.toInetAddress();
    }

    /**
     * {@return the TCP port of the client (RFC 7239 section 6); 0 if it was not told; the peer's own if no client was
     * taken from the headers}
     */
    public int clientPort() {
        return client.isAddress() ? client.port() : 0;
    }

    /** {@return the address of the direct TCP neighbour as the server gave it; empty for a peer without address} */
    public String peerAddress() {
        return peerAddress;
    }

    /** {@return whether the peer is a trusted proxy, so that its headers were believed} */
    public boolean isTrusted() {
        return trusted;
    }

    /** Whether an account of the request may hold a finding that is worth a line in the log. */
    boolean isRemarkable() {
        return remarkable;
    }

    /**
     * {@return how many hops were believed: 0 if nothing was taken from the headers, 1 if only the peer's word was, and
     * so on}
     */
    public int hops() {
        return hops;
    }

    /**
     * {@return whether path and query of {@link #url()} come from the header that {@code names url=} gives, because a
     * gateway rewrote the path: the URL has another path than the one that was routed}
     */
    public boolean pathOverridden() {
        return path.target() != null;
    }

    /**
     * {@return the URL that the client requested (RFC 9110 section 7.1): path and query raw, the prefix applied, the port
     * left out where it is the scheme's default, for example {@code https://shop.example.com/a%20b?x=1}}
     */
    public String url() {
        return url(origin.authority(), path(), query());
    }

    /**
     * {@return {@link #url()} with the port always written, as some webhook signatures want it:
     * {@code https://shop.example.com:443/a%20b?x=1}}
     */
    public String urlWithPort() {
        return url(origin.authorityWithPort(), path(), query());
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
        return url(origin.authority(), path.isEmpty() ? path : slashed(path), query);
    }

    private String url(String authority, String path, @Nullable String query) {
        return origin.scheme() + "://" + authority + path + (query == null ? "" : "?" + query);
    }

    /**
     * {@return the path of {@link #url()} (RFC 3986 section 3.3), raw, with the prefix; empty where the client requested
     * none ({@code *})}
     */
    public String path() {
        return path.original(rawPath, contextPath);
    }

    /**
     * {@return the query of {@link #url()} (RFC 3986 section 3.4), raw: the text behind the question mark; null if there
     * is none, empty if nothing stands behind it}
     */
    public @Nullable String query() {
        return path.originalQuery(rawQuery);
    }

    /**
     * {@link #url()} as the JDK has it. Browsers send characters that a URI may not hold, as {@code |} or a
     * {@code %} that begins no triplet: those of path and query are percent-encoded, so that this always answers.
     *
     * @return the URI; for signatures take {@link #url()}, which is what the client sent
     * @throws IllegalStateException if the host is no URI's: the server received it so, and no header says otherwise
     */
    public URI uri() {
        String query = query();
        String encoded = query == null ? null : UriText.encoded(query, true);
        try {
            return new URI(url(origin.authority(), UriText.encoded(path(), false), encoded));
        } catch (URISyntaxException notHost) {
            throw new IllegalStateException("The received host is no host: " + Printable.of(origin.host()), notHost);
        }
    }

    /** The URL without its query, and the client: fit for logs, cut and stripped of control characters. */
    @Override
    public String toString() {
        return Printable.of(origin() + path()) + " from " + Printable.of(clientNode());
    }
}
