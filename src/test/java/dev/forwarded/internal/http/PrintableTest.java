package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

    @ParameterizedTest
    @CsvSource({
        "https://user:hunter2@shop.example.com/a, https://user:...@shop.example.com/a",
        "https://user:hunter2@b@shop.example.com, https://user:...@shop.example.com",
        "user:hunter2@shop.example.com:8443, user:...@shop.example.com:8443",
        "https://user@shop.example.com/, https://user@shop.example.com/",
        "/shop:a@b/c, /shop:a@b/c",
        "https://shop.example.com:8443/a@b, https://shop.example.com:8443/a@b",
        "2001:db8::1, 2001:db8::1",
        "'a.example, user:hunter2@b.example', 'a.example, user:...@b.example'",
        "'for=\"[2001:db8::1]:80\";host=\"u:hunter2@b\"', 'for=\"[2001:db8::1]:80\";host=\"u:...@b\"'"
    })
    void a_password_is_not_shown(String text, String shown) {
        assertThat(Printable.of(text)).isEqualTo(shown);
    }

    @Test
    void a_value_is_cleaned_and_cut() {
        assertThat(Printable.of("a\u001b\u009b\r\nb\u2028\u00e9")).isEqualTo("ab??");
        assertThat(Printable.of("a".repeat(201))).isEqualTo("a".repeat(200) + "...");
    }
}
