package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What servers differ in: settings that are wrong, session cookies, and what they believe by themselves. */
class ServerIT {

    private static final String HOP = "Host: inner:8080\nForwarded: for=203.0.113.7;proto=https;host=shop.example\n";

    private static final Action SESSION = (request, response) ->
            response.getWriter().print(request.getSession().isNew());

    private static Stage sessions() {
        return Stage.with("headers=forwarded").on("/session", SESSION);
    }

    private static List<String> sessionLines(Answer answer) {
        return answer.values("Set-Cookie").stream()
                .filter(line -> line.startsWith("JSESSIONID="))
                .toList();
    }

    @Test
    void a_wrong_setting_never_opens_the_application() throws IOException {
        Answer answer = closed(Integer.parseInt(ServerPage.of(Container.NAME, "a wrong setting")));
        assertThat(answer.body()).doesNotContain("scheme=", "hopps");
    }

    /** Servers deploy one application after the other: until it is there it is unknown, which is 404 too. */
    private static Answer closed(int expected) throws IOException {
        int port = sessions().port();
        Answer answer = null;
        for (int i = 0; i < 100 && (answer == null || answer.status() == 404 && expected != 404); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10L * i));
            answer = RawHttp.ask(port, "GET /closed/dump HTTP/1.1\n" + Scenarios.ONE_HOP);
        }
        assertThat(answer.status()).isEqualTo(expected);
        return answer;
    }

    @Test
    void a_session_lasts_whatever_the_server_writes_into_its_cookie() throws IOException {
        Answer first = sessions().ask("GET /app/session HTTP/1.1\n" + HOP);
        assertThat(first.body()).isEqualTo("true");
        assertThat(sessionLines(first)).hasSize(1);
        String cookie = sessionLines(first).get(0).split(";", 2)[0];
        Answer second = sessions().ask("GET /app/session HTTP/1.1\nCookie: " + cookie + "\n" + HOP);
        assertThat(second.body()).isEqualTo("false");
        assertThat(sessionLines(second)).isEmpty();
    }

    @Test
    void the_session_cookie_is_secure_where_the_server_lets_a_filter_make_it_so() throws IOException {
        Answer answer = sessions().ask("GET /app/session HTTP/1.1\n" + HOP);
        assertThat(sessionLines(answer)).hasSize(1);
        boolean secure = sessionLines(answer).get(0).toLowerCase(Locale.ROOT).contains("; secure");
        assertThat(secure ? "Secure" : "as received").isEqualTo(ServerPage.of(Container.NAME, "session cookie"));
    }

    @Test
    void a_stranger_is_believed_by_no_server_but_the_one_that_the_docs_name() throws IOException {
        Answer answer = sessions().askFrom(2, "GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: https\n");
        String scheme = answer.body().contains("scheme=https") ? "believed" : "not believed";
        assertThat(scheme).isEqualTo(ServerPage.of(Container.NAME, "a stranger's X-Forwarded-Proto"));
        assertThat(answer.body()).contains("X-Forwarded-Proto=null", "remoteAddr=127.0.0.2");
    }

    @Test
    void without_a_provider_of_slf4j_the_filter_is_heard_in_the_log_of_the_server() throws IOException {
        sessions().ask("GET /app/dump HTTP/1.1\n" + HOP);
        assertThat(ServerContainer.log()).contains("Forwarded filter");
    }
}
