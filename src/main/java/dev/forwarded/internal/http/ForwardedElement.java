package dev.forwarded.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * One forwarded-element (RFC 7239 section 4): {@code [ pair ] *( ";" [ pair ] )} with {@code pair = token "=" value}.
 *
 * <p>It is accepted or refused as a whole. Parameter names count in any case; {@code by} and extensions are checked
 * for their syntax and not interpreted; an empty value is as if the parameter were not there. {@code for},
 * {@code host} and {@code proto} may come once each: a second one is how an injection through Host looks.
 */
public final class ForwardedElement {

    /** No node or authority is longer when each of its characters is escaped; a longer value is not read to its end. */
    private static final int MAX_QUOTED = 2 * 260;

    /** States nothing. */
    public static final ForwardedElement EMPTY = new ForwardedElement("", 0, 0);

    private final String text;
    private final int start;
    private final int limit;
    private int pos;
    private String value = "";
    private int valueStart;
    private int valueEnd;
    private @Nullable Node node;
    private @Nullable Authority host;
    private @Nullable String scheme;
    private @Nullable String fault;

    private ForwardedElement(String text, int start, int limit) {
        this.text = text;
        this.start = start;
        this.limit = limit;
        this.pos = start;
    }

    /** The element in {@code text[start, limit)}, without surrounding white space. */
    static ForwardedElement parse(String text, int start, int limit) {
        ForwardedElement element = new ForwardedElement(text, start, limit);
        element.pairs();
        return element;
    }

    /** What stands for a line in which a quote is left open. */
    static ForwardedElement unclosed(String line) {
        ForwardedElement element = new ForwardedElement(line, 0, line.length());
        element.fault = "a closing quote";
        return element;
    }

    /** The node in {@code for}; null if it is not stated. */
    public @Nullable Node node() {
        return node;
    }

    /** The host in {@code host}; null if it is not stated. */
    public @Nullable Authority host() {
        return host;
    }

    /** The scheme in {@code proto}; null if it is not stated. */
    public @Nullable String scheme() {
        return scheme;
    }

    /** What was expected, where the element is malformed; null if it is not. */
    public @Nullable String fault() {
        return fault;
    }

    /** The element, as much of it as a log shows. */
    public String text() {
        return text.substring(start, Math.min(limit, start + Printable.MAX_LENGTH + 1));
    }

    private void pairs() {
        while (pos < limit && fault == null) {
            pos = Ascii.skipOws(text, pos, limit);
            if (text.charAt(pos) != ';') {
                pair();
            }
            semicolon();
        }
    }

    private void semicolon() {
        pos = Ascii.skipOws(text, pos, limit);
        if (fault == null && pos < limit && text.charAt(pos++) != ';') {
            fault = "';' between parameters";
        }
    }

    private void pair() {
        int name = pos;
        while (pos < limit && Ascii.isToken(text.charAt(pos))) {
            pos++;
        }
        int nameEnd = pos;
        if (nameEnd == name || pos == limit || text.charAt(pos) != '=') {
            fault = "parameter=value";
            return;
        }
        pos++;
        if (isName(name, nameEnd, "for")) {
            takeNode(hasValue());
        } else if (isName(name, nameEnd, "host")) {
            takeHost(hasValue());
        } else if (isName(name, nameEnd, "proto")) {
            takeScheme(hasValue());
        } else {
            skipValue(isName(name, nameEnd, "by"));
        }
    }

    private boolean isName(int from, int to, String name) {
        return Ascii.isWord(text, from, to, name);
    }

    private void takeNode(boolean isStated) {
        if (isStated && isFirst(node, "one 'for' only")) {
            node = Node.parseForwarded(value, valueStart, valueEnd);
            fault = node == null ? "a node in 'for' (RFC 7239 section 6)" : null;
        }
    }

    private void takeHost(boolean isStated) {
        if (isStated && isFirst(host, "one 'host' only")) {
            host = Authority.parse(value, valueStart, valueEnd);
            fault = host == null ? "host or host:port in 'host'" : null;
        }
    }

    private void takeScheme(boolean isStated) {
        if (isStated && isFirst(scheme, "one 'proto' only")) {
            scheme = Scheme.parse(value, valueStart, valueEnd);
            fault = scheme == null ? "http or https in 'proto'" : null;
        }
    }

    private boolean isFirst(@Nullable Object earlier, String expected) {
        fault = earlier == null ? null : expected;
        return earlier == null;
    }

    /**
     * Moves behind the value of a parameter that is interpreted and finds its bounds; false if it states nothing. A
     * tolerance: quotes may be missing, as HAProxy recipes and http2-proxy have it. Nodes, authorities and schemes
     * have narrower grammars than a token and those characters, so the value is read once, by them.
     */
    private boolean hasValue() {
        if (pos < limit && text.charAt(pos) == '"') {
            quotedValue();
        } else {
            int from = pos;
            while (pos < limit && text.charAt(pos) != ';' && !Ascii.isOws(text.charAt(pos))) {
                pos++;
            }
            slice(text, from, pos);
        }
        return fault == null && valueEnd > valueStart;
    }

    private void slice(String of, int from, int to) {
        value = of;
        valueStart = from;
        valueEnd = to;
    }

    private void quotedValue() {
        int from = pos + 1;
        boolean escapes = skipQuoted(Math.min(limit, from + MAX_QUOTED + 1));
        int to = pos - 1;
        if (fault != null || !escapes) {
            slice(text, from, to);
        } else {
            String unescaped = unescaped(from, to);
            slice(unescaped, 0, unescaped.length());
        }
    }

    /** The value of {@code by} or of an extension: checked, not kept. */
    private void skipValue(boolean isNode) {
        if (pos < limit && text.charAt(pos) == '"') {
            skipQuoted(limit);
            return;
        }
        while (pos < limit
                && (isNode ? isUnquotedNode(text.charAt(pos)) : isUnquotedExtensionCharacter(text.charAt(pos)))) {
            pos++;
        }
    }

    /** A tolerance: a node that needs quotes and has none. */
    private static boolean isUnquotedNode(char c) {
        return Ascii.isToken(c) || c == ':' || c == '[' || c == ']';
    }

    /** A tolerance: any visible character in the unquoted value of an extension; a comma ends the element. */
    private static boolean isUnquotedExtensionCharacter(char c) {
        return Ascii.isVisible(c) && c != '"' && c != '\\' && c != ';';
    }

    /** Moves behind a quoted-string (RFC 9110 section 5.6.4) that ends before a position; whether it holds a quoted-pair. */
    private boolean skipQuoted(int end) {
        boolean escapes = false;
        for (pos++; pos < end; pos++) {
            char c = text.charAt(pos);
            if (c == '"') {
                pos++;
                return escapes;
            }
            if (c == '\\') {
                escapes = true;
                pos++;
            }
            if (pos == end || !isQuotedCharacter(text.charAt(pos))) {
                break;
            }
        }
        fault = pos < end || end == limit ? "a quoted-string" : "at most " + MAX_QUOTED + " characters in quotes";
        return escapes;
    }

    private static boolean isQuotedCharacter(char c) {
        return c == '\t' || c >= ' ' && c != 0x7f && c <= 0xff;
    }

    private String unescaped(int from, int to) {
        StringBuilder unescaped = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            }
            unescaped.append(text.charAt(i));
        }
        return unescaped.toString();
    }
}
