package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forwarded.internal.settings.Planned;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A header line that only the trusted proxy can send. */
final class TrustedSecretTest {

    private static final String SECRET = "X-Secret=0123456789abcdef";

    @TestFactory
    Stream<DynamicTest> trust() {
        return Cases.tests("headers=x-forwarded; trustedSecret=" + SECRET, """
                Without a trust list it is the only condition for the peer
                peer=203.0.113.9 1
                X-Secret: 0123456789abcdef
                X-Forwarded-For: 192.0.2.1
                -> client=192.0.2.1; trusted=true

                The loopback default does not apply to the peer
                X-Forwarded-For: 192.0.2.1
                -> client=127.0.0.1; trusted=false

                Nor to a further node
                X-Secret: 0123456789abcdef
                X-Forwarded-For: 192.0.2.1, 127.0.0.1
                -> client=127.0.0.1; hops=1; trusted=true

                Another value
                X-Secret: 0123456789abcdeF
                X-Forwarded-For: 192.0.2.1
                -> trusted=false

                A part of the value
                X-Secret: 0123456789abcde
                -> trusted=false

                More than the value
                X-Secret: 0123456789abcdef0
                -> trusted=false

                An empty value
                X-Secret:
                -> trusted=false

                Two lines, even of the same value
                X-Secret: 0123456789abcdef
                X-Secret: 0123456789abcdef
                -> trusted=false

                Two lines with the right one behind
                X-Secret: 6666666666666666
                X-Secret: 0123456789abcdef
                -> trusted=false

                The name in any case
                x-SECRET: 0123456789abcdef
                -> trusted=true

                An underscore twin
                X_Secret: 0123456789abcdef
                -> trusted=false

                A value may hold an equals sign
                trustedSecret=X-Key=c2VjcmV0c2VjcmV0cw==
                X-Key: c2VjcmV0c2VjcmV0cw==
                -> trusted=true

                Beside a trust list both conditions hold
                trustedProxies=10.0.0.0/8; peer=10.0.0.1 1
                X-Secret: 0123456789abcdef
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                -> client=192.0.2.1; trusted=true

                The address alone is not enough
                trustedProxies=10.0.0.0/8; peer=10.0.0.1 1
                X-Forwarded-For: 192.0.2.1
                -> trusted=false

                The secret alone is not enough
                trustedProxies=10.0.0.0/8; peer=192.0.2.9 1
                X-Secret: 0123456789abcdef
                X-Forwarded-For: 192.0.2.1
                -> trusted=false

                Nobody is nobody with the secret, too
                trustedProxies=
                X-Secret: 0123456789abcdef
                -> trusted=false

                With hops it is hops alone
                hops=2; peer=203.0.113.9 1
                X-Secret: 0123456789abcdef
                X-Forwarded-For: 192.0.2.1, 203.0.113.7
                -> client=192.0.2.1; hops=2

                With hops the secret is still needed
                hops=2; peer=203.0.113.9 1
                X-Forwarded-For: 192.0.2.1, 203.0.113.7
                -> trusted=false

                Its header is no forwarded header that onUntrusted forbids
                onUntrusted=reject
                X-Secret: wrong
                -> trusted=false
                """);
    }

    @Test
    void its_header_is_hidden_whatever_else_is() {
        assertThat(Plans.hides(resolver("true"), "x-secret")).isTrue();
        assertThat(Plans.hides(resolver("false"), "X-Secret")).isTrue();
        assertThat(Plans.hides(resolver("true,-X-Secret"), "X-Secret")).isTrue();
    }

    @Test
    void a_request_with_it_is_watched() {
        assertThat(Plans.watchedHeaders(resolver("true"))).contains("X-Secret");
        assertThat(Plans.watchedHeaders(resolver("false"))).contains("X-Secret");
    }

    private static ForwardedResolver resolver(String hideHeaders) {
        return ForwardedResolver.builder()
                .set("trustedSecret", SECRET)
                .set("hideHeaders", hideHeaders)
                .build();
    }

    @ParameterizedTest(name = "refused: {0}")
    @ValueSource(
            strings = {
                "X-Secret",
                "0123456789abcdef0123",
                "X-Secret=",
                "X-Secret=0123456789abcde",
                "=0123456789abcdef",
                "X Secret=0123456789abcdef",
                "X-Secret: 0123456789abcdef",
                "Host=0123456789abcdef",
                "Cookie=0123456789abcdef",
                "Content-Language=0123456789abcdef",
                "X-Secret=0123456789abcde\u043a",
                "X-Secret=0123456789\tabcdef",
                "c2VjcmV0c2VjcmV0cw==",
            })
    void refused_without_showing_it(String value) {
        assertThatThrownBy(() ->
                        ForwardedResolver.builder().set("trustedSecret", value).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trustedSecret")
                .hasMessageContaining("write Header-Name=value, the value at least 16 characters")
                .message()
                .doesNotContain("0123456789", "c2Vj");
    }

    @ParameterizedTest(name = "refused: {0}")
    @ValueSource(strings = {"X-Forwarded-For", "forwarded", "X-Forwarded-Server", "X-Original-Host"})
    void a_forwarded_header_is_refused(String header) {
        assertThatThrownBy(() -> ForwardedResolver.builder()
                        .set("names", "host=X-Original-Host")
                        .set("trustedSecret", header + "=0123456789abcdef")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trustedSecret")
                .message()
                .doesNotContain("0123456789");
    }

    @Test
    void its_value_is_never_shown() {
        ForwardedResolver resolver = resolver("true");
        assertThat(resolver.settings()).containsEntry("trustedSecret", "X-Secret=…");
        assertThat(resolver.toString()).contains("X-Secret").doesNotContain("0123456789");
        assertThat(resolver.summary()).contains("X-Secret").doesNotContain("0123456789");
        assertThat(String.valueOf(Planned.planOf(resolver).secret)).isEqualTo("X-Secret=…");
        assertThat(resolver.warnings().toString()).doesNotContain("0123456789");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"0123456789abcdef", "0123456789abcdeX"})
    void neither_is_a_value_that_was_received(String value) {
        RequestHead head =
                RequestHead.parse("GET / HTTP/1.1\nHost: a\nX-Secret: " + value + "\nX-Forwarded-Proto: gopher\n");
        assertThat(resolver("true").explain(head).toString()).doesNotContain("0123456789");
    }

    @Test
    void its_value_is_not_shown_under_a_mistyped_key_either() {
        assertThatThrownBy(() -> ForwardedResolver.builder()
                        .set("trusted-secret", SECRET)
                        .build())
                .hasMessageContaining("trusted-secret")
                .message()
                .doesNotContain("0123456789");
    }
}
