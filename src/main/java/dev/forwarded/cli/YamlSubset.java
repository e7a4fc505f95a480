package dev.forwarded.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the settings in a YAML file: {@code forwarded:} with {@code key: value} lines below it, or
 * {@code forwarded.key: value} lines, or both. Values are plain, in quotes, {@code [a, b]}, or lines of {@code - a}.
 * Whatever stands under other keys is passed over; anchors, tags, block texts and maps are refused with their line.
 */
final class YamlSubset {

    private final SettingsEntries settings;
    private boolean inside;
    private boolean done;
    private int indent = -1;
    private int document;

    /** The key whose list is being read; empty if there is none. */
    private String list = "";

    private int listLine;
    private int elements;

    private YamlSubset(SettingsEntries settings) {
        this.settings = settings;
    }

    static void read(String text, SettingsEntries settings) {
        YamlSubset yaml = new YamlSubset(settings);
        Lines lines = new Lines(text.startsWith("\ufeff") ? text.substring(1) : text);
        while (lines.next()) {
            yaml.line(lines.line(), lines.number());
        }
        yaml.endOfList();
    }

    private void line(String line, int number) {
        String content = withoutComment(line).strip();
        if (content.isEmpty()) {
            return;
        }
        if (line.startsWith("---") || line.startsWith("...")) {
            separator();
        } else if (line.charAt(0) > ' ' && (list.isEmpty() || !isElement(content))) {
            top(content, number);
        } else if (inside || !list.isEmpty()) {
            nested(line, content, number);
        }
    }

    private void separator() {
        endOfList();
        inside = false;
        document += done ? 1 : 0;
    }

    /** A line without indentation. */
    private void top(String content, int number) {
        endOfList();
        inside = false;
        int colon = colon(content);
        String key = colon < 0 ? "" : unquoted(content.substring(0, colon).strip());
        if (key.equals("forwarded") || key.startsWith("forwarded.")) {
            begin(key, content.substring(colon + 1).strip(), number);
        }
    }

    private void begin(String key, String value, int number) {
        done = true;
        if (document > 0) {
            throw settings.mistake(
                    number, "settings in more than one document: put those in force into a file of their own");
        }
        if (!key.equals("forwarded")) {
            entry(key, value, number);
        } else if (value.isEmpty()) {
            inside = true;
            indent = -1;
        } else {
            throw settings.mistake(number, "expected \"key: value\" lines below \"forwarded:\"");
        }
    }

    /** An indented line below a key of ours. */
    private void nested(String line, String content, int number) {
        int spaces = 0;
        while (line.charAt(spaces) == ' ') {
            spaces++;
        }
        if (line.charAt(spaces) == '\t') {
            throw settings.mistake(number, "a tab in the indentation, which YAML forbids");
        }
        if (isElement(content)) {
            element(content.substring(1).strip(), number);
            return;
        }
        indent = indent < 0 ? spaces : indent;
        int colon = colon(content);
        if (!inside || spaces != indent || colon < 0) {
            throw settings.mistake(
                    number,
                    "expected \"key: value\" or \"- value\", no further nesting, but was " + Printable.quoted(content));
        }
        endOfList();
        entry(
                "forwarded." + unquoted(content.substring(0, colon).strip()),
                content.substring(colon + 1).strip(),
                number);
    }

    private static boolean isElement(String content) {
        return content.equals("-") || content.startsWith("- ");
    }

    private void element(String content, int number) {
        if (list.isEmpty()) {
            throw settings.mistake(number, "a list without a key");
        }
        elements++;
        settings.property(list + "[]", scalar(content, number), number);
    }

    /** A list that has no elements is a key without a value. */
    private void endOfList() {
        String key = list;
        list = "";
        if (!key.isEmpty() && elements == 0) {
            settings.property(key, "", listLine);
        }
    }

    private void entry(String key, String value, int number) {
        if (value.isEmpty()) {
            list = key;
            listLine = number;
            elements = 0;
        } else if (value.startsWith("[")) {
            settings.property(key, flow(value, number), number);
        } else {
            settings.property(key, scalar(value, number), number);
        }
    }

    private String flow(String value, int number) {
        if (!value.endsWith("]") || value.indexOf('[', 1) >= 0) {
            throw settings.mistake(
                    number, "expected a list in one line, as [a, b], but was " + Printable.quoted(value));
        }
        List<String> items = new ArrayList<>();
        String inner = value.substring(1, value.length() - 1);
        for (int start = 0; start <= inner.length(); ) {
            int comma = inner.indexOf(',', start);
            int end = comma < 0 ? inner.length() : comma;
            String item = inner.substring(start, end).strip();
            items.add(item.isEmpty() ? "" : scalar(item, number));
            start = end + 1;
        }
        items.removeIf(String::isEmpty);
        return String.join(",", items);
    }

    private String scalar(String value, int number) {
        char first = value.isEmpty() ? '"' : value.charAt(0);
        if ("&*!|>{[%@`?".indexOf(first) >= 0) {
            throw settings.mistake(
                    number,
                    "this form of YAML is not understood: write the value in one line, but was "
                            + Printable.quoted(value));
        }
        boolean quoted = first == '"' || first == '\'';
        boolean closed = value.length() > 1 && value.indexOf(first, 1) == value.length() - 1;
        if (quoted && !value.isEmpty() && (!closed || value.indexOf('\\') >= 0)) {
            throw settings.mistake(
                    number, "expected a quoted text in one line, without escapes, but was " + Printable.quoted(value));
        }
        return unquoted(value);
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(last);
        return quoted ? value.substring(1, last) : value;
    }

    /** The colon that ends a key: one before white space or the end, outside quotes. */
    private static int colon(String content) {
        char quote = content.charAt(0) == '"' || content.charAt(0) == '\'' ? content.charAt(0) : 0;
        int from = quote == 0 ? 0 : Math.max(0, content.indexOf(quote, 1));
        for (int i = from; i < content.length(); i++) {
            if (content.charAt(i) == ':' && (i + 1 == content.length() || content.charAt(i + 1) == ' ')) {
                return i;
            }
        }
        return -1;
    }

    /** A comment begins with {@code #} at the start or behind white space, outside quotes. */
    private static String withoutComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean starts = i == 0 || " \t[,".indexOf(line.charAt(i - 1)) >= 0;
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && starts) {
                quote = c;
            } else if (c == '#' && (i == 0 || line.charAt(i - 1) == ' ' || line.charAt(i - 1) == '\t')) {
                return line.substring(0, i);
            }
        }
        return line;
    }
}
