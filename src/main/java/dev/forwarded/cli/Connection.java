package dev.forwarded.cli;

import dev.forwarded.RequestHead;
import java.util.List;
import java.util.Map;

/** What the command line says of the connection on which a request arrived. */
final class Connection {

    /** The keys beside the settings. */
    static final List<String> KEYS =
            List.of("peer", "peerPort", "scheme", "serverName", "serverPort", "localAddress", "contextPath", "target");

    private final Map<String, String> keys;

    Connection(Map<String, String> keys) {
        this.keys = keys;
    }

    /** The request target for headers without a request line. */
    String target() {
        String target = keys.getOrDefault("target", "/");
        if (target.isEmpty() || target.chars().anyMatch(c -> c <= ' ')) {
            throw mistake("target", target, "a request target without white space, as /cart?item=7");
        }
        return target;
    }

    /** The request as it arrived on this connection. */
    RequestHead of(RequestHead head) {
        String scheme = keys.getOrDefault("scheme", "http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw mistake("scheme", scheme, "http or https");
        }
        String context = keys.getOrDefault("contextPath", "");
        if (!context.isEmpty() && !context.startsWith("/")) {
            throw mistake("contextPath", context, "a path that begins with a slash, or nothing");
        }
        RequestHead bound = head.scheme(scheme)
                .peer(keys.getOrDefault("peer", "127.0.0.1"), port("peerPort", 0))
                .server(
                        keys.getOrDefault("serverName", "localhost"),
                        port("serverPort", scheme.equals("http") ? 80 : 443))
                .contextPath(context);
        String local = keys.get("localAddress");
        return local == null ? bound : bound.localAddress(local);
    }

    private int port(String key, int standard) {
        String port = keys.get(key);
        if (port == null) {
            return standard;
        }
        boolean digits = !port.isEmpty() && port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(port) > 0xffff) {
            throw mistake(key, port, "a port of 0 to 65535");
        }
        return Integer.parseInt(port);
    }

    private static CommandException mistake(String key, String value, String expected) {
        return new CommandException(key + ": expected " + expected + " but was " + Terminal.quoted(value));
    }
}
