package dev.forwarded.servlet;

import java.util.ArrayDeque;
import java.util.Deque;

/** Locations of redirects: references of RFC 3986 section 4.2, resolved against the path that the client sees. */
final class Redirects {

    private Redirects() {}

    /** Whether a location is left as it is: it has a scheme, or names another host. */
    static boolean isForeign(String location) {
        return location.startsWith("//") || hasScheme(location);
    }

    static boolean hasScheme(String location) {
        for (int i = 0; i < location.length(); i++) {
            char c = location.charAt(i);
            if (c == ':') {
                return i > 0;
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean other = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return false;
    }

    /**
     * A location that begins with the request's own path is a path, though that path begins with more than one slash
     * or with a backslash, which browsers read as one: its leading slashes become one.
     */
    static String withoutOwnSlashes(String location, String ownPath) {
        boolean looksForeign = slashes(ownPath) > 1 || ownPath.startsWith("\\");
        return looksForeign && location.startsWith(ownPath) ? "/" + location.substring(slashes(location)) : location;
    }

    private static int slashes(String text) {
        int slashes = 0;
        while (slashes < text.length() && isSlash(text.charAt(slashes))) {
            slashes++;
        }
        return slashes;
    }

    /**
     * The absolute path, query and fragment of a relative reference (RFC 3986 section 5.2).
     *
     * @param location a reference without scheme and host
     * @param path the client-facing path of the request; one without a slash in front, as in {@code OPTIONS *}, counts
     *     as the root
     * @param query the query of the request with its question mark, or an empty text
     * @return a path of the same host, whatever dot segments and a request path of two slashes have left in front
     */
    static String resolve(String location, String path, String query) {
        return onOwnHost(resolveAgainst(path.startsWith("/") ? path : "/", location, query));
    }

    /** Browsers take two slashes of either kind for a host, and see neither tabs nor line ends between them. */
    private static String onOwnHost(String path) {
        int slashes = 0;
        int end = 0;
        for (; end < path.length() && isSkipped(path.charAt(end)); end++) {
            slashes += isSlash(path.charAt(end)) ? 1 : 0;
        }
        return slashes > 1 ? "/" + path.substring(end) : path;
    }

    private static boolean isOnOwnHost(String path) {
        return onOwnHost(path).equals(path);
    }

    private static boolean isSkipped(char c) {
        return isSlash(c) || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    /**
     * What a container is given that resolves by itself: the location, unless that, or what it resolves to, would be
     * read as another host. Jetty removes dot segments from a whole path too, and resolves an empty location against the
     * folder.
     */
    static String forContainer(String location, String path, String query) {
        if (isForeign(location)) {
            return location;
        }
        String base = path.startsWith("/") ? path : "/";
        String resolved = resolveAgainst(base, location, query);
        String normal = withoutDots(resolved.substring(0, endOfPath(resolved)));
        String own = settled(normal);
        boolean stays = own.equals(normal)
                && isOnOwnHost(resolved)
                && isOnOwnHost(location)
                && isOnOwnHost(withoutDots(folder(base)))
                && !hidesSomething(location);
        return stays ? location : own + resolved.substring(endOfPath(resolved));
    }

    /** Without dots and of the own host, both at once: what one takes away may show the other. */
    private static String settled(String path) {
        String before = path;
        String after = onOwnHost(path);
        while (!after.equals(before)) {
            before = after;
            after = onOwnHost(withoutDots(after));
        }
        return after;
    }

    /** Blanks in front do not arrive, browsers drop controls, and two backslashes are two slashes for them. */
    private static boolean hidesSomething(String location) {
        boolean blank = location.startsWith(" ") || location.startsWith("\\");
        return blank || location.chars().anyMatch(c -> c < ' ');
    }

    private static String resolveAgainst(String path, String location, String query) {
        if (location.isEmpty() || location.startsWith("#")) {
            return path + query + location;
        }
        if (location.startsWith("?")) {
            return path + location;
        }
        int end = endOfPath(location);
        String folder = location.startsWith("/") ? "" : folder(path);
        String merged = folder + location.substring(0, end);
        return withoutDots(merged) + location.substring(end);
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static int endOfPath(String location) {
        int end = 0;
        while (end < location.length() && location.charAt(end) != '?' && location.charAt(end) != '#') {
            end++;
        }
        return end;
    }

    /** RFC 3986 section 5.2.4, for a path that begins with a slash. */
    private static String withoutDots(String path) {
        Deque<String> segments = new ArrayDeque<>();
        int start = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                boolean last = i == path.length();
                add(segments, path.substring(Math.min(start, i), i), last);
                start = i + 1;
            }
        }
        return "/" + String.join("/", segments);
    }

    private static void add(Deque<String> segments, String segment, boolean last) {
        boolean dots = segment.equals(".") || segment.equals("..");
        if (segment.equals("..")) {
            segments.pollLast();
        }
        if (!dots) {
            segments.addLast(segment);
        } else if (last) {
            segments.addLast("");
        }
    }
}
