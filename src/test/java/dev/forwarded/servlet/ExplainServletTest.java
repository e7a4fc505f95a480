package dev.forwarded.servlet;

import static dev.forwarded.servlet.Local.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainServletTest {

    private static final String ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

    private static final String[] BY_PROXY = {
        "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example.com"
    };

    @Test
    void the_page_shows_the_way_the_sources_and_what_the_application_would_see_without_the_filter() throws Exception {
        try (Local local = Local.with("headers=x-forwarded")) {
            assertThat(local.page("text/html", BY_PROXY))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("<svg role=\"img\"", "Client, believed", "Direct neighbour, believed")
                    .contains("https://shop.example.com/app/page", "http://inner.example/app/page")
                    .contains("X-Forwarded-Proto, value 1 from the right")
                    .doesNotContain("Authorization:", TOKEN, "<script");
        }
    }

    /** {@code -Dforwarded.golden=write} writes the pages instead of comparing them; then they are to be looked at. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "believed | headers=x-forwarded | X-Forwarded-For: 203.0.113.9;X-Forwarded-Proto: https;X-Forwarded-Host: shop.example.com",
                "many-hops | trustedProxies=127.0.0.1,10.0.0.0/8 | Forwarded: for=192.0.2.66, for=203.0.113.9;proto=http;host=shop.example.com, for=10.1.2.3, for=10.1.2.4;host=other.example.com",
                "everybody | trustedProxies=all; headers=x-forwarded | X-Forwarded-For: 203.0.113.9, 10.1.2.3;X-Forwarded-Host: shop.example.com",
                "identifier | trustedProxies=127.0.0.1,_a-name-that-is-longer-than-a-line-of-the-picture-and-has-no-place-to-break-it-anywhere | Forwarded: for=_b, for=_a-name-that-is-longer-than-a-line-of-the-picture-and-has-no-place-to-break-it-anywhere",
                "untrusted | headers=x-forwarded; trustedProxies=10.0.0.0/8 | X-Forwarded-For: 203.0.113.9;X-Forwarded-Proto: https",
                "refused | mode=report; headers=x-forwarded | X-Forwarded-For: 203.0.113.9, 10.1.2.3, for;X-Forwarded-Proto: gopher",
                "disagreeing | mode=report | Forwarded: for=203.0.113.9;X-Forwarded-For: 203.0.113.8",
                "nothing | headers=x-forwarded | Accept-Language: en"
            })
    void the_page_is_the_one_that_was_looked_at(String name, String settings, String headers) throws Exception {
        Path golden = Path.of("src/test/resources/explain-page", name + ".html");
        try (Local local = Local.with(settings)) {
            String page = local.page("text/html", headers.split(";(?=[A-Z])"));
            String body = page.substring(page.indexOf("<body"));
            if (System.getProperty("forwarded.golden", "").equals("write")) {
                Files.writeString(golden, body);
            }
            assertThat(body).isEqualTo(Files.readString(golden));
        }
    }

    @Test
    void findings_stand_with_their_fixes() throws Exception {
        try (Local local = Local.with("headers=x-forwarded; trustedProxies=10.0.0.0/8")) {
            assertThat(local.page("text/html", BY_PROXY))
                    .contains("Direct neighbour, not believed: client")
                    .contains("<strong>Fix:</strong>", "<code>untrusted-peer</code>");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html",
                "*/* | text/plain",
                "application/json | application/json",
                "application/json;q=0.5, text/* | text/plain",
                "text/html;q=0.4, application/*;q=0.5 | application/json",
                "text/html;q=0, */* | text/plain",
                "TEXT/HTML | text/html",
                "image/png | text/plain",
                "text/html;q=x, application/json;q=0.1 | application/json",
                "'' | text/plain",
                ",,; | text/plain"
            })
    void the_form_of_the_answer_is_the_one_that_is_accepted(String accept, String type) throws Exception {
        try (Local local = Local.with("headers=x-forwarded")) {
            assertThat(local.page(accept, BY_PROXY)).containsIgnoringCase("Content-Type: " + type + ";charset=utf-8");
        }
    }

    @Test
    void json_is_the_account_for_programs() throws Exception {
        try (Local local = Local.with("headers=x-forwarded")) {
            String answer = local.page("application/json", BY_PROXY);
            JsonNode json = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
            assertThat(json.at("/original/url").asText()).isEqualTo("https://shop.example.com/app/page");
            assertThat(json.at("/hops/0/role").asText()).isEqualTo("client");
            assertThat(json.at("/peer/trusted").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/json"})
    void nothing_of_the_page_is_kept_or_runs(String accept) throws Exception {
        try (Local local = Local.with("headers=x-forwarded")) {
            assertThat(local.page(accept, BY_PROXY))
                    .contains("Cache-Control: no-store\r\n", "X-Content-Type-Options: nosniff\r\n")
                    .contains("Content-Security-Policy: default-src 'none'; style-src 'sha256-")
                    .contains("Vary: Accept, Authorization\r\n", "Referrer-Policy: no-referrer\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "X-Forwarded-Host",
                "X-Forwarded-Port",
                "X-Forwarded-Prefix",
                "X-Real-IP",
                "X-Original-URL",
                "X-Original-Host"
            })
    void an_attack_in_a_header_is_shown_as_text(String header) throws Exception {
        try (Local local = Local.with("mode=report; names=url=X-Original-URL; prefix=replace")) {
            String answer = local.page("text/html", header + ": " + ATTACK);
            if (answer.startsWith("HTTP/1.1 200 ")) {
                assertThat(answer).contains("&lt;script&gt;").doesNotContain("<script", "<img");
            } else {
                // Jetty itself refuses an illegal Host.
                assertThat(header).isEqualTo("Host");
                assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("<img src=x");
            }
        }
    }

    @Test
    void an_attack_in_path_and_query_is_shown_as_text() throws Exception {
        try (Local local = Local.with("mode=report")) {
            assertThat(local.ask("/app/page?q=<script>'\"", "text/html", "Authorization: Bearer " + TOKEN))
                    .contains("?q=&lt;script&gt;&#39;&quot;")
                    .doesNotContain("<script");
        }
    }

    @Test
    void what_is_not_printable_is_shown_by_its_number() {
        assertThat(new Markup().text("a\u202Eb\u0007\u00E4\u2028<")).hasToString("a\\u202Eb\\u0007\\u00E4\\u2028&lt;");
    }

    @Test
    void a_long_value_is_folded_up_and_complete() throws Exception {
        try (Local local = Local.with("mode=report; headers=x-forwarded")) {
            String value = "x".repeat(4096);
            assertThat(local.page("text/html", "X-Forwarded-Host: " + value))
                    .contains("(4096 characters)</summary><code>" + value + "</code>");
        }
    }

    @Test
    void secrets_are_not_shown() throws Exception {
        String settings = "headers=x-forwarded; trustedSecret=X-Proxy-Secret=fedcba9876543210;"
                + " explainToken=X-Explain=cafecafecafecafe; hideHeaders=true X-Explain";
        for (String accept : List.of("text/html", "text/plain", "application/json")) {
            try (Local local = Local.with(settings)) {
                assertThat(local.page(
                                accept,
                                "X-Proxy-Secret: fedcba9876543210",
                                "X-Explain: cafecafecafecafe",
                                "X-Forwarded-Proto: https"))
                        .startsWith("HTTP/1.1 200 ")
                        .contains("X-Proxy-Secret", "X-Explain")
                        .doesNotContain("fedcba", "cafecafe", TOKEN);
            }
        }
    }

    @Test
    void without_init_params_nobody_is_answered() throws Exception {
        try (Local local = Local.with("headers=x-forwarded", Map.of(), context -> {})) {
            assertThat(local.page("text/html", BY_PROXY))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("Cache-Control: no-store")
                    .doesNotContain("203.0.113.9");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | Bearer 0123456789abcdef",
                "200 | bearer 0123456789abcdef",
                "200 | Basic Ojo=0",
                "401 | Bearer 0123456789abcdeg",
                "401 | Bearer",
                "401 | 0123456789abcdef",
                "401 | Basic !",
                "401 | ''"
            })
    void the_token_is_asked_for(int status, String authorization) throws Exception {
        String password = Base64.getEncoder().encodeToString(("any:" + TOKEN).getBytes(StandardCharsets.US_ASCII));
        try (Local local = Local.with("headers=x-forwarded")) {
            String line = authorization.replace("Ojo=0", password);
            assertThat(local.ask("/app/page", "*/*", line.isEmpty() ? "" : "Authorization: " + line))
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void two_lines_of_authorization_are_none() throws Exception {
        try (Local local = Local.with("headers=x-forwarded")) {
            assertThat(local.page("*/*", "Authorization: Bearer x")).startsWith("HTTP/1.1 401 ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | Test-Peer: 192.0.2.7",
                "403 | Test-Peer: 198.51.100.1",
                "200 | X-Forwarded-For: 192.0.2.7",
                "403 | X-Forwarded-For: 198.51.100.1",
                "403 | X-Forwarded-For: 192.0.2.7, 198.51.100.1",
                // A proxy of ours that says nothing of the client is not the client.
                "403 | Test-Peer: 192.0.2.9;X-Forwarded-Proto: https",
                "403 | Test-Peer: 192.0.2.9;X-Forwarded-For: unknown",
                // Nor is one that is not trusted, whatever it says.
                "403 | Test-Peer: 192.0.2.7;X-Forwarded-For: 192.0.2.7",
                "403 | Test-Peer: 192.0.2.7;X-Real-IP: 198.51.100.1",
                "403 | Test-Peer: 192.0.2.7;Via: 1.1 proxy"
            })
    void addresses_are_those_of_clients_that_are_known(int status, String headers) throws Exception {
        try (Local local = Local.with(
                "headers=x-forwarded; trustedProxies=127.0.0.1 192.0.2.9",
                Map.of(ExplainAccess.ADDRESSES, "192.0.2.0/24"),
                context -> {})) {
            assertThat(local.ask("/app/page", "*/*", headers.split(";"))).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void addresses_and_token_are_both_asked_for() throws Exception {
        Map<String, String> both = Map.of(ExplainAccess.ADDRESSES, "192.0.2.0/24", ExplainAccess.TOKEN, TOKEN);
        try (Local local = Local.with("headers=x-forwarded", both, context -> {})) {
            assertThat(local.page("*/*", "Test-Peer: 192.0.2.7")).startsWith("HTTP/1.1 200 ");
            assertThat(local.page("*/*", "Test-Peer: 198.51.100.7")).startsWith("HTTP/1.1 403 ");
            assertThat(local.ask("/app/page", "*/*", "Test-Peer: 192.0.2.7")).startsWith("HTTP/1.1 401 ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token | s3cr3t | at least 16 printable characters",
                "token | 0123456789 abcdef | at least 16 printable characters",
                "addresses | 10.0.0.1/8 | write 10.0.0.0/8",
                "adresses | private | unknown; there are addresses and token"
            })
    void wrong_init_params_are_named_and_a_token_is_not_shown(String name, String value, String message) {
        assertThatThrownBy(() -> ExplainAccess.of(new StubConfig(Map.of(name, value))))
                .hasMessageContaining(message)
                .message()
                .satisfies(text ->
                        assertThat(name.equals("token") && text.contains(value)).isFalse());
    }

    @Test
    void where_no_filter_was_started_the_page_says_so() throws Exception {
        try (Local local = Local.start(null, Map.of(ExplainAccess.TOKEN, TOKEN), context -> {})) {
            assertThat(local.page("text/html", BY_PROXY))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("no ForwardedFilter was started");
        }
    }

    @Test
    void a_request_that_the_filter_had_nothing_to_do_with_is_explained_by_its_settings() throws Exception {
        try (Local local = Local.with("headers=x-forwarded; trustedProxies=10.0.0.0/8")) {
            assertThat(local.page("text/html"))
                    .contains("passed the request untouched")
                    .contains("trustedProxies=10.0.0.0/8");
        }
    }

    @Test
    void only_get_and_head_are_answered() {
        assertThat(List.of(ExplainServlet.class.getDeclaredMethods()))
                .extracting(java.lang.reflect.Method::getName)
                .contains("doGet")
                .doesNotContain("doPost", "service");
    }

    /** Init-params, and nothing else that a servlet could ask for. */
    private record StubConfig(Map<String, String> parameters) implements jakarta.servlet.ServletConfig {

        @Override
        public String getServletName() {
            return "page";
        }

        @Override
        public jakarta.servlet.ServletContext getServletContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getInitParameter(String name) {
            return parameters.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return java.util.Collections.enumeration(parameters.keySet());
        }
    }
}
