package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader and the writer of JSON, beside Jackson's. */
final class JsonTest {

    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}", "[]", " [ ] ", "null", "true", "false", "\"\"",
                        "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"",
                "0", "-0", "12.5", "1e3", "-1.5E-7", "[1,[2,[3]]]", "{\"a\":{\"b\":[null,true]},\"c\":\"d\"}",
                        "\t\r\n1",
                "[\"\u00e9\u2026\"]", "{\"\":\"\"}"
            })
    void it_reads_what_jackson_reads(String json) throws JsonProcessingException {
        assertThat(normal(JsonReader.read(json))).isEqualTo(normal(JACKSON.readValue(json, Object.class)));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\u0001', delimiter = '|', textBlock = """
                    [1,]          | 4: expected a value but was "]"
                    [1 2]         | 4: expected ',' or ']' but was "2"
                    {"a" 1}       | 6: expected ':' but was "1"
                    {a:1}         | 2: expected '"' but was "a"
                    {"a":1,}      | 8: expected '"' but was "}"
                    {"a":1,"a":2} | 8: expected each name once but was ""\"
                    "a            | 3: expected a closing quote but was the end
                    "\\x"         | 3: expected an escape but was "x"
                    "\\u12g4"     | 3: expected four hexadecimal digits behind \\u but was "u"
                    tru           | 1: expected a value but was "t"
                    nul           | 1: expected a value but was "n"
                    01            | 1: expected a number but was "0"
                    -             | 2: expected a value but was the end
                    1.            | 3: expected a value but was the end
                    1e            | 3: expected a value but was the end
                    +1            | 1: expected a value but was "+"
                    1 1           | 3: expected the end but was "1"
                    'a'           | 1: expected a value but was "'"
                    NaN           | 1: expected a value but was "N"
                    """)
    void it_refuses_what_jackson_refuses_and_says_where(String json, String why) {
        assertThatThrownBy(() -> JsonReader.read(json))
                .isInstanceOf(CommandException.class)
                .hasMessage("JSON, line 1, column " + why);
        assertThatThrownBy(() -> JACKSON.readValue(json, Object.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void it_counts_lines() {
        assertThatThrownBy(() -> JsonReader.read("[\n  1,\n  x\n]")).hasMessageStartingWith("JSON, line 3, column 3:");
    }

    @Test
    void a_control_character_in_a_text_is_refused() {
        assertThatThrownBy(() -> JsonReader.read("\"a\nb\"")).hasMessageContaining("expected a closing quote");
    }

    @Test
    void nesting_is_limited() {
        assertThat(JsonReader.read("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
        assertThatThrownBy(() -> JsonReader.read("[".repeat(65) + "]".repeat(65)))
                .hasMessageContaining("expected at most 64 lists and objects in one another");
        assertThatThrownBy(() -> JsonReader.read("[".repeat(1_000_000))).isInstanceOf(CommandException.class);
        assertThat(JsonReader.read("[" + "[],".repeat(100) + "[]]")).isInstanceOf(List.class);
    }

    @Test
    void spoilt_documents_are_read_as_jackson_reads_them_or_refused() {
        String document = "{\"a\": [1, -2.5e3, \"b\\u0041\\n\"], \"c\": {\"d\": null, \"e\": true}, \"f\": false}";
        SplittableRandom random = new SplittableRandom(7239);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder spoilt = new StringBuilder(document);
            for (int j = random.nextInt(3); j >= 0; j--) {
                char c = "{}[]\",:\\ue0-.1 \nx".charAt(random.nextInt(17));
                spoilt.setCharAt(random.nextInt(spoilt.length()), c);
            }
            assertThat(ours(spoilt.toString())).as(spoilt.toString()).isEqualTo(jacksons(spoilt.toString()));
        }
    }

    private static String ours(String json) {
        try {
            return normal(JsonReader.read(json));
        } catch (CommandException refused) {
            return "refused";
        }
    }

    private static String jacksons(String json) {
        try {
            return normal(JACKSON.readValue(json, Object.class));
        } catch (JsonProcessingException refused) {
            return "refused";
        }
    }

    /** Numbers by value, everything else as it is. */
    private static String normal(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> normal = new LinkedHashMap<>();
            map.forEach((key, each) -> normal.put(String.valueOf(key), normal(each)));
            return normal.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonTest::normal).toList().toString();
        }
        return value instanceof Number
                ? new BigDecimal(value.toString()).stripTrailingZeros().toString()
                : value + "";
    }

    @Test
    void what_is_written_is_read_again() throws JsonProcessingException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "\"\\\u0000\u001f\n\u007f\u00e9…\ud83d\ude00");
        map.put("list", Arrays.asList(1, true, null, List.of(), Map.of()));
        map.put("map", Map.of("a", List.of("b")));
        String json = JsonWriter.write(map);
        assertThat(JsonReader.read(json).toString()).isEqualTo(map.toString());
        assertThat(JACKSON.readValue(json, Object.class).toString()).isEqualTo(map.toString());
        assertThat(json.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)))
                .isTrue();
    }

    @Test
    void it_is_indented() {
        assertThat(JsonWriter.write(Map.of("a", List.of(1, 2)))).isEqualTo("{\n  \"a\": [\n    1,\n    2\n  ]\n}\n");
    }
}
