package dev.forwarded.cli;

import dev.forwarded.Explanation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The account of a request, and what changed settings would change in it: the lines that go and those that come. */
final class Answer {

    /** What changes under one label of the account. */
    private record Change(String label, List<String> before, List<String> after) {

        List<String> lines() {
            return Stream.concat(
                            before.stream().map("- "::concat), after.stream().map("+ "::concat))
                    .toList();
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("label", label);
            map.put("before", before);
            map.put("after", after);
            return map;
        }
    }

    private static final int LABEL = 10;

    private final Explanation explanation;
    private final Map<String, String> changes;
    private final List<Change> rows = new ArrayList<>();

    /**
     * @param changes what is changed; empty if there is nothing to compare
     * @param changed the account under what is changed
     */
    Answer(Explanation explanation, Map<String, String> changes, Explanation changed) {
        this.explanation = explanation;
        this.changes = changes;
        if (!changes.isEmpty()) {
            compare(lines(explanation), lines(changed));
        }
    }

    private void compare(Map<String, Set<String>> before, Map<String, Set<String>> after) {
        Set<String> labels = new LinkedHashSet<>(before.keySet());
        labels.addAll(after.keySet());
        for (String label : labels) {
            List<String> gone = without(before, after, label);
            List<String> come = without(after, before, label);
            if (!gone.isEmpty() || !come.isEmpty()) {
                rows.add(new Change(label, gone, come));
            }
        }
    }

    private static List<String> without(Map<String, Set<String>> some, Map<String, Set<String>> others, String label) {
        Set<String> left = new LinkedHashSet<>(some.getOrDefault(label, Set.of()));
        left.removeAll(new HashSet<>(others.getOrDefault(label, Set.of())));
        return List.copyOf(left);
    }

    /** What the account says, by label; of the answer only the URL, which holds all the rest. */
    private static Map<String, Set<String>> lines(Explanation explanation) {
        Map<String, Object> account = explanation.toMap();
        if (account.remove("original") instanceof Map<?, ?> original) {
            account.put("url", String.valueOf(original.get("url")));
        }
        Map<String, Set<String>> lines = new LinkedHashMap<>();
        account.forEach((label, value) -> add(lines, label, value));
        return lines;
    }

    private static void add(Map<String, Set<String>> lines, String label, Object value) {
        if (value instanceof List<?> list) {
            lines.computeIfAbsent(label, key -> new LinkedHashSet<>());
            list.forEach(item -> add(lines, label, item));
        } else if (value instanceof Map<?, ?> map && map.values().stream().anyMatch(Map.class::isInstance)) {
            map.forEach((key, item) -> add(lines, String.valueOf(key), item));
        } else {
            lines.computeIfAbsent(label, key -> new LinkedHashSet<>()).add(line(value));
        }
    }

    private static String line(Object value) {
        Collection<?> words = value instanceof Map<?, ?> map ? map.values() : List.of(value);
        return words.stream()
                .filter(word -> !(word instanceof Boolean))
                .map(String::valueOf)
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = explanation.toMap();
        if (!changes.isEmpty()) {
            Map<String, Object> diff = new LinkedHashMap<>();
            diff.put("settings", changes);
            diff.put("changes", rows.stream().map(Change::toMap).toList());
            map.put("diff", diff);
        }
        return map;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(explanation.text());
        if (!changes.isEmpty()) {
            String words = changes.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
            text.append("\nwith ").append(words).append(rows.isEmpty() ? " nothing changes\n" : "\n");
        }
        for (Change change : rows) {
            String label = change.label;
            for (String line : change.lines()) {
                text.append(label).append(" ".repeat(Math.max(1, LABEL - label.length())));
                text.append(line).append('\n');
                label = "";
            }
        }
        return text.toString();
    }
}
