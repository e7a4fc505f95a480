package dev.forwarded.cli;

import dev.forwarded.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a changed setting changes in the account of a request: the lines that go and the lines that come. */
final class Difference {

    /**
     * What changes under one label of the account.
     *
     * @param label the label
     * @param before the lines that go
     * @param after the lines that come
     */
    record Change(String label, List<String> before, List<String> after) {}

    private static final int LABEL = 10;

    private final Map<String, String> settings;
    private final List<Change> changes = new ArrayList<>();

    /**
     * @param settings what is changed
     */
    Difference(Map<String, String> settings, Explanation before, Explanation after) {
        this.settings = settings;
        Map<String, List<String>> old = Statements.of(before);
        Map<String, List<String>> changed = Statements.of(after);
        for (String label : Statements.LABELS) {
            List<String> gone = new ArrayList<>(old.getOrDefault(label, List.of()));
            List<String> come = new ArrayList<>(changed.getOrDefault(label, List.of()));
            List<String> same = new ArrayList<>(gone);
            same.retainAll(come);
            gone.removeAll(same);
            come.removeAll(same);
            if (!gone.isEmpty() || !come.isEmpty()) {
                changes.add(new Change(label, gone, come));
            }
        }
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("settings", settings);
        map.put(
                "changes",
                changes.stream()
                        .map(change -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("label", change.label);
                            one.put("before", change.before);
                            one.put("after", change.after);
                            return one;
                        })
                        .toList());
        return map;
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        settings.forEach((key, value) -> words.add(Printable.of(key) + "=" + Printable.of(value)));
        StringBuilder text = new StringBuilder("with " + String.join(" ", words));
        text.append(changes.isEmpty() ? " nothing changes\n" : "\n");
        for (Change change : changes) {
            String label = change.label;
            for (String line : change.before) {
                append(text, label, "- " + line);
                label = "";
            }
            for (String line : change.after) {
                append(text, label, "+ " + line);
                label = "";
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String label, String line) {
        text.append(label)
                .append(" ".repeat(Math.max(1, LABEL - label.length())))
                .append(line.stripTrailing())
                .append('\n');
    }
}
