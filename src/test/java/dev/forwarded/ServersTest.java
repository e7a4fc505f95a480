package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers answer that {@link RequestHead} never does: other schemes, no name, no address, an older protocol. */
final class ServersTest {

    private static final String HEAD = "GET /a HTTP/1.1\nHost: shop.example.com\n";

    /** A request in which some answers are others; a null stays one. */
    private static ReceivedRequest received(String head, Map<String, ?> answers) {
        ReceivedRequest request = RequestHead.parse(head);
        return (ReceivedRequest) Proxy.newProxyInstance(
                ReceivedRequest.class.getClassLoader(),
                new Class<?>[] {ReceivedRequest.class},
                (proxy, method, values) -> answers.containsKey(method.getName())
                        ? answers.get(method.getName())
                        : method.invoke(request, values));
    }

    private static ReceivedRequest received(String head, String method, @Nullable Object answer) {
        Map<String, Object> answers = new HashMap<>();
        answers.put(method, answer);
        return received(head, answers);
    }

    private static String url(String settings, ReceivedRequest received) {
        ForwardedResolver.Builder builder = ForwardedResolver.builder();
        if (!settings.isEmpty()) {
            builder.set(settings.substring(0, settings.indexOf('=')), settings.substring(settings.indexOf('=') + 1));
        }
        return builder.build().resolve(received).url();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For: 203.0.113.9 | coap://shop.example.com:5683/a",
                "X-Forwarded-Host: www.example.com | coap://www.example.com:5683/a",
                "X-Forwarded-Host: www.example.com:99 | coap://www.example.com:99/a",
                "X-Forwarded-Proto: https | https://shop.example.com/a"
            })
    void a_scheme_without_default_port_leaves_the_servers_port(String header, String url) {
        ReceivedRequest received = received(HEAD + header + "\n", Map.of("scheme", "coap", "serverPort", 5683));
        assertThat(url("headers=x-forwarded", received)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = '|',
            value = {
                "null | HTTP/1.1 | Host: shop.example.com | https://shop.example.com/a",
                "'' | HTTP/1.1 | Host: shop.example.com | https://shop.example.com/a",
                "other.example.com | HTTP/1.1 | Host: shop.example.com | invalid",
                "[::1]:80 | HTTP/2.0 | Accept: */* | invalid",
                "null | HTTP/2.0 | Accept: */* | invalid",
                "www.example.com | HTTP/2.0 | Accept: */* | https://www.example.com:8080/a",
                "www.example.com | HTTP/0.9 | Accept: */* | https://www.example.com/a"
            })
    void the_servers_name_is_one_of_two_witnesses_of_the_host(
            @Nullable String name, String protocol, String header, String url) {
        Map<String, Object> answers = new HashMap<>(Map.of("protocol", protocol, "serverPort", 8080));
        answers.put("serverName", name);
        ReceivedRequest received = received("GET /a HTTP/1.1\n" + header + "\nX-Forwarded-Proto: https\n", answers);
        Decision decision =
                ForwardedResolver.builder().headers("x-forwarded").build().decide(received);
        assertThat(decision instanceof OriginalRequest original ? original.url() : "invalid")
                .isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null", "''"})
    void a_server_without_a_name_serves_a_request_without_host(@Nullable String name) {
        ReceivedRequest received = received("GET /a HTTP/1.1\nAccept: */*\n", "serverName", name);
        assertThat(url("trustedProxies=10.0.0.1", received)).isEqualTo("http:///a");
    }

    @Test
    void a_wrapper_that_changes_the_first_line_of_host_alone_is_believed() {
        ReceivedRequest request = RequestHead.parse("GET /a HTTP/1.1\nAccept: */*\n");
        ReceivedRequest wrapper = (ReceivedRequest) Proxy.newProxyInstance(
                ReceivedRequest.class.getClassLoader(),
                new Class<?>[] {ReceivedRequest.class},
                (proxy, method, values) -> switch (method.getName()) {
                    case "header" -> "Host".equals(values[0]) ? "www.example.com" : request.header((String) values[0]);
                    case "headers" ->
                        "Host".equals(values[0]) ? Collections.emptyEnumeration() : request.headers((String) values[0]);
                    case "serverName" -> "www.example.com";
                    default -> method.invoke(request, values);
                });
        assertThat(url("", wrapper)).isEqualTo("http://www.example.com/a");
    }

    @Test
    void a_peer_without_an_address_is_on_a_unix_socket() {
        ReceivedRequest received = received(HEAD + "X-Forwarded-For: 203.0.113.9\n", "peerAddress", null);
        Explanation untrusted = ForwardedResolver.builder().build().explain(received);
        assertThat(untrusted.text()).contains("peer      unix socket  not trusted", "set trustedProxies=loopback,unix");
        assertThat(((OriginalRequest) untrusted.decision()).clientAddress()).isEmpty();
        assertThat(ForwardedResolver.builder()
                        .trustedProxies("unix")
                        .build()
                        .resolve(received)
                        .clientAddress())
                .isEqualTo("203.0.113.9");
        ReceivedRequest nobody = received(HEAD + "X-Forwarded-Proto: https\n", "peerAddress", null);
        assertThat(ForwardedResolver.builder()
                        .trustedProxies("unix")
                        .build()
                        .resolve(nobody)
                        .clientAddress())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trustedProxies=10.0.0.1 | X-Forwarded-For: 203.0.113.9 | The peer on a Unix socket sends forwarded headers and is not trusted",
                "trustedProxies=unix | X-Forwarded-For: a b | Look first at the nearest proxy, on a Unix socket, which wrote it",
                "trustedProxies=unix | X-Forwarded-For: 203.0.113.9 | The trusted peer on a Unix socket does not state the scheme",
                "trustedProxies=unix | X-Real-IP: 203.0.113.9 | The trusted peer on a Unix socket does not state the client",
                "trustedProxies=unix | Forwarded: for=203.0.113.9 | The trusted peer on a Unix socket sends Forwarded",
                "trustedProxies=unix | X-Forwarded-For: _hidden | The client is named _hidden by a proxy, its address stays that of the nearest node that has one, none of them",
                "trustedProxies=unix require=host | X-Forwarded-For: 203.0.113.9 | The trusted peer on a Unix socket does not state 'host'",
                "trustedProxies=10.0.0.1 onUntrusted=reject | X-Forwarded-For: 203.0.113.9 | on a Unix socket",
                "trustedSecret=X-Secret=0123456789abcdef | X-Forwarded-For: 203.0.113.9 | The peer on a Unix socket sends forwarded headers without the trusted secret"
            })
    void findings_say_so(String settings, String header, String words) {
        ReceivedRequest received = received(HEAD + header + "\n", "peerAddress", "");
        Explanation explanation = ForwardedResolver.builder()
                .headers("x-forwarded")
                .settings(FindingsTest.settings(settings))
                .build()
                .explain(received);
        assertThat(explanation.findings().toString()).contains(words).doesNotContain("  ");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null", "/run/app.sock"})
    void a_proxy_that_a_unix_socket_passes_on_is_named_with_it(@Nullable String peer) {
        ReceivedRequest received = received(
                HEAD + "X-Secret: 0123456789abcdef\nX-Forwarded-For: 203.0.113.9, 10.1.2.3\n", "peerAddress", peer);
        Explanation explanation = ForwardedResolver.builder()
                .set("trustedSecret", "X-Secret=0123456789abcdef")
                .build()
                .explain(received);
        assertThat(explanation.text()).contains("trustedProxies=unix,10.1.2.3");
    }

    @Test
    void a_prefix_is_no_part_of_a_target_without_a_path() {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .headers("x-forwarded")
                .set("prefix", "replace")
                .build();
        ReceivedRequest received = received(HEAD + "X-Forwarded-Prefix: /shop\n", "rawPath", "");
        assertThat(resolver.resolve(received).url()).isEqualTo("http://shop.example.com/shop");
    }

    @Test
    void a_prefix_that_is_the_context_path_has_its_line_in_an_account() {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .headers("x-forwarded")
                .set("prefix", "replace")
                .build();
        RequestHead received =
                RequestHead.parse(HEAD + "X-Forwarded-Prefix: /app\n").contextPath("/app");
        assertThat(resolver.explain(received).text())
                .contains("prefix    /app              X-Forwarded-Prefix, value 1 from the right");
    }
}
