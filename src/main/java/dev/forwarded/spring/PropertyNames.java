package dev.forwarded.spring;

import dev.forwarded.internal.settings.Setting;
import dev.forwarded.internal.settings.SettingErrors.SettingError;
import dev.forwarded.internal.settings.SettingErrors.WrongSettingsException;
import java.util.List;

/** The names of settings as Spring Boot writes them. */
final class PropertyNames {

    static final String PREFIX = "forwarded";

    private PropertyNames() {}

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
        return wrong.errors().stream()
                .map(error -> new SettingError(of(error.key()), error.value(), in(error.what()), in(error.fix())))
                .map(SettingError::toString)
                .toList();
    }

    /** A sentence about settings; a name that is a plain word is one only where a value follows. */
    private static String in(String sentence) {
        String text = sentence;
        for (String setting : Setting.keys()) {
            boolean isPlainWord = setting.chars().noneMatch(Character::isUpperCase);
            String mark = isPlainWord ? "=" : "";
            text = text.replace(setting + mark, of(setting) + mark);
        }
        return text;
    }
}
