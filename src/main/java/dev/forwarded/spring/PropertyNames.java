package dev.forwarded.spring;

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

    /** Lines that begin with a setting and a colon, as the core writes its mistakes, with properties instead. */
    static String inLines(String mistakes) {
        StringBuilder text = new StringBuilder();
        mistakes.lines().forEach(line -> {
            int colon = Math.max(0, line.indexOf(':'));
            text.append(of(line.substring(0, colon)))
                    .append(line, colon, line.length())
                    .append('\n');
        });
        return text.toString().strip();
    }
}
