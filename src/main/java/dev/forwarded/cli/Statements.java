package dev.forwarded.cli;

import dev.forwarded.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An account as lines by label, without the alignment, so that two accounts can be compared. */
final class Statements {

    /** The labels in the order of the account. */
    static final List<String> LABELS = List.of(
            "received",
            "peer",
            "headers",
            "hops",
            "scheme",
            "host",
            "port",
            "client",
            "prefix",
            "path",
            "finding",
            "url",
            "rejected");

    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    private Statements() {}

    static Map<String, List<String>> of(Explanation explanation) {
        Statements statements = new Statements();
        explanation.toMap().forEach(statements::section);
        return statements.lines;
    }

    private void section(String key, Object value) {
        switch (key) {
            case "received" -> add(key, String.valueOf(value));
            case "peer" -> add(key, text(value, "address", "verdict"));
            case "headers" ->
                each(value, header -> add(key, text(header, "name") + ": " + text(header, "value", "verdict")));
            case "hops" -> each(value, hop -> add(key, text(hop, "node", "header", "position", "verdict")));
            case "sources" ->
                ((Map<?, ?>) value)
                        .forEach((field, source) -> add(String.valueOf(field), text(source, "value", "source")));
            case "findings" ->
                each(value, finding -> add("finding", text(finding, "sentence") + ". [" + text(finding, "id") + "]"));
            case "original" -> add("url", text(value, "url"));
            default -> add(key, text(value, "status") + " Bad Request [" + text(value, "id") + "]");
        }
    }

    private static void each(Object list, Consumer<Object> action) {
        ((List<?>) list).forEach(action);
    }

    private static String text(Object map, String... keys) {
        List<String> words = new ArrayList<>();
        for (String key : keys) {
            words.add(String.valueOf(((Map<?, ?>) map).get(key)));
        }
        return String.join("  ", words);
    }

    private void add(String label, String line) {
        lines.computeIfAbsent(label, key -> new ArrayList<>()).add(line);
    }
}
