package dev.forwarded.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of path prefixes, and what they do to paths. */
final class PathPrefixTest {

    @TestFactory
    Stream<DynamicTest> grammar() {
        return Cases.lines("""
                One segment | /shop -> /shop
                Two segments | /shop/eu -> /shop/eu
                Every unreserved character | /aZ09-._~ -> /aZ09-._~
                A trailing slash is dropped | /shop/ -> /shop
                All trailing slashes are | /shop/// -> /shop
                A slash only is the empty prefix | / -> (empty)
                So are slashes only | /// -> (empty)
                Dots within a segment | /a.b/..c/d../... -> /a.b/..c/d../...
                A dot before one letter | /.a -> /.a
                No slash in front | shop -> illegal
                Two slashes in front | //evil.example -> illegal
                Two slashes within | /a//b -> illegal
                A dot segment | /a/. -> illegal
                A dot segment in front | /./a -> illegal
                Two dots | /a/.. -> illegal
                Two dots before a trailing slash | /a/../ -> illegal
                Two dots alone | /.. -> illegal
                Percent-encoding | /a%2fb -> illegal
                A backslash | /\\evil.example -> illegal
                A path parameter | /a;x=1 -> illegal
                A query | /a?b -> illegal
                A fragment | /a#b -> illegal
                A colon | /a:b -> /a:b
                An at sign | /a@b -> /a@b
                A plus sign | /a+b -> /a+b
                An encoded character | /user/ann%40example.org/proxy/8080/ -> /user/ann%40example.org/proxy/8080
                An encoded space | /a%20b -> /a%20b
                An encoded backslash | /a%5Cb -> illegal
                An encoded dot | /%2e%2E/a -> illegal
                An encoded percent sign | /a%252fb -> illegal
                An encoded control character | /a%1Fb -> illegal
                Encoded NUL | /a%00 -> illegal
                Encoded DEL | /a%7f -> illegal
                An unfinished triplet | /a%4 -> illegal
                A triplet that is none | /a%4g -> illegal
                White space | /a b -> illegal
                A URL | https://a.example/ -> illegal
                Text beyond ASCII | /caf\u00e9 -> illegal
                A control character | /a\u0000 -> illegal
                """, PathPrefixTest::show);
    }

    @Test
    void up_to_256_characters_without_trailing_slashes() {
        String longest = "/" + "a".repeat(255);
        assertThat(show(longest + "//")).isEqualTo(longest);
        assertThat(show(longest + "a")).isEqualTo("illegal");
    }

    private static String show(String text) {
        String prefix = PathPrefix.parse(text);
        return prefix == null ? "illegal" : prefix.isEmpty() ? "(empty)" : prefix;
    }

    @ParameterizedTest(name = "{0} {1}: {3} under {2} is {4}")
    @CsvSource({
        "replace, /shop, /app, /app/a%20b, /shop/a%20b",
        "replace, /shop, /app, /app, /shop",
        "replace, /shop, /app, /app;jsessionid=1, /shop;jsessionid=1",
        "replace, /shop, /app, /application, /shop/application",
        "replace, /shop, '', /a, /shop/a",
        "replace, /shop, '', /, /shop/",
        "replace, '', /app, /app/a, /a",
        "replace, '', /app, /app, /",
        "replace, '', /app, /app//evil.example, /evil.example",
        "replace, /shop, /app, *, *",
        "prepend, /shop, /app, /app/a, /shop/app/a",
        "prepend, /shop, '', /a, /shop/a",
        "prepend, '', /app, /app/a, /app/a",
        "prepend, '', '', //evil.example/a, /evil.example/a",
        "prepend, /shop, '', /%2e%2E/a, /shop/%2e%2E/a",
    })
    void paths(String mode, String prefix, String context, String path, String expected) {
        assertThat(prefix(mode, prefix).path(path, context)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} and {2} is {3}")
    @CsvSource({
        "replace, /shop, /app, /shop",
        "replace, '', /app, ''",
        "replace, /shop, '', /shop",
        "prepend, /shop, /app, /shop/app",
        "prepend, '', /app, /app",
    })
    void context_paths(String mode, String prefix, String context, String expected) {
        assertThat(prefix(mode, prefix).contextPath(context)).isEqualTo(expected);
    }

    private static PathPrefix prefix(String mode, String text) {
        return new PathPrefix(text, mode.equals("prepend"));
    }
}
