package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The session of an application behind a proxy, asked for twice. */
final class Sessions {

    /** What the proxy sends. */
    static final String HOP = "Host: inner:8080\nForwarded: for=203.0.113.7;proto=https;host=shop.example\n";

    private static final Action SESSION = (request, response) ->
            response.getWriter().print(request.getSession().isNew());

    private Sessions() {}

    static Stage stage() {
        return Stage.with("headers=forwarded").on("/session", SESSION);
    }

    private static List<String> lines(Answer answer) {
        return answer.values("Set-Cookie").stream()
                .filter(line -> line.startsWith("JSESSIONID="))
                .toList();
    }

    /** The one line that sets the cookie of a session, which lasts whatever the server writes into it. */
    static String cookieThatLasts() throws IOException {
        Answer first = stage().ask("GET /app/session HTTP/1.1\n" + HOP);
        assertThat(first.body()).isEqualTo("true");
        assertThat(lines(first)).hasSize(1);
        String line = lines(first).get(0);
        Answer second = stage().ask("GET /app/session HTTP/1.1\nCookie: " + line.split(";", 2)[0] + "\n" + HOP);
        assertThat(second.body()).isEqualTo("false");
        assertThat(lines(second)).isEmpty();
        return line;
    }

    /** How the page on containers says it. */
    static String secure(String line) {
        return line.toLowerCase(Locale.ROOT).contains("; secure") ? "Secure" : "as received";
    }
}
