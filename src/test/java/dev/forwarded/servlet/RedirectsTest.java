package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

    /** The examples of RFC 3986 section 5.4, for the base {@code http://a/b/c/d;p?q}. */
    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "g, /b/c/g",
        "./g, /b/c/g",
        "g/, /b/c/g/",
        "/g, /g",
        "?y, /b/c/d;p?y",
        "g?y, /b/c/g?y",
        "#s, /b/c/d;p?q#s",
        "g#s, /b/c/g#s",
        "g?y#s, /b/c/g?y#s",
        ";x, /b/c/;x",
        "g;x, /b/c/g;x",
        "g;x?y#s, /b/c/g;x?y#s",
        "'', /b/c/d;p?q",
        "., /b/c/",
        "./, /b/c/",
        ".., /b/",
        "../, /b/",
        "../g, /b/g",
        "../.., /",
        "../../, /",
        "../../g, /g",
        "../../../g, /g",
        "../../../../g, /g",
        "g., /b/c/g.",
        ".g, /b/c/.g",
        "g.., /b/c/g..",
        "..g, /b/c/..g",
        "./../g, /b/g",
        "./g/., /b/c/g/",
        "g/./h, /b/c/g/h",
        "g/../h, /b/c/h",
        "g;x=1/./y, /b/c/g;x=1/y",
        "g;x=1/../y, /b/c/y",
        "g?y/./x, /b/c/g?y/./x",
        "g?y/../x, /b/c/g?y/../x",
        "g#s/./x, /b/c/g#s/./x",
        "g#s/../x, /b/c/g#s/../x"
    })
    void references_are_resolved_as_the_rfc_says(String location, String resolved) {
        assertThat(Redirects.resolve(location, "/b/c/d;p", "?q")).isEqualTo(resolved);
    }

    /** Where this differs from section 5.4: what has a scheme or a host is never resolved, not even {@code http:g}. */
    @ParameterizedTest
    @ValueSource(strings = {"g:h", "//g", "http:g"})
    void references_with_scheme_or_host_are_left_as_they_are(String location) {
        assertThat(Redirects.isForeign(location)).isTrue();
        assertThat(Redirects.forContainer(location, "/b/c/d;p", "?q")).isEqualTo(location);
    }

    /** Where this differs from section 5.2: slashes in front of the result become one. */
    @ParameterizedTest(name = "\"{0}\" from {1} is {2}")
    @CsvSource({
        "?lang=de, //evil.example/..;/app, /evil.example/..;/app?lang=de",
        "'', //evil.example/x, /evil.example/x?q",
        "#s, //evil.example/x, /evil.example/x?q#s",
        "x, //evil.example/y, /evil.example/x",
        "..//evil.example, /a/b, /evil.example",
        "x/../..//evil.example, /a/b, /evil.example",
        ".//evil.example, /, /evil.example",
        "..\\/evil.example, /a/b, /a/..\\/evil.example",
        "\\evil.example, /, /evil.example",
        "/\\evil.example, /a, /evil.example",
        "'/\t/evil.example', /a, /evil.example",
        "x, \\\\evil.example/y, /x"
    })
    void a_location_without_a_host_stays_on_the_host(String location, String path, String resolved) {
        assertThat(Redirects.resolve(location, path, "?q")).isEqualTo(resolved);
    }

    @ParameterizedTest(name = "\"{0}\" from {1} is {2}")
    @CsvSource({"x, /, /x", "x, '', /x", "../x, *, /x", "?a, '', /?a", "'', *, /", "x, /a//b, /a//x"})
    void the_base_may_be_any_path(String location, String path, String resolved) {
        assertThat(Redirects.resolve(location, path, "")).isEqualTo(resolved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//host/x", "http://host", "HTTPS:", "mailto:a@b", "a+b-c.1:x", "///x"})
    void a_location_with_scheme_or_host_is_foreign(String location) {
        assertThat(Redirects.isForeign(location)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "x", "/a:b", "?a:b", "1a:b", ":b", "a/b:c", "a_b:c", "#a:b", "/\\host", "\u00e9:x"})
    void any_other_location_is_not(String location) {
        assertThat(Redirects.isForeign(location)).isFalse();
    }

    @ParameterizedTest(name = "{0} on {1} is {2}")
    @CsvSource({
        "//evil/x, //evil/x, /evil/x",
        "//evil/x?y, //evil/x, /evil/x?y",
        "///evil, ///evil, /evil",
        "/\\evil, /\\evil, /evil",
        "\\evil, \\evil, /evil",
        "//evil/x, /evil/x, //evil/x",
        "//evil/x, /, //evil/x",
        "//evil/x, '', //evil/x",
        "/x, /x, /x",
        "x, x, x",
        "http://h, /x, http://h"
    })
    void a_location_that_begins_with_the_requests_own_path_is_a_path(String location, String path, String fixed) {
        assertThat(Redirects.withoutOwnSlashes(location, path)).isEqualTo(fixed);
    }
}
