package dev.forwarded;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A received request made from the text of its head (RFC 9112): for tests, tools and servers of one's own.
 *
 * <pre>{@code
 * ReceivedRequest received = RequestHead.parse("GET /cart HTTP/1.1\r\nHost: shop.example.com\r\n\r\n")
 *         .peer("10.0.0.7", 40112)
 *         .scheme("http");
 * }</pre>
 *
 * <p>Lines end with CRLF or LF; the text ends at an empty line or its own end. Server name and port are those of an
 * absolute-form target, else of {@code Host}, else the ones given. Nothing is decoded. Not checked: method, version
 * and header values; a header name is taken as it stands before the colon. Immutable and thread-safe.
 *
 * @since 1.0.0
 */
public final class RequestHead implements ReceivedRequest {

    private record Header(String name, String value) {}

    private record End(String host, int port) {}

    private record Connection(
            String scheme, End server, End peer, @Nullable String localAddress, String contextPath) {}

    private static final Connection LOOPBACK =
            new Connection("http", new End("localhost", 80), new End("127.0.0.1", 0), null, "");

    private final String protocol;
    private final String target;
    private final List<Header> headers;
    private final Connection connection;

    private RequestHead(String protocol, String target, List<Header> headers, Connection connection) {
        this.protocol = protocol;
        this.target = target;
        this.headers = headers;
        this.connection = connection;
    }

    /**
     * Reads a request head. It counts as sent by 127.0.0.1 over http until said otherwise.
     *
     * @param head the request line and the header lines
     * @return the request
     * @throws IllegalArgumentException if the request line is not {@code method target version}, or a line has no
     *     header name
     */
    public static RequestHead parse(String head) {
        List<String> lines = lines(head);
        String request = lines.isEmpty() ? "" : lines.get(0);
        int first = request.indexOf(' ');
        int last = request.lastIndexOf(' ');
        if (first <= 0 || last <= first + 1 || !request.startsWith("HTTP/", last + 1)) {
            throw new IllegalArgumentException(
                    "expected \"method target HTTP/version\" but was \"" + Printable.of(request) + "\"");
        }
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            headers.add(headerLine(line));
        }
        String target = request.substring(first + 1, last).trim();
        return new RequestHead(request.substring(last + 1), target, List.copyOf(headers), LOOPBACK);
    }

    /** The lines up to an empty one. A CR that no LF follows ends no line. */
    private static List<String> lines(String head) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < head.length()) {
            int feed = Ascii.find('\n', head, start, head.length());
            int end = feed > start && head.charAt(feed - 1) == '\r' ? feed - 1 : feed;
            if (end == start) {
                break;
            }
            lines.add(head.substring(start, end));
            start = feed + 1;
        }
        return lines;
    }

    private static Header headerLine(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("expected \"Name: value\" but was \"" + Printable.of(line) + "\"");
        }
        int start = Ascii.skipOws(line, colon + 1, line.length());
        return new Header(line.substring(0, colon), line.substring(start, Ascii.trimOws(line, start, line.length())));
    }

    /**
     * The same request from another peer.
     *
     * @param address the address as a server would give it, not checked; empty or a path for a Unix domain socket
     * @param port the TCP port, 0 for none
     * @return a copy
     */
    public RequestHead peer(String address, int port) {
        Connection c = connection;
        return with(new Connection(c.scheme, c.server, new End(address, port), c.localAddress, c.contextPath));
    }

    /**
     * The same request on a connection with another scheme.
     *
     * @param scheme {@code http} or {@code https}
     * @return a copy
     */
    public RequestHead scheme(String scheme) {
        Connection c = connection;
        return with(new Connection(scheme, c.server, c.peer, c.localAddress, c.contextPath));
    }

    /**
     * The same request to a server with another name of its own, which counts where the request names none.
     *
     * @param name the name or address, not checked
     * @param port the TCP port
     * @return a copy
     */
    public RequestHead server(String name, int port) {
        Connection c = connection;
        return with(new Connection(c.scheme, new End(name, port), c.peer, c.localAddress, c.contextPath));
    }

    /**
     * The same request on another local address.
     *
     * @param address the address on which it arrived
     * @return a copy
     */
    public RequestHead localAddress(String address) {
        Connection c = connection;
        return with(new Connection(c.scheme, c.server, c.peer, address, c.contextPath));
    }

    /**
     * The same request to an application at another context path.
     *
     * @param path the path, empty for the root
     * @return a copy
     */
    public RequestHead contextPath(String path) {
        Connection c = connection;
        return with(new Connection(c.scheme, c.server, c.peer, c.localAddress, path));
    }

    private RequestHead with(Connection other) {
        return new RequestHead(protocol, target, headers, other);
    }

    @Override
    public String protocol() {
        return protocol;
    }

    @Override
    public String scheme() {
        return connection.scheme;
    }

    @Override
    public String serverName() {
        Authority authority = authority();
        return authority == null ? connection.server.host : authority.host();
    }

    @Override
    public int serverPort() {
        Authority authority = authority();
        if (authority == null) {
            return connection.server.port;
        }
        return authority.port() == Authority.NO_PORT ? Authority.defaultPort(connection.scheme) : authority.port();
    }

    /** Whether the target in absolute form, else Host, has a legal authority. */
    boolean hasAuthority() {
        return authority() != null;
    }

    /** The authority of an absolute-form target, else of Host; null if there is no legal one. */
    private @Nullable Authority authority() {
        int start = authorityStart();
        if (start > 0) {
            return Authority.parse(target, start, authorityEnd(start));
        }
        String host = header("Host");
        return host == null ? null : Authority.parse(host);
    }

    /** Where the authority of an absolute-form target begins; -1 if the target has another form. */
    private int authorityStart() {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        return scheme < 0 ? -1 : scheme + "://".length();
    }

    private int authorityEnd(int start) {
        int slash = Ascii.find('/', target, start, target.length());
        return Ascii.find('?', target, start, slash);
    }

    @Override
    public String peerAddress() {
        return connection.peer.host;
    }

    @Override
    public int peerPort() {
        return connection.peer.port;
    }

    @Override
    public @Nullable String localAddress() {
        return connection.localAddress;
    }

    @Override
    public String rawPath() {
        int start = authorityStart();
        int from = start < 0 ? 0 : authorityEnd(start);
        String path = target.substring(from, Ascii.find('?', target, from, target.length()));
        return path.isEmpty() && start >= 0 ? "/" : path;
    }

    @Override
    public @Nullable String rawQuery() {
        int mark = target.indexOf('?');
        return mark < 0 ? null : target.substring(mark + 1);
    }

    @Override
    public String contextPath() {
        return connection.contextPath;
    }

    @Override
    public @Nullable String header(String name) {
        Enumeration<String> lines = headers(name);
        return lines.hasMoreElements() ? lines.nextElement() : null;
    }

    @Override
    public Enumeration<String> headers(String name) {
        return Collections.enumeration(headers.stream()
                .filter(header -> Ascii.equalsIgnoreCase(header.name, name))
                .map(Header::value)
                .toList());
    }

    /** Target without its query, protocol and peer, fit for a log. */
    @Override
    public String toString() {
        String path = target.substring(0, Ascii.find('?', target, 0, target.length()));
        return Printable.of(path + " " + protocol + " from " + connection.peer.host);
    }
}
