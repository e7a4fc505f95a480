package dev.forwarded.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Reads a properties file line by line, so that a mistake can be given its place. */
final class PropertiesLines {

    private PropertiesLines() {}

    static void read(String text, SettingsEntries settings) {
        Lines lines = new Lines(text);
        while (lines.next()) {
            int number = lines.number();
            StringBuilder logical = new StringBuilder(lines.line());
            boolean comment = isComment(lines.line());
            while (!comment && isContinued(lines.line()) && lines.next()) {
                logical.append('\n').append(lines.line());
            }
            property(logical.toString(), number, settings);
        }
    }

    private static boolean isComment(String line) {
        String start = line.stripLeading();
        return start.startsWith("#") || start.startsWith("!");
    }

    private static boolean isContinued(String line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static void property(String logical, int number, SettingsEntries settings) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(logical));
        } catch (IllegalArgumentException malformed) {
            throw settings.mistake(number, "a malformed \\u escape");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        properties
                .stringPropertyNames()
                .forEach(name ->
                        settings.property(name, properties.getProperty(name).strip(), number));
    }
}
