package dev.forwarded;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request whose header lines are at hand, as in a container: asking it for a header allocates the enumeration at most,
 * for any number of lines. So what is counted is the library's.
 */
record LeanRequest(
        String peerAddress, String rawPath, @Nullable String rawQuery, Map<String, List<String>> lines)
        implements ReceivedRequest {

    /** With {@code Host: shop.example.com} and the lines of one header. */
    static LeanRequest of(String name, List<String> values) {
        Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.put("Host", List.of("shop.example.com"));
        lines.put(name, values);
        return new LeanRequest("127.0.0.1", "/", null, lines);
    }

    @Override
    public String protocol() {
        return "HTTP/1.1";
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String serverName() {
        return "shop.example.com";
    }

    @Override
    public int serverPort() {
        return 80;
    }

    @Override
    public int peerPort() {
        return 40112;
    }

    @Override
    public String localAddress() {
        return "127.0.0.1";
    }

    @Override
    public String contextPath() {
        return "";
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = lines.get(name);
        return values == null ? null : values.get(0);
    }

    @Override
    public Enumeration<String> headers(String name) {
        return Collections.enumeration(lines.getOrDefault(name, List.of()));
    }
}
