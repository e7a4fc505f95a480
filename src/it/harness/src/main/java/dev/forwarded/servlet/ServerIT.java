package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What servers differ in: settings that are wrong, session cookies, and what they believe by themselves. */
class ServerIT {

    @Test
    void a_wrong_setting_never_opens_the_application() throws IOException {
        Answer answer = closed(Integer.parseInt(ServerPage.of(Container.NAME, "a wrong setting")));
        assertThat(answer.body()).doesNotContain("scheme=", "hopps");
    }

    /** Servers deploy one application after the other: until it is there it is unknown, which is 404 too. */
    private static Answer closed(int expected) throws IOException {
        int port = Sessions.stage().port();
        Answer answer = null;
        for (int i = 0; i < 100 && (answer == null || answer.status() == 404 && expected != 404); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10L * i));
            answer = RawHttp.ask(port, "GET /closed/dump HTTP/1.1\n" + Scenarios.ONE_HOP);
        }
        assertThat(answer.status()).isEqualTo(expected);
        return answer;
    }

    @Test
    void a_session_lasts_and_its_cookie_is_secure_where_the_server_lets_a_filter_make_it_so() throws IOException {
        assertThat(Sessions.secure(Sessions.cookieThatLasts()))
                .isEqualTo(ServerPage.of(Container.NAME, "session cookie"));
    }

    @Test
    void a_stranger_is_believed_by_no_server_but_the_one_that_the_docs_name() throws IOException {
        Answer answer =
                Sessions.stage().askFrom(2, "GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: https\n");
        String scheme = answer.body().contains("scheme=https") ? "believed" : "not believed";
        assertThat(scheme).isEqualTo(ServerPage.of(Container.NAME, "a stranger's X-Forwarded-Proto"));
        assertThat(answer.body()).contains("X-Forwarded-Proto=null", "remoteAddr=127.0.0.2");
    }

    @Test
    void without_a_provider_of_slf4j_the_filter_is_heard_in_the_log_of_the_server() throws IOException {
        Sessions.stage().ask("GET /app/dump HTTP/1.1\n" + Sessions.HOP);
        assertThat(ServerContainer.log()).contains("Forwarded filter");
    }
}
