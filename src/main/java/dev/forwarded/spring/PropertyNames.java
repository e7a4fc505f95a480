package dev.forwarded.spring;

import dev.forwarded.internal.settings.Setting;
import dev.forwarded.internal.settings.SettingErrors.SettingError;
import dev.forwarded.internal.settings.SettingErrors.WrongSettingsException;
import dev.forwarded.internal.settings.Spelled;
import java.util.List;
import java.util.Optional;

/**
 * The names of settings as Spring Boot writes them. What is quoted stays as it is, for it comes from a request or a file;
 * a line to write has a colon, which YAML and properties files both take.
 */
final class PropertyNames implements Spelled {

    static final String PREFIX = "forwarded";

    /** In front of a name that is a plain word too, as {@code fields} is. */
    private static final List<String> BEFORE_NAMES = List.of("out of ", "beside ", "Set ");

    /** The property of a setting, {@code forwarded.trusted-proxies} for {@code trustedProxies}. */
    static String of(String setting) {
        StringBuilder name = new StringBuilder(PREFIX).append('.');
        for (int i = 0; i < setting.length(); i++) {
            char c = setting.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                name.append('-').append((char) (c - 'A' + 'a'));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    /** The mistakes, a line each, with properties for the names of settings. */
    static List<String> lines(WrongSettingsException wrong) {
        PropertyNames names = new PropertyNames();
        return wrong.errors().stream()
                .map(error -> new SettingError(
                        of(error.key()), error.value(), names.sentence(error.what()), names.fix(error.fix())))
                .map(SettingError::toString)
                .toList();
    }

    @Override
    public String sentence(String text) {
        return outsideQuotes(text, "=");
    }

    @Override
    public String fix(String text) {
        return outsideQuotes(text, ": ");
    }

    private static String outsideQuotes(String text, String mark) {
        int open = text.indexOf('"');
        int close = text.lastIndexOf('"') + 1;
        return open < 0
                ? spelled(text, mark)
                : spelled(text.substring(0, open), mark)
                        + text.substring(open, close)
                        + spelled(text.substring(close), mark);
    }

    private static String spelled(String text, String mark) {
        StringBuilder spelled = new StringBuilder();
        int pos = 0;
        while (pos < text.length()) {
            int start = pos;
            Optional<String> setting = Setting.keys().stream()
                    .filter(key -> isNamed(key, text, start))
                    .findFirst();
            setting.ifPresentOrElse(key -> spelled.append(of(key)), () -> spelled.append(text.charAt(start)));
            pos += setting.map(String::length).orElse(1);
            if (setting.isPresent() && text.startsWith("=", pos)) {
                spelled.append(mark);
                pos++;
            }
        }
        return spelled.toString();
    }

    /** Whether a setting is named at a place; a plain word is a name only before a value, or where names stand. */
    private static boolean isNamed(String key, String text, int start) {
        int end = start + key.length();
        if (!text.startsWith(key, start) || !isOneOf(" (\n", text, start - 1) || !isOneOf(" =.,;:)\n", text, end)) {
            return false;
        }
        boolean isPlainWord = key.chars().noneMatch(Character::isUpperCase);
        String before = text.substring(0, start);
        return !isPlainWord
                || text.startsWith("=", end)
                || BEFORE_NAMES.stream().anyMatch(before::endsWith);
    }

    /** Whether one of some characters, or nothing, stands at a place: in {@code hops=prefix=2} the second is no name. */
    private static boolean isOneOf(String characters, String text, int pos) {
        return pos < 0 || pos >= text.length() || characters.indexOf(text.charAt(pos)) >= 0;
    }
}
