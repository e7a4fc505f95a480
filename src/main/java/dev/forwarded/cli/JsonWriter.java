package dev.forwarded.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers and booleans as JSON in ASCII, indented by two spaces. */
final class JsonWriter {

    private final StringBuilder json = new StringBuilder();

    private JsonWriter() {}

    static String write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value, "\n");
        return writer.json.append('\n').toString();
    }

    private void value(@Nullable Object value, String newLine) {
        if (value instanceof Map<?, ?> map) {
            items('{', map.entrySet().iterator(), '}', newLine);
        } else if (value instanceof List<?> list) {
            items('[', list.iterator(), ']', newLine);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            string(String.valueOf(entry.getKey()));
            json.append(": ");
            value(entry.getValue(), newLine);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else {
            string(value.toString());
        }
    }

    private void items(char open, Iterator<?> items, char close, String newLine) {
        json.append(open);
        boolean any = items.hasNext();
        while (items.hasNext()) {
            json.append(newLine).append("  ");
            value(items.next(), newLine + "  ");
            json.append(items.hasNext() ? "," : "");
        }
        json.append(any ? newLine : "").append(close);
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
