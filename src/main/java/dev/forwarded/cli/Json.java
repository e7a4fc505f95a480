package dev.forwarded.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON, written for machines, and read as requests: headers as a list of {@code [name, value]}, a list of
 * {@code {"name": …, "value": …}} as in HAR files, or an object of a text or a list of texts for each name; and any
 * answer or log that has such headers in a member {@code headers}, as those of httpbin and of echo servers. The
 * pseudo-headers {@code :path} and {@code :authority} of HTTP/2 stand for the request target and for Host, the others
 * are passed over.
 */
final class Json {

    private static final String FORMS = "expected [[\"Name\", \"value\"], …], [{\"name\": \"Name\", \"value\":"
            + " \"value\"}, …], {\"Name\": \"value\", …}, {\"Name\": [\"value\", …], …} or {\"headers\": one of these}";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .defaultPrettyPrinter(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    private final Head head;
    private final int line;
    private String authority = "";

    /**
     * @param line the number of the line where the value begins
     */
    private Json(String target, int line) {
        head = new Head(target);
        this.line = line;
    }

    static String write(Object value) {
        try {
            String json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
            // Only a text can hold it.
            return json.replace("\u007f", "\\u007F") + "\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Reads one JSON value after the other, each of them one request or more. */
    static List<Recorded> read(String text, String target) {
        List<Recorded> requests = new ArrayList<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                int line = parser.currentTokenLocation().getLineNr();
                JsonNode value = MAPPER.readTree(parser);
                JsonNode entries = value.at("/log/entries");
                (entries.isArray() ? entries : List.of(value))
                        .forEach(node -> requests.add(new Json(target, line).request(node)));
            }
            if (requests.isEmpty()) {
                throw new CommandException("JSON: there is no request in it");
            }
            return requests;
        } catch (JacksonException malformed) {
            throw new CommandException(
                    "JSON" + place(malformed.getLocation()) + ": " + Terminal.cut(malformed.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private Recorded request(JsonNode value) {
        JsonNode request = value.path("request").has("headers") ? value.path("request") : value;
        boolean isAnswer = request.path("headers").isContainerNode();
        if (isAnswer) {
            target(request.path("url"));
            target(request.path("path"));
            target(request.path("uri"));
            target(value.at("/http/originalUrl"));
            authority = request.path("host").asText("");
        }
        JsonNode headers = isAnswer ? request.path("headers") : value;
        if (headers.isArray()) {
            headers.forEach(this::item);
        } else if (headers.isObject()) {
            headers.properties().forEach(header -> named(header.getKey(), header.getValue()));
        } else {
            throw new CommandException("line " + line + ": " + FORMS);
        }
        if (!authority.isEmpty() && !head.hasHost()) {
            head.header("Host", authority, line);
        }
        return head.recorded(line);
    }

    /** A path, or a URL with one. */
    private void target(JsonNode url) {
        String text = url.asText("");
        int slashes = text.indexOf("://");
        int path = text.indexOf('/', slashes < 0 ? 0 : slashes + 3);
        if (path >= 0) {
            head.target(text.substring(path), line);
        }
    }

    private void item(JsonNode item) {
        if (item.isArray() && item.size() == 2 && item.path(0).isTextual()) {
            header(item.path(0).asText(), item.path(1));
        } else if (item.isObject() && item.path("name").isTextual()) {
            header(item.path("name").asText(), item.path("value"));
        } else {
            throw new CommandException("line " + line + ": " + FORMS);
        }
    }

    private void named(String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(each -> header(name, each));
        } else {
            header(name, value);
        }
    }

    private void header(String name, JsonNode value) {
        if (!value.isTextual() && !value.isNumber()) {
            throw new CommandException(
                    "line " + line + ": " + FORMS + ", but the value of " + Terminal.quoted(name) + " is no text");
        } else if (name.equals(":path")) {
            head.target(value.asText(), line);
        } else if (name.equals(":authority")) {
            authority = value.asText();
        } else if (!name.startsWith(":")) {
            head.header(name, value.asText(), line);
        }
    }
}
