package dev.forwarded.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Headers as JSON: a list of {@code [name, value]}, a list of {@code {"name": …, "value": …}} as in HAR files, or an
 * object of a text or a list of texts for each name. The pseudo-headers {@code :path} and {@code :authority} of HTTP/2
 * stand for the request target and for Host, the others are passed over.
 */
final class JsonHeaders {

    private static final String FORMS = "expected [[\"Name\", \"value\"], …], [{\"name\": \"Name\", \"value\":"
            + " \"value\"}, …], {\"Name\": \"value\", …} or {\"Name\": [\"value\", …], …}";

    private final StringBuilder head = new StringBuilder();
    private String target;
    private @Nullable String authority;
    private boolean hasHost;

    private JsonHeaders(String target) {
        this.target = target;
    }

    static Recorded read(String text, String target) {
        JsonHeaders headers = new JsonHeaders(target);
        Object json = JsonReader.read(text);
        if (json instanceof List<?> list) {
            list.forEach(headers::item);
        } else if (json instanceof Map<?, ?> object) {
            object.forEach((name, value) -> headers.named(String.valueOf(name), value));
        }
        return headers.recorded();
    }

    private Recorded recorded() {
        String line = "GET " + target + " HTTP/1.1";
        String host = authority == null || hasHost ? "" : "Host: " + authority + "\n";
        return Recorded.of("headers alone", 1, line + "\n" + host + head);
    }

    private void item(@Nullable Object item) {
        if (item instanceof List<?> pair && pair.size() == 2) {
            header(pair.get(0), pair.get(1));
        } else if (item instanceof Map<?, ?> pair) {
            header(pair.get("name"), pair.get("value"));
        } else {
            throw new CommandException("JSON: " + FORMS);
        }
    }

    private void named(String name, @Nullable Object value) {
        if (value instanceof List<?> values) {
            values.forEach(each -> header(name, each));
        } else {
            header(name, value);
        }
    }

    private void header(@Nullable Object name, @Nullable Object value) {
        boolean isText = value instanceof String || value instanceof BigDecimal;
        if (!(name instanceof String key) || !isText) {
            throw new CommandException("JSON: " + FORMS
                    + (name instanceof String of ? ", but the value of " + Printable.quoted(of) + " is no text" : ""));
        }
        String text = String.valueOf(value);
        if (key.startsWith(":")) {
            pseudo(key, text);
        } else if (!Token.isToken(key)) {
            throw new CommandException("JSON: " + Printable.quoted(key) + " is no header name");
        } else {
            hasHost |= key.equalsIgnoreCase("Host");
            head.append(key).append(": ").append(oneLine(key, text)).append('\n');
        }
    }

    private void pseudo(String name, String value) {
        if (name.equals(":path")) {
            target = oneLine(name, value);
        } else if (name.equals(":authority")) {
            authority = oneLine(name, value);
        }
    }

    private static String oneLine(String name, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new CommandException(
                    "JSON: the value of " + Printable.quoted(name) + " has a line break, which no header can have");
        }
        return value;
    }
}
