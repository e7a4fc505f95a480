package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RequestHead;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Redirects that led elsewhere, and log lines that a client could shape, from {@code cases/attacks.jsonl}. */
class AttacksTest {

    private static Stream<JsonNode> attacks(String kind) throws IOException {
        try (InputStream in = AttacksTest.class.getResourceAsStream("/cases/attacks.jsonl")) {
            List<JsonNode> attacks = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                attacks.add(new ObjectMapper().readTree(line));
            }
            return attacks.stream().filter(attack -> attack.get("kind").asText().equals(kind));
        }
    }

    private static Map<String, String> settings(JsonNode attack) {
        Map<String, String> settings = new LinkedHashMap<>();
        attack.get("settings")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return settings;
    }

    private static OriginalRequest original(JsonNode attack) {
        JsonNode request = attack.get("request");
        String query =
                request.get("query").isNull() ? "" : "?" + request.get("query").asText();
        StringBuilder head = new StringBuilder("GET ")
                .append(request.get("requestURI").asText())
                .append(query)
                .append(" HTTP/1.1\r\n");
        request.get("headers")
                .forEach(header -> head.append(header.get(0).asText())
                        .append(": ")
                        .append(header.get(1).asText())
                        .append("\r\n"));
        return ForwardedResolver.builder()
                .settings(settings(attack))
                .build()
                .resolve(RequestHead.parse(head.toString()));
    }

    @TestFactory
    Stream<DynamicTest> a_redirect_stays_on_its_host() throws IOException {
        return attacks("redirect")
                .map(attack -> DynamicTest.dynamicTest(attack.get("id").asText(), () -> {
                    OriginalRequest original = original(attack);
                    String query = original.query() == null ? "" : "?" + original.query();
                    String location = Redirects.resolve(
                            attack.get("request").get("sendRedirect").asText(), original.path(), query);
                    assertThat(RedirectPropertyTest.hostOf(location))
                            .as(location)
                            .isEmpty();
                    JsonNode expected = attack.get("expect").get("location");
                    if (expected != null) {
                        assertThat(original.url(location, null)).isEqualTo(expected.asText());
                    }
                }));
    }

    /** The request of a raw head, with its target as a container passes it on. */
    private static HttpServletRequest request(JsonNode attack) {
        String head = attack.get("input").asText().stripTrailing();
        RequestHead parsed = RequestHead.parse(head);
        return new HttpServletRequestWrapper(new StubRequest("127.0.0.1", head)) {

            @Override
            public String getServerName() {
                return parsed.serverName();
            }

            @Override
            public String getRequestURI() {
                return parsed.rawPath();
            }

            @Override
            public @Nullable String getQueryString() {
                return parsed.rawQuery();
            }

            @Override
            public String getContextPath() {
                return "";
            }
        };
    }

    @TestFactory
    Stream<DynamicTest> a_raw_request_is_redirected_to_its_own_host() throws IOException {
        return attacks("raw")
                .flatMap(attack -> Stream.of(OriginalHttpResponse.Mode.values())
                        .map(mode -> DynamicTest.dynamicTest(attack.get("id").asText() + ", " + mode, () -> {
                            HttpServletRequest request = request(attack);
                            for (String location : List.of("?lang=de", "", "#top", "x", "../x", "/x")) {
                                String sent = RedirectPropertyTest.sent(location, request, mode);
                                assertThat(RedirectPropertyTest.hostOf(sent))
                                        .as("\"%s\" became \"%s\"", location, sent)
                                        .isIn("", "shop.example.com");
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> a_log_line_holds_no_query_and_nothing_that_a_terminal_obeys() throws IOException {
        return attacks("log")
                .map(attack -> DynamicTest.dynamicTest(attack.get("id").asText(), () -> {
                    RecordingLogger log = new RecordingLogger(true);
                    ForwardedResolver resolver = ForwardedResolver.builder()
                            .settings(settings(attack))
                            .build();
                    new ForwardedFilter(resolver, new Slf4jLog(log))
                            .doFilter(request(attack), new StubResponse(), (request, response) -> {});
                    assertThat(log.lines()).isNotEmpty().allSatisfy(line -> {
                        assertThat(line).doesNotContain("aaaa").hasSizeLessThan(line.startsWith("DEBUG") ? 2_000 : 500);
                        assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 0x7f || c == '\n');
                    });
                }));
    }
}
