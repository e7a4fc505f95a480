package dev.forwarded.spring;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The key of a setting.
 *
 * @param property {@code forwarded.trusted-proxies}
 * @param isList whether it may be written as a list
 * @param isMap whether it may be written as a map too
 */
record Key(String property, boolean isList, boolean isMap) {

    private static final String VARIABLE_PREFIX = "forwarded_";

    /** The settings whose words have the form {@code field=value}. */
    static final Set<String> MAPS = Set.of("hops", "names");

    private static final List<Key> ALL = Stream.of(ForwardedProperties.class.getRecordComponents())
            .map(component -> new Key(
                    PropertyNames.of(component.getName()),
                    component.getType() == List.class,
                    MAPS.contains(component.getName())))
            .toList();

    /** Their properties, in the order of the documentation. */
    static List<String> properties() {
        return ALL.stream().map(Key::property).toList();
    }

    /** Whether a property is a setting or a part of one. */
    static boolean isKnown(ConfigurationPropertyName name) {
        return ALL.stream().anyMatch(key -> key.isSetBy(name));
    }

    private boolean isSetBy(ConfigurationPropertyName name) {
        ConfigurationPropertyName own = ConfigurationPropertyName.of(property);
        boolean isElement = isList && own.isParentOf(name) && name.isLastElementIndexed();
        return own.equals(name) || isElement || isMap && own.isAncestorOf(name);
    }

    /** Whether an environment variable, in upper or lower case, looks like a setting and is none. */
    static boolean isUnknownVariable(String name) {
        return startsWith(name, VARIABLE_PREFIX) && ALL.stream().noneMatch(key -> key.isSetBy(name));
    }

    /** With the dashes left out or, as many write it, as underscores. */
    private boolean isSetBy(String variable) {
        String written = property.replace('.', '_');
        return isSetBy(variable, written.replace("-", "")) || isSetBy(variable, written.replace('-', '_'));
    }

    private boolean isSetBy(String variable, String own) {
        String rest = startsWith(variable, own) ? variable.substring(own.length()) : "?";
        boolean isIndex = rest.length() > 1 && rest.chars().skip(1).allMatch(Character::isDigit);
        return rest.isEmpty() || rest.charAt(0) == '_' && (isMap || isList && isIndex);
    }

    private static boolean startsWith(String variable, String start) {
        return variable.regionMatches(true, 0, start, 0, start.length());
    }

    /** The property that is written most like a name, whichever way that separates its words. */
    static String nearest(String name) {
        String plain = plain(name);
        return properties().stream()
                .min(Comparator.comparingInt(property -> distance(plain(property), plain)))
                .orElseThrow();
    }

    private static String plain(String name) {
        String words = name.substring(VARIABLE_PREFIX.length());
        return words.replace("-", "").replace("_", "").replace(".", "");
    }

    /** How many characters are to be changed, added or taken away (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (isSame(from.charAt(i - 1), to.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(diagonal, row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static boolean isSame(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}
