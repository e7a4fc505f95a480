package dev.forwarded.cli;

import dev.forwarded.Explanation;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.internal.settings.SettingErrors.WrongSettingsException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Under what a request is explained.
 *
 * @param settings the settings by key
 * @param facts what is known of the connection, by key
 */
record Situation(Map<String, Given> settings, Map<String, String> facts) {

    /** The same but for some words {@code key=value}, each of which may be given once. */
    Situation with(List<String> words) {
        SettingsEntries written = new SettingsEntries("");
        Map<String, String> known = new HashMap<>();
        for (String word : words) {
            int equals = equalsSign(word);
            String key = word.substring(0, equals);
            String value = word.substring(equals + 1);
            if (!Connection.KEYS.contains(key)) {
                written.word(key, value);
            } else if (known.put(key, value) != null) {
                throw new CommandException(key + " is given twice");
            }
        }
        Map<String, Given> all = new LinkedHashMap<>(settings);
        all.putAll(written.given());
        Map<String, String> allFacts = new LinkedHashMap<>(facts);
        allFacts.putAll(known);
        return new Situation(all, allFacts);
    }

    private static int equalsSign(String word) {
        int equals = word.indexOf('=');
        if (equals <= 0) {
            throw new CommandException(Terminal.quoted(word) + " is no key=value");
        }
        return equals;
    }

    /** What the library has against the settings is said with the file and line that hold them. */
    ForwardedResolver resolver() {
        ForwardedResolver.Builder builder = ForwardedResolver.builder();
        settings.forEach((key, given) -> builder.set(key, given.value()));
        try {
            return builder.build();
        } catch (WrongSettingsException wrong) {
            throw new CommandException(wrong.errors().stream()
                    .map(error -> place(error.key()) + error)
                    .collect(Collectors.joining(System.lineSeparator())));
        }
    }

    private String place(String key) {
        Given given = settings.get(key);
        return given == null || given.place().isEmpty() ? "" : given.place() + ": ";
    }

    Connection connection() {
        return new Connection(facts);
    }

    /** What another situation has and this one has not, as the resolver words it: a secret is masked there. */
    Map<String, String> changes(Situation other) {
        Map<String, String> words = other.resolver().settings();
        Map<String, String> changes = new LinkedHashMap<>();
        other.settings.forEach((key, given) -> {
            if (!given.equals(settings.get(key))) {
                changes.put(key, words.getOrDefault(key, ""));
            }
        });
        other.facts.forEach((key, fact) -> {
            if (!fact.equals(facts.get(key))) {
                changes.put(key, fact);
            }
        });
        return changes;
    }

    /** Explains requests; the settings are read once for all of them. */
    Function<Recorded, Explanation> explainer() {
        ForwardedResolver resolver = resolver();
        Connection connection = connection();
        return request -> resolver.explain(connection.of(request.head()));
    }
}
