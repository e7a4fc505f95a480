package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over all lines of up to seven characters of what can make a list empty, and a letter. */
final class HeaderListTest {

    private static final String CHARACTERS = ",\" a";
    private static final int LONGEST = 7;

    private static Enumeration<String> line(String text) {
        return Collections.enumeration(List.of(text));
    }

    private static void check(String text) {
        HeaderList list = new HeaderList();
        boolean isOpen = list.open(line(text));
        assertThat(list.previous()).as("a last value of <%s>", text).isEqualTo(isOpen);
        list.open(line(text));
        assertThat(list.leftmost()).as("a leftmost value of <%s>", text).isEqualTo(isOpen);
        assertThat(list.openNodes(line(text))).as("nodes of <%s>", text).isEqualTo(isOpen);
    }

    private static void checkAll(String text) {
        check(text);
        for (int i = 0; i < CHARACTERS.length() && text.length() < LONGEST; i++) {
            checkAll(text + CHARACTERS.charAt(i));
        }
    }

    @Test
    void a_list_opens_where_it_holds_a_value() {
        checkAll("");
    }
}
