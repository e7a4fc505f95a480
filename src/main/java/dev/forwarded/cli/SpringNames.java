package dev.forwarded.cli;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.settings.Setting;
import java.util.Locale;

/** The names of settings as Spring Boot has them. */
final class SpringNames {

    static final String PREFIX = "forwarded";

    private SpringNames() {}

    /** {@code forwarded.trusted-proxies}. */
    static String property(Setting<?> setting) {
        StringBuilder name = new StringBuilder(PREFIX).append('.');
        setting.key().chars().forEach(c -> {
            boolean upper = c >= 'A' && c <= 'Z';
            name.append(upper ? "-" : "").append(Ascii.lower((char) c));
        });
        return name.toString();
    }

    /** {@code FORWARDED_TRUSTEDPROXIES}. */
    static String variable(Setting<?> setting) {
        return (PREFIX + '_' + setting.key()).toUpperCase(Locale.ROOT);
    }

    /** Where the part of the name begins that tells the setting; 0 if it is no name of Spring's. */
    static int start(String name) {
        int length = PREFIX.length();
        boolean property = name.length() > length && name.startsWith(PREFIX) && name.charAt(length) == '.';
        return property || isVariable(name) ? length + 1 : 0;
    }

    /** An environment variable, which cannot hold a dot. */
    static boolean isVariable(String name) {
        return Ascii.startsWith(name, 0, name.length(), PREFIX + '_');
    }

    /** Where a setting ends in a name, written in any case, with dashes and underscores or without; 0 if it is not it. */
    static int end(Setting<?> setting, String name, int start) {
        int at = start;
        for (int i = 0; i < setting.key().length(); i++) {
            while (at < name.length() && (name.charAt(at) == '-' || name.charAt(at) == '_')) {
                at++;
            }
            if (at == name.length()
                    || Ascii.lower(name.charAt(at++))
                            != Ascii.lower(setting.key().charAt(i))) {
                return 0;
            }
        }
        return at == name.length() || "._[".indexOf(name.charAt(at)) >= 0 ? at : 0;
    }
}
