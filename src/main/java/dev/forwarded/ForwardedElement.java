package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * One forwarded-element (RFC 7239 section 4): {@code [ pair ] *( ";" [ pair ] )} with {@code pair = token "=" value}.
 *
 * <p>It is accepted or refused as a whole. Parameter names count in any case; {@code by} and extensions are checked
 * for their syntax and not interpreted; an empty value is as if the parameter were not there. {@code for},
 * {@code host} and {@code proto} may come once each: a second one is how an injection through Host looks.
 */
final class ForwardedElement {

    private final String text;
    private final int start;
    private final int limit;
    private int pos;
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
    @Nullable
    Node node() {
        return node;
    }

    @Nullable
    Authority host() {
        return host;
    }

    @Nullable
    String scheme() {
        return scheme;
    }

    /** What was expected, where the element is malformed; null if it is not. */
    @Nullable
    String fault() {
        return fault;
    }

    /** The element, as much of it as a log shows. */
    String text() {
        return text.substring(start, Math.min(limit, start + Printable.MAX_LENGTH + 1));
    }

    private void pairs() {
        while (pos < limit && fault == null) {
            pos = Ascii.skipOws(text, pos, limit);
            if (pos < limit && text.charAt(pos) != ';') {
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
            takeNode(value(true));
        } else if (isName(name, nameEnd, "host")) {
            takeHost(value(true));
        } else if (isName(name, nameEnd, "proto")) {
            takeScheme(value(false));
        } else {
            skipValue(isName(name, nameEnd, "by"));
        }
    }

    private boolean isName(int from, int to, String name) {
        return Ascii.isWord(text, from, to, name);
    }

    private void takeNode(String value) {
        if (value.isEmpty() || fault != null) {
            return;
        }
        fault = node == null ? null : "one 'for' only";
        node = fault == null ? Node.parseForwarded(value) : null;
        if (node == null && fault == null) {
            fault = "a node in 'for' (RFC 7239 section 6)";
        }
    }

    private void takeHost(String value) {
        if (value.isEmpty() || fault != null) {
            return;
        }
        fault = host == null ? null : "one 'host' only";
        host = fault == null ? Authority.parse(value) : null;
        if (host == null && fault == null) {
            fault = "host or host:port in 'host'";
        }
    }

    private void takeScheme(String value) {
        if (value.isEmpty() || fault != null) {
            return;
        }
        fault = scheme == null ? null : "one 'proto' only";
        scheme = fault == null ? Scheme.parse(value, 0, value.length()) : null;
        if (scheme == null && fault == null) {
            fault = "http or https in 'proto'";
        }
    }

    /** The value of a parameter that is interpreted, unquoted. */
    private String value(boolean colons) {
        if (pos < limit && text.charAt(pos) == '"') {
            int open = pos;
            boolean escapes = skipQuoted();
            return fault != null ? "" : unquoted(open + 1, pos - 1, escapes);
        }
        int from = pos;
        while (pos < limit
                && (Ascii.isToken(text.charAt(pos)) || colons && isUnquotedNodeCharacter(text.charAt(pos)))) {
            pos++;
        }
        return text.substring(from, pos);
    }

    /** The value of {@code by} or of an extension: checked, not kept. */
    private void skipValue(boolean isNode) {
        if (pos < limit && text.charAt(pos) == '"') {
            skipQuoted();
            return;
        }
        while (pos < limit && isUnquotedCharacter(text.charAt(pos), isNode)) {
            pos++;
        }
    }

    private static boolean isUnquotedCharacter(char c, boolean isNode) {
        return isNode ? Ascii.isToken(c) || isUnquotedNodeCharacter(c) : isUnquotedExtensionCharacter(c);
    }

    /** A tolerance: an address or authority that needs quotes and has none, as HAProxy recipes and http2-proxy send. */
    private static boolean isUnquotedNodeCharacter(char c) {
        return c == ':' || c == '[' || c == ']';
    }

    /** A tolerance: any visible character in the unquoted value of an extension. */
    private static boolean isUnquotedExtensionCharacter(char c) {
        return Ascii.isVisible(c) && c != '"' && c != '\\' && c != ',' && c != ';';
    }

    /** Moves behind a quoted-string (RFC 9110 section 5.6.4); whether it holds a quoted-pair. */
    private boolean skipQuoted() {
        boolean escapes = false;
        for (pos++; pos < limit; pos++) {
            char c = text.charAt(pos);
            if (c == '"') {
                pos++;
                return escapes;
            }
            if (c == '\\') {
                escapes = true;
                pos++;
            }
            if (pos == limit || !isQuotedCharacter(text.charAt(pos))) {
                break;
            }
        }
        fault = "a quoted-string";
        return escapes;
    }

    private static boolean isQuotedCharacter(char c) {
        return c == '\t' || c >= ' ' && c != 0x7f && c <= 0xff;
    }

    private String unquoted(int from, int to, boolean escapes) {
        if (!escapes) {
            return text.substring(from, to);
        }
        StringBuilder value = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            }
            value.append(text.charAt(i));
        }
        return value.toString();
    }
}
