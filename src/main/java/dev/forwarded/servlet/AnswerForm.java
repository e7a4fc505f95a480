package dev.forwarded.servlet;

import java.util.Collections;
import java.util.Enumeration;

/** In which form a client wants an answer, by its Accept header (RFC 9110 section 12.5.1). Text, if all are equal. */
enum AnswerForm {
    TEXT("text/plain", "text/*"),
    HTML("text/html", "text/*"),
    JSON("application/json", "application/*");

    private static final int MOST = 1000;

    private final String type;
    private final String range;

    AnswerForm(String type, String range) {
        this.type = type;
        this.range = range;
    }

    String contentType() {
        return type + ";charset=UTF-8";
    }

    /** The form with the highest weight; of equal ones that which is named most exactly. */
    static AnswerForm of(Enumeration<String> lines) {
        String accept = String.join(",", Collections.list(lines));
        AnswerForm best = TEXT;
        for (AnswerForm form : values()) {
            best = form.weight(accept) > best.weight(accept) ? form : best;
        }
        return best;
    }

    /** By the range that names it most exactly: its weight, and behind that how exactly. */
    private int weight(String accept) {
        int exactness = 0;
        int quality = 0;
        for (int start = 0; start < accept.length(); ) {
            int comma = accept.indexOf(',', start);
            int end = comma < 0 ? accept.length() : comma;
            int semicolon = accept.indexOf(';', start);
            int nameEnd = semicolon < 0 ? end : Math.min(semicolon, end);
            int found = exactness(accept.substring(start, nameEnd).trim());
            if (found > exactness) {
                exactness = found;
                quality = quality(accept.substring(nameEnd, end));
            }
            start = end + 1;
        }
        return quality == 0 ? 0 : quality * 10 + exactness;
    }

    private int exactness(String name) {
        if (name.equalsIgnoreCase(type)) {
            return 3;
        }
        return name.equalsIgnoreCase(range) ? 2 : name.equals("*/*") ? 1 : 0;
    }

    /** The weight in thousandths; of one that is no number none. */
    private static int quality(String parameters) {
        int start = parameters.indexOf("q=");
        if (start < 0) {
            return MOST;
        }
        int end = parameters.indexOf(';', start);
        String number = parameters.substring(start + 2, end < 0 ? parameters.length() : end);
        try {
            return (int) Math.round(MOST * Math.max(0, Math.min(1, Double.parseDouble(number.trim()))));
        } catch (NumberFormatException wrong) {
            return 0;
        }
    }
}
