package dev.forwarded.servlet;

import java.util.Locale;

/**
 * HTML in the making, and the one exit of text towards it: whatever is no part of the page itself goes through
 * {@link #text}. Markup is passed as it stands, so only constants may be.
 */
final class Markup {

    private final StringBuilder html = new StringBuilder();

    Markup tag(String constant) {
        html.append(constant);
        return this;
    }

    /** An element with a text in it and no attribute. */
    Markup element(String name, String text) {
        return tag("<").tag(name).tag(">").text(text).tag("</").tag(name).tag(">");
    }

    /** A cell of a table with a text from a request in it. */
    Markup code(String text) {
        return tag("<td><code>").text(text).tag("</code></td>");
    }

    /**
     * Text, such that it is shown and never read as markup, in an element as in an attribute. What is not printable
     * ASCII is shown by its number: a control character, a byte above 127, a sign that turns the direction of a line.
     */
    Markup text(String text) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
        return this;
    }

    private void append(char c) {
        switch (c) {
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '&' -> html.append("&amp;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            case '…' -> html.append("&#8230;");
            default -> {
                if (c >= ' ' && c < 0x7f) {
                    html.append(c);
                } else {
                    html.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
                }
            }
        }
    }

    Markup number(int number) {
        html.append(number);
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
