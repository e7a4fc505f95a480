package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Requests as people behind real proxies received them, and settings as they wrote them, each with the right answer. */
final class ReportsTest {

    /** Proposals that the rules decline, and what their account says instead. */
    private static final Map<String, String> DECLINED = Map.of(
            "br-023", "expected http, https, on, off, true, false, 1 or 0",
            "br-030", "expected http, https, on, off, true, false, 1 or 0",
            "br-053", "a zone or route domain");

    static Stream<JsonNode> lines(String file) throws IOException {
        try (InputStream in = ReportsTest.class.getResourceAsStream("/cases/" + file + ".jsonl")) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                lines.add(new ObjectMapper().readTree(line));
            }
            return lines.stream();
        }
    }

    private static Map<String, String> settings(JsonNode node) {
        Map<String, String> settings = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return settings;
    }

    private static RequestHead received(JsonNode report) {
        String head = String.join("\r\n", texts(report.get("head"))) + "\r\n\r\n";
        return RequestHead.parse(head)
                .peer(report.get("peer").asText(), 40112)
                .scheme(report.get("scheme").asText());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Explanation explain(JsonNode settings, JsonNode report) {
        return ForwardedResolver.builder().settings(settings(settings)).build().explain(received(report));
    }

    @TestFactory
    Stream<DynamicTest> the_answer_is_the_right_one() throws IOException {
        return lines("reports")
                .map(report -> DynamicTest.dynamicTest(report.get("id").asText(), () -> {
                    Explanation explanation = explain(report.get("settings"), report);
                    String declined = DECLINED.get(report.get("id").asText());
                    if (declined == null) {
                        assertThat(said(explanation.decision())).isEqualTo(expected(report.get("expect")));
                    } else {
                        assertThat(said(explanation.decision())).isEqualTo("rejected");
                        assertThat(explanation.toString().replaceAll("\\s+", " "))
                                .contains(declined);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> the_fix_gives_what_was_wanted() throws IOException {
        return lines("reports")
                .filter(report -> report.has("mended"))
                .map(report -> DynamicTest.dynamicTest(report.get("id").asText(), () -> {
                    JsonNode wanted = report.has("wants") ? report.get("wants") : report.get("expect");
                    assertThat(said(explain(report.get("mended"), report).decision()))
                            .isEqualTo(expected(wanted));
                }));
    }

    @TestFactory
    Stream<DynamicTest> the_account_says_what_helps_and_nothing_false() throws IOException {
        return lines("reports")
                .filter(report -> report.has("explain"))
                .map(report -> DynamicTest.dynamicTest(report.get("id").asText(), () -> {
                    Explanation explanation = explain(report.get("settings"), report);
                    JsonNode account = report.get("explain");
                    if (account.has("mention")) {
                        String findings = explanation.findings().toString();
                        assertThat(findings).contains(texts(account.get("mention")));
                    }
                    if (account.has("absent")) {
                        assertThat(explanation.findings())
                                .extracting(Finding::id)
                                .doesNotContainAnyElementsOf(texts(account.get("absent")));
                    }
                }));
    }

    private static String said(Decision decision) {
        return decision instanceof OriginalRequest original
                ? original.url() + " from " + original.clientAddress()
                : "rejected";
    }

    private static String expected(JsonNode expect) {
        return expect.isTextual()
                ? expect.asText()
                : expect.get("url").asText() + " from " + expect.get("client").asText();
    }

    private static ReceivedRequest attacked(JsonNode request) {
        StringBuilder head = new StringBuilder("GET ")
                .append(request.get("requestURI").asText())
                .append(
                        request.get("query").isNull()
                                ? ""
                                : "?" + request.get("query").asText())
                .append(" HTTP/1.1\r\n");
        request.get("headers")
                .forEach(header -> head.append(header.get(0).asText())
                        .append(": ")
                        .append(header.get(1).asText())
                        .append("\r\n"));
        return RequestHead.parse(head.toString())
                .peer(request.get("peer").asText(), request.get("peerPort").asInt())
                .scheme(request.get("scheme").asText())
                .contextPath(request.get("contextPath").asText());
    }

    @TestFactory
    Stream<DynamicTest> attacks_on_the_resolver_and_its_account_fail() throws IOException {
        return lines("attacks")
                .filter(attack -> attack.path("request").has("requestURI")
                        && !attack.get("request").has("sendRedirect"))
                .map(attack -> DynamicTest.dynamicTest(attack.get("id").asText(), () -> {
                    Explanation explanation = ForwardedResolver.builder()
                            .settings(settings(attack.get("settings")))
                            .build()
                            .explain(attacked(attack.get("request")));
                    assertThat(explanation.toString()).isNotBlank();
                    JsonNode expect = attack.get("expect");
                    if (expect.path("rejected").asBoolean()) {
                        assertThat(explanation.decision()).isInstanceOf(RejectedRequestException.class);
                    } else {
                        served((OriginalRequest) explanation.decision(), expect);
                    }
                }));
    }

    private static void served(OriginalRequest original, JsonNode expect) {
        Map<String, String> said = Map.of(
                "url", original.url(),
                "requestURL", original.url(),
                "requestURI", original.path(),
                "contextPath", original.contextPath(),
                "scheme", original.scheme(),
                "pathOverridden", String.valueOf(original.pathOverridden()));
        said.forEach((name, value) -> {
            if (expect.has(name)) {
                assertThat(value).as(name).isEqualTo(expect.get(name).asText());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> attacks_on_the_settings_fail() throws IOException {
        return lines("attacks")
                .filter(attack -> attack.get("kind").asText().equals("settings"))
                .map(attack -> DynamicTest.dynamicTest(attack.get("id").asText(), () -> {
                    ForwardedResolver.Builder builder =
                            ForwardedResolver.builder().settings(settings(attack.get("settings")));
                    JsonNode expect = attack.get("expect");
                    if (expect.path("refused").asBoolean()) {
                        assertThatThrownBy(builder::build)
                                .isInstanceOf(IllegalArgumentException.class)
                                .message()
                                .doesNotContain("0123456789abcde");
                    } else {
                        assertThat(builder.build().warnings())
                                .extracting(Finding::id)
                                .contains(expect.get("warning").asText());
                    }
                }));
    }
}
