package dev.forwarded.servlet;

import java.util.ArrayList;
import java.util.List;

/**
 * What WebSphere's web server plug-in tells Open Liberty. By default Liberty believes it, and X-Forwarded-Proto, of
 * anybody and before any filter, so that the received scheme and host are the client's choice.
 */
final class LibertyHeaders {

    static final String WARNING = "Open Liberty itself believes X-Forwarded-* and $WS* headers of anybody, before any"
            + " filter, unless server.xml says <httpDispatcher trustedHeaderOrigin=\"none\"/>. Write that line, for a"
            + " filter cannot see whether it is there [server-believes]";

    private static final String START = "$WS";

    private static final List<String> NAMES = List.of(
            "$WSSC", "$WSIS", "$WSSN", "$WSSP", "$WSRA", "$WSRH", "$WSRU", "$WSAT", "$WSCC", "$WSCS", "$WSPR", "$WSSI");

    private LibertyHeaders() {}

    static boolean contain(String name) {
        return name.regionMatches(true, 0, START, 0, START.length());
    }

    /** The headers that make a request one to look at, on Liberty. */
    static List<String> besides(List<String> watched) {
        List<String> all = new ArrayList<>(watched);
        all.addAll(NAMES);
        return List.copyOf(all);
    }
}
