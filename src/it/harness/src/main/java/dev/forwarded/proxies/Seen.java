package dev.forwarded.proxies;

import dev.forwarded.servlet.Answer;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a request.
 *
 * @param status the status; 0 for a connection that was closed without an answer
 * @param url the URL that the application sees, or to which it redirects; empty if it did not answer
 * @param client the address that it sees
 * @param facts all that it says of the request, by name; only the URL and the client for a redirect
 */
record Seen(int status, String url, String client, Map<String, String> facts) {

    /** The header in which the address comes with a redirect. */
    static final String CLIENT = "X-Seen-Client";

    static final Seen CLOSED = new Seen(0, "", "", Map.of());

    static Seen of(Answer answer) {
        if (answer.status() == 302 && !answer.values(CLIENT).isEmpty()) {
            return new Seen(302, answer.value("Location"), answer.value(CLIENT), Map.of());
        }
        return answer.body().startsWith("url=")
                ? told(answer.status(), answer.body())
                : new Seen(answer.status(), "", "", Map.of());
    }

    static Seen told(int status, String body) {
        Map<String, String> facts = body.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Seen(status, facts.get("url"), facts.get("client"), facts);
    }

    /** Whether the application answered at all. */
    boolean answered() {
        return !url.isEmpty();
    }

    /** Whether the proxy, the container or the filter refused the request as the client's fault. */
    boolean refused() {
        return !answered() && (status == 0 || status / 100 == 4);
    }
}
