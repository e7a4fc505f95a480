package dev.forwarded.proxies;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table: what a client sends, and what the application must see of it.
 *
 * @param name what it is about
 * @param link how it reaches the proxy
 * @param head the request, lines ended by a line feed; {@code {port}} stands for the listener's port
 * @param urls the client's true URL; more than one where the request itself names two hosts, none where it names no
 *     host at all and must be refused
 * @param lie whether the client lies, so that a refusal is right too
 */
record LiveRequest(String name, Link link, String head, List<String> urls, boolean lie) {

    /** Between two requests on one connection; the answer to the last one counts. */
    static final String AGAIN = "---\n";

    LiveRequest withUrls(String... others) {
        return new LiveRequest(name, link, head, List.of(others), lie);
    }

    /** With the port of the listener. */
    LiveRequest at(int port) {
        String number = Integer.toString(port);
        return new LiveRequest(
                name,
                link,
                head.replace("{port}", number),
                urls.stream().map(url -> url.replace("{port}", number)).toList(),
                lie);
    }

    /** What is wrong with the URL; null if nothing is. */
    @Nullable
    String urlMistake(Seen seen) {
        if (!seen.answered()) {
            boolean right = lie && seen.refused();
            return right ? null : "expected " + urls + " but the answer was " + seen.status();
        }
        if (urls.stream().noneMatch(url -> comparable(url).equals(comparable(seen.url())))) {
            return "expected " + urls + " but was " + seen.url();
        }
        return seen.facts().isEmpty() ? null : factMistake(seen);
    }

    private @Nullable String factMistake(Seen seen) {
        if (!lie && head.contains("\nUpgrade: websocket\n") && seen.status() != 101) {
            return "expected 101 but the status was " + seen.status();
        }
        String path = seen.url().substring(pathOf(seen.url()));
        // An application that is deployed under the prefix knows it in any spelling.
        boolean deployed =
                path.startsWith("/%73hop/") && !seen.facts().get("prefix").isEmpty();
        String prefix = path.startsWith("/shop/") || deployed ? "/shop" : "";
        if (!seen.facts().get("prefix").equals(prefix)) {
            return "expected the prefix \"" + prefix + "\" but was \""
                    + seen.facts().get("prefix") + '"';
        }
        if (!seen.facts().get("original").equals(seen.url())) {
            return "the original URL is " + seen.facts().get("original");
        }
        return seen.facts().get("scheme").equals(link.scheme)
                ? null
                : "the scheme is " + seen.facts().get("scheme");
    }

    /** What is wrong with the client's address, or with headers that should be hidden; null if nothing is. */
    @Nullable
    String clientMistake(Seen seen) {
        if (!seen.answered()) {
            return null;
        }
        if (!seen.client().equals(link.client())) {
            return "expected the client " + link.client() + " but was " + seen.client();
        }
        String visible = seen.facts().getOrDefault("visible", "");
        return visible.isEmpty() ? null : "the application sees " + visible;
    }

    /** Some proxies change the case of a host, and take off its trailing dot: it is the same host. */
    private static String comparable(String url) {
        int start = url.indexOf("://") + 3;
        int end = pathOf(url);
        String authority = url.substring(start, end).toLowerCase(Locale.ROOT);
        int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon);
        String undotted = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return url.substring(0, start) + undotted + port + url.substring(end);
    }

    private static int pathOf(String url) {
        return url.indexOf('/', url.indexOf("://") + 3);
    }

    @Override
    public String toString() {
        return name + ", " + link;
    }
}
