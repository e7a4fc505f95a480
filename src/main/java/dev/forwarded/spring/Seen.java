package dev.forwarded.spring;

import dev.forwarded.OriginalRequest;
import dev.forwarded.ReceivedRequest;
import dev.forwarded.internal.http.Printable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an application sees of a request. */
record Seen(String scheme, String host, int port, String path, String client, boolean secure) {

    static Seen of(HttpServletRequest request) {
        return new Seen(
                text(request.getScheme()),
                text(request.getServerName()),
                request.getServerPort(),
                text(request.getRequestURI()),
                text(request.getRemoteAddr()),
                request.isSecure());
    }

    /** With the original request in the place of the received one. */
    static Seen of(OriginalRequest original, ReceivedRequest received) {
        return new Seen(
                original.scheme(),
                original.host(),
                original.port(),
                original.path(received.rawPath(), received.contextPath()),
                original.clientAddress(),
                original.isSecure());
    }

    /** With nothing changed. */
    static Seen of(ReceivedRequest received) {
        return new Seen(
                received.scheme(),
                text(received.serverName()),
                received.serverPort(),
                received.rawPath(),
                text(received.peerAddress()),
                received.scheme().equals("https"));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The names of what differs. */
    List<String> differences(Seen other) {
        List<String> names = new ArrayList<>();
        add(names, "scheme", scheme.equals(other.scheme));
        add(names, "host", host.equals(other.host));
        add(names, "port", port == other.port);
        add(names, "path", path.equals(other.path));
        add(names, "client", client.equals(other.client));
        add(names, "secure", secure == other.secure);
        return names;
    }

    private static void add(List<String> names, String name, boolean isSame) {
        if (!isSame) {
            names.add(name);
        }
    }

    /** Fit for a log; there is no query in it. */
    @Override
    public String toString() {
        return Printable.of(
                scheme + "://" + host + ":" + port + path + (secure ? " (secure)" : "") + " from " + client);
    }
}
