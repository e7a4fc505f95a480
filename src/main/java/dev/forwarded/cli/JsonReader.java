package dev.forwarded.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) strictly into maps, lists, texts, {@link BigDecimal}s, booleans and null. A name that stands
 * twice in an object is a mistake, and so is a nesting of more than {@value #MAX_DEPTH}.
 */
final class JsonReader {

    private static final int MAX_DEPTH = 64;

    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int pos;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.space();
        if (reader.pos < text.length()) {
            throw reader.mistake("the end");
        }
        return value;
    }

    private @Nullable Object value() {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        open();
        if (!closes('}')) {
            do {
                space();
                int start = pos;
                String name = string();
                space();
                expect(':');
                Object value = value();
                if (object.containsKey(name)) {
                    pos = start;
                    throw mistake("each name once");
                }
                object.put(name, value);
            } while (goesOn('}'));
        }
        depth--;
        return object;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        open();
        if (!closes(']')) {
            do {
                list.add(value());
            } while (goesOn(']'));
        }
        depth--;
        return list;
    }

    private void open() {
        pos++;
        if (++depth > MAX_DEPTH) {
            throw mistake("at most " + MAX_DEPTH + " lists and objects in one another");
        }
    }

    private boolean closes(char end) {
        space();
        boolean closes = peek() == end;
        pos += closes ? 1 : 0;
        return closes;
    }

    /** Whether a comma follows; else the end must. */
    private boolean goesOn(char end) {
        space();
        boolean comma = peek() == ',';
        if (!comma && peek() != end) {
            throw mistake("',' or '" + end + "'");
        }
        pos++;
        return comma;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = peek();
            if (c < ' ') {
                throw mistake("a closing quote");
            }
            pos++;
            string.append(c == '\\' ? escape() : c);
        }
        pos++;
        return string.toString();
    }

    private char escape() {
        char c = peek();
        if (c == 'u') {
            return unicode();
        }
        int index = ESCAPES.indexOf(c);
        if (index < 0) {
            throw mistake("an escape");
        }
        pos++;
        return ESCAPED.charAt(index);
    }

    private char unicode() {
        int code = 0;
        for (int i = 1; i <= 4; i++) {
            int digit = pos + i < text.length() ? Character.digit(text.charAt(pos + i), 16) : -1;
            if (digit < 0 || text.charAt(pos + i) > 'f') {
                throw mistake("four hexadecimal digits behind \\u");
            }
            code = code * 16 + digit;
        }
        pos += 5;
        return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, pos)) {
            throw mistake("a value");
        }
        pos += word.length();
        return value;
    }

    private BigDecimal number() {
        int start = pos;
        pos += peek() == '-' ? 1 : 0;
        int whole = pos;
        digits();
        boolean zeros = pos > whole + 1 && text.charAt(whole) == '0';
        if (peek() == '.') {
            pos++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            pos++;
            pos += peek() == '+' || peek() == '-' ? 1 : 0;
            digits();
        }
        try {
            if (!zeros) {
                return new BigDecimal(text.substring(start, pos));
            }
        } catch (NumberFormatException tooLarge) {
            // Said below.
        }
        pos = start;
        throw mistake("a number");
    }

    private void digits() {
        int start = pos;
        while (peek() >= '0' && peek() <= '9') {
            pos++;
        }
        if (pos == start) {
            throw mistake("a value");
        }
    }

    private void space() {
        while (pos < text.length() && " \t\r\n".indexOf(text.charAt(pos)) >= 0) {
            pos++;
        }
    }

    private void expect(char c) {
        if (peek() != c) {
            throw mistake("'" + c + "'");
        }
        pos++;
    }

    /** The next character, NUL at the end. */
    private char peek() {
        return pos < text.length() ? text.charAt(pos) : 0;
    }

    private CommandException mistake(String expected) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < Math.min(pos, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        String found = pos < text.length() ? Printable.quoted(text.substring(pos, pos + 1)) : "the end";
        return new CommandException("JSON, line " + line + ", column " + (pos - start + 1) + ": expected " + expected
                + " but was " + found);
    }
}
