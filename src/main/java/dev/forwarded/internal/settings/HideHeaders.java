package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of {@code hideHeaders}.
 *
 * @param hides whether forwarded headers and their kin are hidden
 * @param added further headers to hide
 * @param kept headers that stay visible after all
 */
record HideHeaders(boolean hides, List<String> added, List<String> kept) {

    static HideHeaders parse(String value, SettingErrors.Row errors) {
        List<String> words = Words.of(value);
        boolean hides = words.get(0).equals("true");
        if (!hides && !words.equals(List.of("false"))) {
            errors.unreadable(value);
        }
        List<String> added = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            boolean keeps = word.startsWith("-");
            String name = keeps ? word.substring(1) : word;
            (keeps ? kept : added).add(name);
            if (!Ascii.isToken(name) || Ascii.equalsIgnoreCase(name, "Host")) {
                errors.unreadable(word);
            }
        }
        return new HideHeaders(hides, added, kept);
    }
}
