package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RequestHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Redirects that led to another host, or to a path with dots, from {@code cases/attacks.jsonl}. */
class AttacksTest {

    private static Stream<JsonNode> redirects() throws IOException {
        try (InputStream in = AttacksTest.class.getResourceAsStream("/cases/attacks.jsonl")) {
            List<JsonNode> attacks = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                attacks.add(new ObjectMapper().readTree(line));
            }
            return attacks.stream().filter(attack -> attack.get("kind").asText().equals("redirect"));
        }
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
        Map<String, String> settings = new LinkedHashMap<>();
        attack.get("settings")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return ForwardedResolver.builder().settings(settings).build().resolve(RequestHead.parse(head.toString()));
    }

    @TestFactory
    Stream<DynamicTest> a_redirect_stays_on_its_host() throws IOException {
        return redirects()
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
}
