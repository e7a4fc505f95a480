package dev.forwarded.proxies;

import java.util.List;
import java.util.Optional;

/**
 * Where a proxy does not pass on what the client sent, so that a request of the table comes to another outcome. The
 * page of the proxy tells the reason in these words. Such a request is sent all the same, but not counted.
 *
 * @param proxy the name of its row
 * @param request the name of the request
 * @param outcome the URL that the application sees in place of the client's; {@value #REFUSED}, or the status with which
 *     the proxy itself answers
 * @param reason why
 */
record Difference(String proxy, String request, String outcome, String reason) {

    private static final String REFUSED = "refused";

    /** Every difference of every proxy. */
    static final List<Difference> ALL = List.of(
            new Difference("HAProxy, Varnish", "a trailer", "503", "Varnish answers 503 to a request with a trailer."),
            new Difference("Varnish", "a trailer", "503", "Varnish answers 503 to a request with a trailer."),
            new Difference(
                    "h2o",
                    "an absolute target with the other scheme",
                    "{scheme}://shop.example.com/{other}://shop.example.com/cart",
                    "h2o takes an absolute target for a path."),
            new Difference(
                    "h2o",
                    "an absolute target with another host",
                    "{scheme}://shop.example.com/http://evil.example/cart",
                    "h2o takes an absolute target for a path."));

    static Optional<Difference> of(String proxy, LiveRequest request) {
        return ALL.stream()
                .filter(one -> one.proxy.equals(proxy) && one.request.equals(request.name()))
                .findFirst();
    }

    private boolean isStatus() {
        return outcome.length() == 3 && outcome.chars().allMatch(Character::isDigit);
    }

    /** Whether the proxy answers with this status, and the application does not see the request. */
    boolean isStatusOf(Seen seen) {
        return isStatus() && outcome.equals(Integer.toString(seen.status())) && !seen.answered();
    }

    /** The request with this outcome for the expected one. */
    LiveRequest in(LiveRequest request) {
        return outcome.equals(REFUSED)
                ? new LiveRequest(request.name(), request.link(), request.head(), List.of(), true)
                : request.withUrls(request.link().fill(outcome));
    }
}
