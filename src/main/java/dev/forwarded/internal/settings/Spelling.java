package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.util.Collection;
import java.util.Optional;

/** Words that people wrote a little wrong. */
final class Spelling {

    /** How many letters may be wrong, missing, or too many. */
    private static final int MAX_DISTANCE = 3;

    private Spelling() {}

    /** The word meant, if one is near: a difference in case, in dashes, or in a letter or two. */
    static Optional<String> nearest(String word, Collection<String> words) {
        String plain = plain(word);
        return words.stream()
                .filter(each -> distance(plain, plain(each)) <= Math.min(MAX_DISTANCE, (each.length() + 1) / 3))
                .min((one, other) -> distance(plain, plain(one)) - distance(plain, plain(other)));
    }

    /** The words for a fix: the nearest one, else all. */
    static String fix(String word, Collection<String> words) {
        String all = "write one of " + String.join(", ", words);
        return nearest(word, words)
                .map(near -> "did you mean " + near + "? Else " + all)
                .orElse(all);
    }

    private static String plain(String word) {
        return Ascii.lower(word).replace("-", "").replace("_", "");
    }

    /** The Levenshtein distance; of long words more than any that counts. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > MAX_DISTANCE) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
