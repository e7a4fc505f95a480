package dev.forwarded.stories;

import dev.forwarded.servlet.Answer;
import dev.forwarded.servlet.Stage;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A browser that keeps cookies and follows redirects, and the proxy through which it reaches the application. */
final class Browser {

    private static final int MOST_REDIRECTS = 4;

    /** Makes the head that the application receives. */
    @FunctionalInterface
    interface Proxy {

        /** Null for a URL that the proxy does not pass to the application. */
        @Nullable
        Head head(URI url);
    }

    private final CookieManager cookies = new CookieManager();
    private final Stage stage;
    private final Proxy proxy;

    Browser(Stage stage, Proxy proxy) {
        this.stage = stage;
        this.proxy = proxy;
    }

    Answer open(String url) throws IOException {
        URI uri = URI.create(url);
        Head head = proxy.head(uri);
        if (head == null) {
            return new Answer(404, List.of(), "the proxy's own error page");
        }
        String cookie = cookie(url);
        Answer answer = stage.ask((cookie.isEmpty() ? head : head.with("Cookie: " + cookie)).text());
        cookies.put(uri, Map.of("Set-Cookie", answer.values("Set-Cookie")));
        return answer;
    }

    /** What it sends with a request for a URL, e.g. {@code a=1; b=2}; nothing if no cookie belongs there. */
    String cookie(String url) throws IOException {
        Map<String, List<String>> fields = cookies.get(URI.create(url), Map.of());
        return String.join("; ", fields.getOrDefault("Cookie", List.of()));
    }

    /** Every redirect on the way, and the status at the end. */
    String visit(String url) throws IOException {
        List<String> way = new ArrayList<>();
        Answer answer = open(url);
        for (String at = url; answer.status() / 100 == 3 && way.size() < MOST_REDIRECTS; answer = open(at)) {
            at = URI.create(at).resolve(answer.value("Location")).toString();
            way.add(at);
        }
        way.add(answer.status() / 100 == 3 ? "too many redirects" : String.valueOf(answer.status()));
        return String.join(", ", way);
    }
}
