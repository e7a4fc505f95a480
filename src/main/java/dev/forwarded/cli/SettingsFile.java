package dev.forwarded.cli;

import dev.forwarded.ForwardedResolver;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes the settings from a file of the application's: a {@code web.xml}, or Spring Boot's
 * {@code application.properties} or {@code application.yml}. The form follows the name of the file.
 */
final class SettingsFile {

    private static final String PREFIX = "forwarded.";

    /** What Spring Boot knows beside the settings, and no request depends on. */
    private static final Set<String> NOT_SETTINGS = Set.of("enabled");

    private final Map<String, Given> settings = new LinkedHashMap<>();
    private final String name;

    private SettingsFile(String name) {
        this.name = name;
    }

    static Map<String, Given> read(String file) {
        return read(file, Input.file(file));
    }

    static Map<String, Given> read(String file, byte[] content) {
        SettingsFile settings = new SettingsFile(Printable.of(file));
        String lower = file.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".xml")) {
            WebXml.read(content, settings);
        } else if (lower.endsWith(".properties")) {
            PropertiesLines.read(new String(content, StandardCharsets.ISO_8859_1), settings);
        } else if (lower.endsWith(".yml") || lower.endsWith(".yaml")) {
            YamlSubset.read(new String(content, StandardCharsets.UTF_8), settings);
        } else {
            throw new CommandException(settings.name + ": expected a web.xml, .properties, .yml or .yaml file");
        }
        return settings.settings;
    }

    /** A setting under the name that the table has for it. */
    void put(String key, String value, int line) {
        if (value.contains("${")) {
            throw mistake(line, "a placeholder is not resolved here: write the value of " + Printable.of(key));
        }
        if (settings.putIfAbsent(key, new Given(value, place(line))) != null) {
            throw mistake(line, Printable.of(key) + " stands there twice");
        }
    }

    /** A property of Spring's: a setting in kebab-case behind {@code forwarded.}; any other is passed over. */
    void property(String property, String value, int line) {
        if (!property.startsWith(PREFIX)) {
            return;
        }
        String written = property.substring(PREFIX.length());
        int bracket = written.indexOf('[');
        String word = bracket < 0 ? written : written.substring(0, bracket);
        int dot = word.indexOf('.');
        if (dot >= 0) {
            throw mistake(
                    line,
                    "nested keys are not understood: write " + PREFIX + Printable.of(word.substring(0, dot))
                            + " with one value, as for=2,proto=1");
        }
        String key = key(word);
        if (bracket >= 0) {
            element(key, value, line);
        } else if (!NOT_SETTINGS.contains(key)) {
            put(key, value, line);
        }
    }

    /** One more element of a list, whatever its index is. */
    private void element(String key, String value, int line) {
        Given before = settings.remove(key);
        put(key, before == null ? value : before.value() + "," + value, line);
    }

    /** Spring reads a name in any case, with or without hyphens and underscores. */
    private static String key(String written) {
        String bare = bare(written);
        return ForwardedResolver.builder().build().settings().keySet().stream()
                .filter(key -> bare(key).equals(bare))
                .findFirst()
                .orElse(written);
    }

    private static String bare(String word) {
        return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private String place(int line) {
        return name + ", line " + line;
    }

    CommandException mistake(int line, String what) {
        return new CommandException(place(line) + ": " + what);
    }

    CommandException mistake(String what) {
        return new CommandException(name + ": " + what);
    }
}
