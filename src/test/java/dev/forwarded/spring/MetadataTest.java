package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forwarded.ForwardedResolver;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an editor knows about the properties is what the library does. */
class MetadataTest {

    private static final Map<String, String> DEFAULTS =
            ForwardedResolver.builder().build().settings();

    private static JsonNode metadata;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in =
                ForwardedProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            metadata = new ObjectMapper().readTree(in);
        }
    }

    private static Map<String, JsonNode> byName(String kind) {
        Map<String, JsonNode> byName = new TreeMap<>();
        metadata.get(kind).forEach(node -> byName.put(node.get("name").asText(), node));
        // Those of the actuator's endpoint are Spring Boot's own.
        byName.keySet().removeIf(name -> name.startsWith("management."));
        return byName;
    }

    private static Map<String, String> expected() {
        Map<String, String> properties = new TreeMap<>();
        DEFAULTS.forEach((key, value) -> properties.put(PropertyNames.of(key), value));
        properties.put("forwarded.enabled", "true");
        return properties;
    }

    @Test
    void there_is_a_property_for_every_setting_and_no_other() {
        assertThat(byName("properties")).containsOnlyKeys(expected().keySet());
    }

    @Test
    void every_property_has_a_description() {
        assertThat(byName("properties").values())
                .allSatisfy(property -> assertThat(property.path("description").asText())
                        .hasSizeGreaterThan(20)
                        .endsWith("."));
    }

    @Test
    void the_defaults_are_those_of_the_library() {
        Map<String, String> actual = new TreeMap<>();
        byName("properties").forEach((name, property) -> actual.put(name, text(property.path("defaultValue"))));
        assertThat(actual).isEqualTo(expected());
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> words = new ArrayList<>();
        value.forEach(word -> words.add(word.asText()));
        return String.join(",", words);
    }

    @Test
    void the_hints_are_accepted_by_the_library() {
        byName("hints")
                .forEach((name, hint) -> hint.get("values").forEach(value -> {
                    String word = value.get("value").asText();
                    assertThat(ForwardedResolver.builder()
                                    .set(setting(name), word)
                                    .build()
                                    .settings())
                            .containsEntry(setting(name), word);
                }));
    }

    @Test
    void the_hints_name_every_word_that_a_setting_takes() {
        for (String setting : DEFAULTS.keySet()) {
            assertThat(hinted(setting)).as(setting).containsAll(wordsOf(setting));
        }
    }

    private static List<String> hinted(String setting) {
        List<String> words = new ArrayList<>();
        JsonNode hint = byName("hints").get(PropertyNames.of(setting));
        if (hint != null) {
            hint.get("values").forEach(value -> words.add(value.get("value").asText()));
        }
        return words;
    }

    /** By what the library answers to a value that no setting takes. */
    private static Set<String> wordsOf(String setting) {
        Set<String> words = new TreeSet<>();
        try {
            ForwardedResolver.builder().set(setting, "?").build();
        } catch (IllegalArgumentException mistake) {
            String fix = mistake.getMessage().replaceFirst("(?s).*; write (one of )?", "");
            boolean isListOfWords = fix.matches("[a-z-]+(, [a-z-]+)*");
            if (isListOfWords) {
                words.addAll(List.of(fix.split(", ")));
            }
        }
        return words;
    }

    private static String setting(String property) {
        return DEFAULTS.keySet().stream()
                .filter(key -> PropertyNames.of(key).equals(property))
                .findFirst()
                .orElseThrow();
    }
}
