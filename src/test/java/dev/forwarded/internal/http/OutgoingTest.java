package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url https://shop.example.com/cart?token=a | url https://shop.example.com/cart",
                "GET /cart?token=a HTTP/1.1 | GET /cart HTTP/1.1",
                "but was \"/cart?a=b c=d\". Set it | but was \"/cart\". Set it",
                "from /a?x=1 to /b?y=2?z | from /a to /b",
                "\"/a?x\", \"/b?y\" | \"/a\", \"/b\"",
                "?token=a, and more | and more",
                "/caf?/menu is cut too: a mask looks like a query | /caf is cut too: a mask looks like a query",
                "did you mean hops? Write hops=1 | did you mean hops? Write hops=1",
                "M?nchen, no path | M?nchen, no path",
            })
    void a_line_has_no_query(String text, String expected) {
        assertThat(Outgoing.line(text).strip()).isEqualTo(expected);
    }

    @Test
    void a_line_has_nothing_that_a_terminal_or_a_reader_obeys() {
        String hostile = "a\u0000\u001b[31m\u007f\u009b\r\nWARN b\u2028c\u2029d\u202ee\u200ff\u2066g\ud800h";
        assertThat(Outgoing.line(hostile)).isEqualTo("a[31m WARN b?c?d?e?f?g?h");
        assertThat(Outgoing.clean("caf\u00e9 \u6771\n")).isEqualTo("caf\u00e9 \u6771\n");
    }

    @Test
    void a_line_is_cut() {
        String longest = "a".repeat(Outgoing.MAX_LINE);
        assertThat(Outgoing.line(longest)).isEqualTo(longest);
        assertThat(Outgoing.line(longest + "b")).isEqualTo(longest + "...");
        assertThat(Outgoing.lines(longest + "b\n" + longest + "\n")).isEqualTo(longest + "...\n" + longest + "\n");
    }

    @Test
    void in_an_account_a_query_ends_where_the_column_does() {
        assertThat(Outgoing.lines("headers   X-Original-URL: /a?x=1 token=b  never read\nurl       /a?x=1\n"))
                .isEqualTo("headers   X-Original-URL: /a  never read\nurl       /a\n");
        assertThat(Outgoing.lines("a\u202e\r\nb")).isEqualTo("a?\nb");
    }
}
