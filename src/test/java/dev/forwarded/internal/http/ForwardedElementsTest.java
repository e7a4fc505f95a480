package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A line is cut into elements at the commas outside quotes, where a backslash escapes inside quotes alone. */
final class ForwardedElementsTest {

    private static final String CHARACTERS = "\"\"\"\\\\,,; a=";
    private static final int LINES = 200_000;

    @Test
    void any_line_is_cut_as_by_a_reader_of_one_character_after_the_other() {
        Random random = new Random(7239);
        for (int i = 0; i < LINES; i++) {
            StringBuilder line = new StringBuilder();
            for (int length = random.nextInt(16); length > 0; length--) {
                line.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            assertThat(elements(line.toString())).as("%s", line).isEqualTo(byCharacter(line.toString()));
        }
    }

    @Test
    void a_line_in_which_a_quote_is_open_does_not_void_the_next_one() {
        ForwardedElements elements = new ForwardedElements();
        elements.open(Collections.enumeration(List.of("for=_a", "for=\"_b")));
        assertThat(elements.previous().fault()).isEqualTo("a closing quote");
        assertThat(elements.previous().text()).isEqualTo("for=_a");
    }

    private static List<String> elements(String line) {
        ForwardedElements elements = new ForwardedElements();
        List<String> found = new ArrayList<>();
        elements.open(Collections.enumeration(List.of(line)));
        for (ForwardedElement each = elements.previous(); each != null; each = elements.previous()) {
            found.add(0, each.text());
        }
        return found;
    }

    private static List<String> byCharacter(String line) {
        List<String> found = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ',' && !isQuoted) {
                add(element, found);
                continue;
            }
            element.append(c);
            if (c == '\\' && isQuoted && i + 1 < line.length()) {
                element.append(line.charAt(++i));
            }
            isQuoted ^= c == '"';
        }
        add(element, found);
        return isQuoted ? List.of(line) : found;
    }

    private static void add(StringBuilder element, List<String> found) {
        String text = element.toString().strip();
        if (!text.isEmpty()) {
            found.add(text);
        }
        element.setLength(0);
    }
}
