package dev.forwarded.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Takes the settings from a file of the application's: a {@code web.xml}, or Spring Boot's
 * {@code application.properties} or {@code application.yml}. The form follows the name of the file.
 */
final class SettingsFile {

    private SettingsFile() {}

    static Map<String, Given> read(String file) {
        return read(file, Input.file(file));
    }

    static Map<String, Given> read(String file, byte[] content) {
        SettingsEntries entries = new SettingsEntries(Printable.of(file));
        String lower = file.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".xml")) {
            WebXml.read(content, entries);
        } else if (lower.endsWith(".properties")) {
            PropertiesLines.read(new String(content, StandardCharsets.ISO_8859_1), entries);
        } else if (lower.endsWith(".yml") || lower.endsWith(".yaml")) {
            YamlSubset.read(new String(content, StandardCharsets.UTF_8), entries);
        } else {
            throw entries.mistake("expected a web.xml, .properties, .yml or .yaml file");
        }
        return entries.given();
    }
}
