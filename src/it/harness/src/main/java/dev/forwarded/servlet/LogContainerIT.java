package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.servlet.Logs.FilterLevel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says, and what report mode leaves alone. Each test starts an application of its own, to see it start. */
class LogContainerIT {

    private static final String PROTO = "GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: ";

    private final Logs logs = new Logs(FilterLevel.INFO);

    @AfterEach
    void closeLogs() {
        logs.close();
    }

    private Stage start(String settings) {
        return Stage.own(Application.filtered(Stage.settings(settings), Application.RECOMMENDED)
                .withErrorPages());
    }

    private List<String> warnings(String id) {
        return logs.ofFilter().stream()
                .filter(line -> line.startsWith("WARN ") && line.contains("[" + id + "]"))
                .toList();
    }

    @Test
    void start_up_says_in_one_line_who_is_trusted_and_what_is_believed() {
        start("headers=x-forwarded; trustedProxies=10.0.0.0/8; fields=for,proto; onInvalid=ignore");
        assertThat(logs.ofFilter())
                .containsExactly("INFO Forwarded filter: trusted: 10.0.0.0/8; believed: X-Forwarded (for,proto);"
                        + " invalid headers: ignored; from anybody else: ignored");
    }

    @Test
    void start_up_warns_of_what_is_risky() {
        start("hops=1; mode=report");
        assertThat(logs.ofFilter()).filteredOn(line -> line.startsWith("INFO ")).hasSize(1);
        assertThat(warnings("hops-alone")).hasSize(1);
        assertThat(warnings("report-mode")).hasSize(1);
        assertThat(warnings("host-unguarded")).hasSize(1);
    }

    @Test
    void an_untrusted_peer_is_named_once_with_the_setting_that_helps() throws IOException {
        Stage stage = start("headers=x-forwarded; fields=proto; trustedProxies=10.0.0.0/8");
        for (int i = 0; i < 20; i++) {
            stage.ask(PROTO + "https\n");
        }
        assertThat(warnings("untrusted-peer")).hasSize(1).first().asString().contains("127.0.0.1", "10.0.0.0/8");
    }

    @Test
    void requests_without_forwarded_headers_are_not_warned_of() throws IOException {
        Stage stage = start("headers=x-forwarded; fields=proto; trustedProxies=10.0.0.0/8");
        stage.ask("GET /app/dump HTTP/1.1\nHost: inner:8080\nClient-IP: 1.2.3.4\n");
        assertThat(logs.ofFilter()).noneMatch(line -> line.startsWith("WARN"));
    }

    @Test
    void a_trusted_peers_other_family_is_named_once() throws IOException {
        Stage stage = start("headers=x-forwarded; fields=proto");
        for (int i = 0; i < 20; i++) {
            stage.ask("GET /app/dump HTTP/1.1\nHost: inner:8080\nForwarded: proto=https\n");
        }
        assertThat(warnings("family-ignored")).hasSize(1);
    }

    @Test
    void refusals_are_logged_with_header_and_place_at_most_ten_a_minute() throws IOException {
        Stage stage = start("headers=x-forwarded; fields=proto");
        for (int i = 0; i < 30; i++) {
            stage.ask(PROTO + "gopher" + "x".repeat(3000) + "\n");
        }
        List<String> lines = warnings("invalid-value");
        assertThat(lines).hasSize(10).allSatisfy(line -> {
            assertThat(line).contains("answered with 400", "X-Forwarded-Proto", "gopherxxx");
            assertThat(line).hasSizeLessThan(700);
        });
    }

    @Test
    void a_second_instance_is_named_once() throws IOException {
        Stage stage = Stage.own(Application.filtered(Stage.settings("fields=proto"), Application.RECOMMENDED)
                .filter(Stage.settings("fields=proto"), Application.RECOMMENDED));
        for (int i = 0; i < 3; i++) {
            stage.ask(PROTO + "https\n");
        }
        assertThat(warnings("second-instance")).hasSize(1);
    }

    @Test
    void dispatches_of_one_filter_are_no_second_instance() throws IOException {
        Stage stage = Stage.own(Application.filtered(Stage.settings("fields=proto"), Application.ALL)
                .withErrorPages()
                .on(
                        "/forward",
                        (request, response) ->
                                request.getRequestDispatcher("/async").forward(request, response))
                .on(
                        "/async",
                        (request, response) ->
                                request.startAsync(request, response).dispatch("/fail"))
                .on("/fail", (request, response) -> response.sendError(409)));
        assertThat(stage.ask("GET /app/forward HTTP/1.1\nHost: inner\nX-Forwarded-Proto: https\n")
                        .status())
                .isEqualTo(409);
        assertThat(warnings("second-instance")).isEmpty();
    }

