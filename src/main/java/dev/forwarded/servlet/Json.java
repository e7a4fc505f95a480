package dev.forwarded.servlet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an account as JSON (RFC 8259): maps, lists, texts, numbers, booleans and null; nothing but ASCII. */
final class Json {

    private final StringBuilder json = new StringBuilder();

    private Json() {}

    static String of(@Nullable Object value) {
        return new Json().value(value).json.append('\n').toString();
    }

    private Json value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof String text) {
            text(text);
        } else {
            json.append(value);
        }
        return this;
    }

    private void map(Map<?, ?> map) {
        json.append('{');
        String comma = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(comma);
            text(String.valueOf(entry.getKey()));
            json.append(':');
            value(entry.getValue());
            comma = ",";
        }
        json.append('}');
    }

    private void list(List<?> list) {
        json.append('[');
        String comma = "";
        for (Object each : list) {
            json.append(comma);
            value(each);
            comma = ",";
        }
        json.append(']');
    }

    private void text(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain = c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<';
            json.append(isPlain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        json.append('"');
    }
}
