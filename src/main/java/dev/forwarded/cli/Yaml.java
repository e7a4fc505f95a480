package dev.forwarded.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads the settings in a YAML file: what stands below {@code forwarded}, nested or flat; all other keys are passed over. */
final class Yaml {

    private final YAMLParser parser;
    private final SettingsEntries settings;
    private boolean done;

    private Yaml(YAMLParser parser, SettingsEntries settings) {
        this.parser = parser;
        this.settings = settings;
    }

    static void read(byte[] content, SettingsEntries settings) {
        try (YAMLParser parser = new YAMLFactory().createParser(content)) {
            new Yaml(parser, settings).documents();
        } catch (JsonProcessingException malformed) {
            // Jackson's own place is that of the token before.
            Mark mark = malformed.getCause() instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
            String problem = malformed.getCause() instanceof MarkedYAMLException marked ? marked.getProblem() : "";
            throw settings.mistake(
                    mark == null ? 1 : mark.getLine() + 1, "this is no well-formed YAML: " + Terminal.cut(problem));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The parser is closed behind the last document; between two it gives no token. */
    private void documents() throws IOException {
        while (!parser.isClosed()) {
            boolean before = done;
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                document(before);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void document(boolean before) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean ours = name.equals(SpringNames.PREFIX) || SpringNames.start(name) > 0;
            if (ours && before) {
                throw mistake("settings in more than one document: put those in force into a file of their own");
            }
            done |= ours;
            parser.nextToken();
            if (ours) {
                value(name);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Recursion ends soon: no setting lies deep. */
    private void value(String name) throws IOException {
        if (name.chars().filter(c -> c == '.' || c == '[').count() > 3) {
            throw mistake("nested deeper than any setting: " + Terminal.quoted(name));
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = name + '.' + parser.currentName();
                parser.nextToken();
                value(key);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY && !name.equals(SpringNames.PREFIX)) {
            int line = line();
            int elements = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value(name + '[' + elements++ + ']');
            }
            scalar(elements == 0 ? name : "", "", line);
        } else if (parser.isCurrentAlias()) {
            throw mistake("an alias is not resolved here: write the value of " + Terminal.cut(name));
        } else {
            scalar(name, parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText(), line());
        }
    }

    private void scalar(String name, String value, int line) {
        if (name.equals(SpringNames.PREFIX) && !value.isEmpty()) {
            throw settings.mistake(line, "expected \"key: value\" lines below \"forwarded:\"");
        }
        settings.property(name, value, line);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private CommandException mistake(String what) {
        return settings.mistake(line(), what);
    }
}