    @Test
    void a_peer_that_something_in_front_has_replaced_is_not_trusted() throws IOException {
        Stage stage = Stage.own(new Application()
                .filter(
                        (request, response, chain) -> {
                            request.setAttribute("org.apache.tomcat.request.forwarded", true);
                            chain.doFilter(request, response);
                        },
                        Application.RECOMMENDED)
                .filter(Stage.settings("fields=proto"), Application.RECOMMENDED));
        assertThat(stage.ask(PROTO + "https\n").body()).contains("scheme=http\n");
        assertThat(warnings("already-rewritten")).hasSize(1);
    }

    @Test
    void at_debug_every_request_is_explained_and_the_secret_is_not() throws IOException {
        Stage stage = start("headers=x-forwarded; fields=proto; trustedSecret=X-Proxy-Secret=0123456789abcdef");
        try (Logs debug = new Logs(FilterLevel.DEBUG)) {
            stage.ask(PROTO + "https\nX-Proxy-Secret: 0123456789abcdef\n");
            assertThat(debug.text())
                    .containsPattern("received +http://inner:8080/app/dump")
                    .containsPattern("peer +127.0.0.1")
                    .contains("X-Forwarded-Proto: https")
                    .containsPattern("url +https://inner:8080/app/dump")
                    .doesNotContain("0123456789abcdef");
        }
    }

    @Test
    void without_debug_nothing_is_explained() throws IOException {
        start("headers=x-forwarded; fields=proto").ask(PROTO + "https\n");
        assertThat(logs.ofFilter()).noneMatch(line -> line.contains("received "));
    }

    @Test
    void report_mode_changes_nothing() throws IOException {
        String reported = start("headers=x-forwarded; fields=for,proto,host; mode=report; prefix=replace")
                .ask("GET /app/dump HTTP/1.1\n" + Scenarios.ONE_HOP + "X-Forwarded-Prefix: /shop\n")
                .body();
        assertThat(reported.lines().toList())
                .contains("scheme=http", "serverName=inner", "remoteAddr=127.0.0.1", "host=inner:8080")
                .contains("url=http://inner:8080/app/dump", "contextPath=/app", "X-Forwarded-For=203.0.113.7")
                .contains("answer=https://shop.example/shop/dump from 203.0.113.7")
                .contains("original=https://shop.example/shop/dump from 203.0.113.7");
        assertThat(logs.ofFilter())
                .filteredOn(line -> line.contains("would change"))
                .containsExactly("WARN Forwarded filter: would change http://inner:8080/app/dump from 127.0.0.1 to"
                        + " https://shop.example/shop/dump from 203.0.113.7");
    }

    @Test
    void report_mode_serves_what_it_would_refuse() throws IOException {
        Stage stage = start("headers=x-forwarded; fields=proto; mode=report");
        Answer answer = stage.ask(PROTO + "gopher\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("answer=none", "X-Forwarded-Proto=gopher");
        assertThat(warnings("invalid-value")).hasSize(1).first().asString().contains("would be answered with 400");
    }

    @Test
    void report_mode_says_nothing_of_a_request_that_it_would_leave_as_it_is() throws IOException {
        Stage stage = start("headers=x-forwarded; fields=proto; mode=report");
        stage.ask("GET /app/dump HTTP/1.1\nHost: inner:80\nX-Forwarded-Proto: http\n");
        assertThat(logs.ofFilter()).noneMatch(line -> line.contains("would"));
    }

    @Test
    void report_mode_reports_a_request_once() throws IOException {
        Stage stage = start("headers=x-forwarded; fields=proto; mode=report")
                .on("/async", (request, response) -> request.startAsync().dispatch("/fail"))
                .on("/fail", (request, response) -> response.sendError(409));
        stage.ask("GET /app/async HTTP/1.1\nHost: inner\nX-Forwarded-Proto: https\n");
        assertThat(logs.ofFilter()).filteredOn(line -> line.contains("would")).hasSize(1);
        stage.ask("GET /app/async HTTP/1.1\nHost: inner\nX-Forwarded-Proto: gopher\n");
        assertThat(logs.ofFilter()).filteredOn(line -> line.contains("would")).hasSize(2);
    }

    @Test
    void new_settings_may_be_tried_in_front_of_old_ones() throws IOException {
        Stage stage =
                Stage.own(Application.filtered(Stage.settings("fields=proto; mode=report"), Application.RECOMMENDED)
                        .filter(Stage.settings("headers=x-forwarded; fields=for,proto"), Application.RECOMMENDED)
                        .withErrorPages()
                        .on("/fail", (request, response) -> response.sendError(409)));
        for (String path : List.of("dump", "fail")) {
            assertThat(stage.ask("GET /app/" + path + " HTTP/1.1\nHost: inner\nX-Forwarded-Proto: https\n"
                                    + "X-Forwarded-For: 203.0.113.7\n")
                            .body()
                            .lines()
                            .toList())
                    .contains("scheme=https", "remoteAddr=203.0.113.7", "headerNames=host");
        }
        assertThat(warnings("second-instance")).isEmpty();
    }
}
