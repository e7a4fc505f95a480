package dev.forwarded.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Takes the settings from a file of the application's: a {@code web.xml}, Spring Boot's {@code application.properties}
 * or {@code application.yml}, or a {@code .env} file of variables. The form follows the name of the file.
 */
final class SettingsFile {

    private SettingsFile() {}

    static Map<String, Given> read(String file) {
        return read(file, Bytes.file(file));
    }

    static Map<String, Given> read(String file, byte[] content) {
        SettingsEntries entries = new SettingsEntries(Terminal.cut(file));
        String lower = file.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".xml")) {
            WebXml.read(content, entries);
        } else if (lower.endsWith(".properties") || lower.endsWith(".env")) {
            properties(new String(content, StandardCharsets.ISO_8859_1), entries);
        } else if (lower.endsWith(".yml") || lower.endsWith(".yaml")) {
            Yaml.read(content, entries);
        } else {
            throw entries.mistake(0, "expected a web.xml, .properties, .yml, .yaml or .env file");
        }
        return entries.given();
    }

    private static void properties(String text, SettingsEntries entries) {
        LineByLine reader = new LineByLine(text);
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1;

            /** Called for each entry as soon as its last line is read; nothing is kept. */
            @Override
            public synchronized Object put(Object name, Object value) {
                String text = value.toString().strip();
                boolean quoted = SpringNames.isVariable(name.toString())
                        && text.length() > 1
                        && text.startsWith("\"")
                        && text.endsWith("\"");
                entries.property(
                        name.toString(), quoted ? text.substring(1, text.length() - 1) : text, reader.lines.number());
                return value;
            }
        };
        try {
            properties.load(reader);
        } catch (IllegalArgumentException malformed) {
            throw entries.mistake(reader.lines.number(), "a malformed \\u escape");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Gives a line at a time, so that the number of the line is known when an entry ends. */
    private static final class LineByLine extends Reader {

        private final Lines lines;
        private String rest = "";

        LineByLine(String text) {
            lines = new Lines(text);
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            if (rest.isEmpty() && !lines.next()) {
                return -1;
            }
            rest = rest.isEmpty() ? lines.line() + '\n' : rest;
            int count = Math.min(length, rest.length());
            rest.getChars(0, count, buffer, offset);
            rest = rest.substring(count);
            return count;
        }

        @Override
        public void close() {
            rest = "";
        }
    }
}
