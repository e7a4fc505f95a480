package dev.forwarded;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.settings.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests recorded behind real proxies, as {@code captures/README.md} describes them. Answers are compared as
 * {@code url from client}, the port always written, the host in lower case; {@code *} is a fact that the proxy leaves
 * to the client.
 */
final class ConformanceTest {

    private static final List<String> FILES = List.of("nginx", "haproxy", "apache", "caddy", "chains");

    private static final Set<String> CONTROLLED = Set.of("replaces", "appends", "appends-line", "drops");

    /** The variants in which every fact comes back. */
    private static final Set<String> TELLING = Set.of(
            "nginx/xf",
            "nginx/forwarded",
            "haproxy/xf",
            "haproxy/forwarded",
            "haproxy/forwarded-brackets",
            "haproxy/forwarded-unquoted",
            "apache/xf",
            "apache/xf-strict",
            "apache/forwarded",
            "caddy/default",
            "caddy/xf",
            "caddy/forwarded",
            "chain/haproxy-nginx-pass",
            "chain/caddy-apache");

    /** Scheme, host, port or client are not in the request. */
    private static final Map<String, String> ORIGIN_NOT_TOLD = table("""
            nginx/xf/https-published                  https://shop.example.com:18443/ from 127.0.0.77
            nginx/xf/http-published                   http://shop.example.com:18080/ from 127.0.0.77
            nginx/xf/absolute                         http://shop.example.com:18080/p?x=1 from 127.0.0.77
            nginx/forwarded/absolute                  http://shop.example.com:80/p?x=1 from 127.0.0.77
            haproxy/xf/https-published                https://shop.example.com:18443/ from 127.0.0.77
            haproxy/xf/http-published                 http://shop.example.com:18080/ from 127.0.0.77
            apache/xf/https-published                 https://shop.example.com:18443/ from 127.0.0.77
            apache/xf-strict/https-published          https://shop.example.com:18443/ from 127.0.0.77
            apache/forwarded/spoof-connection         http://shop.example.com:18080/s from 127.0.0.1
            chain/haproxy-nginx-pass/https-published  https://shop.example.com:18443/ from 127.0.0.77
            chain/haproxy-nginx-pass/http-published   http://shop.example.com:18080/ from 127.0.0.77
            """);

    /** The proxy decodes or merges the path, or strips a prefix and does not say so in a header of its own. */
    private static final Map<String, String> PATH_NOT_TOLD = table("""
            nginx/xf/prefix-enc          https://shop.example.com:18443/shop/a%20b/c from 127.0.0.77
            nginx/forwarded/prefix-enc   https://shop.example.com:18443/shop/a%20b/c from 127.0.0.77
            apache/forwarded/path        https://shop.example.com:18443/a%252Fb/%C3%BC/~user;v=1/c%25d?q=%20&r=/%2F from 127.0.0.77
            apache/forwarded/path-dots   https://shop.example.com:18443/b/c/d from 127.0.0.77
            apache/forwarded/prefix-enc  https://shop.example.com:18443/shop/a%20b%252Fc from 127.0.0.77
            caddy/default/prefix         https://shop.example.com:18443/cart?x=1 from 127.0.0.77
            caddy/default/prefix-enc     https://shop.example.com:18443/a%20b%2Fc from 127.0.0.77
            caddy/default/prefix-spoof   https://shop.example.com:18443/cart from 127.0.0.77
            caddy/forwarded/prefix       https://shop.example.com:18443/cart?x=1 from 127.0.0.77
            """);

    /** The client sent no legal Host, so there is no truth about it. */
    private static final Map<String, String> NO_LEGAL_HOST = table("""
            nginx/xf/http10-nohost                    http://127.0.0.1:18080/ from 127.0.0.77
            nginx/xf/host-userinfo                    400 invalid-value
            nginx/xf/host-quote                       400 invalid-value
            nginx/xf/host-comma                       http://evil.example:18080/s from 127.0.0.77
            nginx/forwarded/http10-nohost             http://127.0.0.1:18000/ from 127.0.0.77
            nginx/forwarded/host-userinfo             400 invalid-value
            nginx/forwarded/host-quote                400 invalid-value
            nginx/forwarded/host-comma                400 invalid-value
            haproxy/xf/http10-nohost                  http://127.0.0.1:18080/ from 127.0.0.77
            haproxy/xf/host-userinfo                  400 invalid-value
            haproxy/xf/host-quote                     400 invalid-value
            haproxy/xf/host-comma                     http://evil.example:18080/s from 127.0.0.77
            haproxy/xf/host-slash                     400 invalid-value
            haproxy/forwarded/http10-nohost           http://127.0.0.1:80/ from 127.0.0.77
            haproxy/forwarded/host-userinfo           400 invalid-value
            haproxy/forwarded/host-quote              400 invalid-value
            haproxy/forwarded/host-comma              400 no-authority
            haproxy/forwarded/host-slash              400 invalid-value
            haproxy/forwarded-unquoted/http10-nohost  http://127.0.0.1:80/ from 127.0.0.77
            haproxy/forwarded-unquoted/host-userinfo  400 invalid-value
            haproxy/forwarded-unquoted/host-quote     400 invalid-value
            haproxy/forwarded-unquoted/host-comma     400 no-authority
            haproxy/forwarded-unquoted/host-slash     400 invalid-value
            apache/xf/http10-nohost                   http://proxy.invalid:80/ from 127.0.0.77
            apache/forwarded/http10-nohost            http://proxy.invalid:80/ from 127.0.0.77
            caddy/default/http10-nohost               http://127.0.0.1:18000/ from 127.0.0.77
            caddy/default/host-comma                  http://evil.example:80/s from 127.0.0.77
            chain/haproxy-nginx-pass/http10-nohost    http://127.0.0.1:18080/ from 127.0.0.77
            chain/haproxy-nginx-pass/host-userinfo    400 invalid-value
            chain/haproxy-nginx-pass/host-quote       400 invalid-value
            chain/haproxy-nginx-pass/host-comma       http://evil.example:18080/s from 127.0.0.77
            chain/caddy-apache/http10-nohost          http://127.0.0.1:18100/ from 127.0.0.77
            """);

    /**
     * The same in the other variants. Where xf-ifnone answers https, the recording calls X-Forwarded-Proto replaced,
     * but its proxy sets it for TLS only.
     */
    private static final Map<String, String> IN_OTHER_VARIANTS = table("""
            nginx/xf-host/https-published         https://shop.example.com:18443/ from 127.0.0.77
            nginx/xf-host/https-published-alt     https://shop.example.com:18443/x from 127.0.0.77
            nginx/xf-host/http-published          http://shop.example.com:18080/ from 127.0.0.77
            nginx/xf-host/host-dot                https://shop.example.com:18443/ from 127.0.0.77
            nginx/xf-host/prefix-enc              https://shop.example.com:18443/shop/a%20b/c from 127.0.0.77
            nginx/xf-host/http10-nohost           http://127.0.0.1:18080/ from 127.0.0.77
            nginx/xf-host/absolute                http://abs.example:18080/p?x=1 from 127.0.0.77
            nginx/xf-host/host-userinfo           400 invalid-value
            nginx/xf-host/host-quote              400 invalid-value
            nginx/xf-host/host-comma              http://evil.example:18080/s from 127.0.0.77
            nginx/forwarded-append/prefix-enc     https://shop.example.com:18443/shop/a%20b/c from 127.0.0.77
            nginx/forwarded-append/http10-nohost  http://127.0.0.1:80/ from 127.0.0.77
            nginx/forwarded-append/absolute       http://shop.example.com:80/p?x=1 from 127.0.0.77
            nginx/forwarded-append/host-userinfo  400 no-authority
            nginx/forwarded-append/host-quote     400 no-authority
            nginx/forwarded-append/host-comma     400 no-authority
            haproxy/xf-add/prefix                 https://*/cart?x=1 from 127.0.0.77
            haproxy/xf-add/host-quote             400 no-authority
            haproxy/xf-ifnone/prefix              https://*/cart?x=1 from *
            haproxy/xf-ifnone/spoof-connection    https://*/s from *
            haproxy/xf-ifnone/spoof-fwd-both      https://*/s from *
            caddy/trusted/host-comma              400 no-authority
            """);

    private static final Map<String, String> EXCEPTIONS =
            merged(List.of(ORIGIN_NOT_TOLD, PATH_NOT_TOLD, NO_LEGAL_HOST, IN_OTHER_VARIANTS));

    /** What no client may bring in by a header. */
    private static final List<String> SPOOFED = List.of(
            "6.6.6.6",
            "7.7.7.7",
            "8.8.8.8",
            "1.2.3.4",
            "2001:db8:",
            "fe80:",
            "evil",
            ":666",
            ":667",
            "unknown",
            "_hidden");

    private record Capture(String id, JsonNode json) {

        String variant() {
            return id.substring(0, id.lastIndexOf('/'));
        }

        String name() {
            return id.substring(id.lastIndexOf('/') + 1);
        }

        String text(String key) {
            return json.get(key).asText();
        }

        JsonNode truth() {
            return json.get("true");
        }

        boolean hasTruth() {
            return !truth().get("host").isNull();
        }

        boolean isTelling() {
            return TELLING.contains(variant());
        }

        boolean usesHeaders() {
            return !json.get("use").isEmpty();
        }

        String family() {
            return json.get("use").get(0).asText();
        }

        boolean controls(String header) {
            return CONTROLLED.contains(json.get("does").get(header).asText());
        }

        boolean controlsPrefix() {
            String does = json.get("does").get("X-Forwarded-Prefix").asText();
            return controls("X-Forwarded-Prefix")
                    || does.equals("replaces-under-prefix-passes-elsewhere") && name().startsWith("prefix");
        }

        List<String> fields() {
            List<String> fields = new ArrayList<>();
            for (Field field : Field.TAKEN) {
                String header = family().equals("forwarded") ? "Forwarded" : field.header;
                if (controls(header)) {
                    fields.add(field.word);
                }
            }
            return fields;
        }

        boolean isSpoofed() {
            return !json.get("client").get("spoofed").isEmpty();
        }

        /** The request target as received. */
        String target() {
            return text("head").split(" ", 3)[1];
        }

        ForwardedResolver resolver() {
            String peer = text("peer");
            ForwardedResolver.Builder builder = ForwardedResolver.builder()
                    .trustedProxies(peer)
                    .headers(family())
                    .set("fields", String.join(",", fields()));
            if (controlsPrefix()) {
                builder.set("prefix", "prepend");
            }
            if (peer.equals(json.get("client").get("address").asText())) {
                builder.set("hops", "1");
            }
            return builder.build();
        }

        RequestHead received() {
            return RequestHead.parse(text("head"))
                    .peer(text("peer"), json.get("peerPort").asInt())
                    .server("127.0.0.1", 18000);
        }

        Decision decision() {
            return resolver().decide(received());
        }

        boolean tells(String field) {
            return isTelling() || fields().contains(field);
        }

        String trueAnswer() {
            JsonNode query = truth().get("query");
            return answer(
                    truth().get("scheme").asText(),
                    truth().get("host").asText(),
                    truth().get("port").asInt(),
                    truth().get("path").asText() + (query.isNull() ? "" : "?" + query.asText()),
                    truth().get("client").asText());
        }

        String answer(OriginalRequest original) {
            String origin = original.url("", null);
            String path = original.url().substring(origin.length());
            return answer(
                    original.scheme(), Ascii.lower(original.host()), original.port(), path, original.clientAddress());
        }

        private String answer(String scheme, String host, int port, String path, String client) {
            return (tells("proto") ? scheme : "*")
                    + "://"
                    + (tells("host") ? host + ":" + (tells("proto") ? port : "*") : "*")
                    + path
                    + " from "
                    + (tells("for") ? client : "*");
        }
    }

    private static final ForwardedResolver STRANGER =
            ForwardedResolver.builder().trustedProxies("192.0.2.1").build();

    private static final List<Capture> CAPTURES =
            FILES.stream().flatMap(ConformanceTest::read).toList();

    private static Stream<Capture> read(String file) {
        ObjectMapper mapper = new ObjectMapper();
        List<Capture> captures = new ArrayList<>();
        try (InputStream stream = ConformanceTest.class.getResourceAsStream("/captures/" + file + ".jsonl")) {
            assertThat(stream).as(file).isNotNull();
            for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode json = mapper.readTree(line);
                captures.add(new Capture(json.get("id").asText(), json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return captures.stream();
    }

    private static Map<String, String> table(String text) {
        return text.lines().collect(toMap(ConformanceTest::id, ConformanceTest::answer));
    }

    private static String id(String row) {
        return row.substring(0, row.indexOf(' '));
    }

    private static String answer(String row) {
        return row.substring(row.indexOf(' ')).trim();
    }

    private static Map<String, String> merged(List<Map<String, String>> tables) {
        return tables.stream()
                .flatMap(table -> table.entrySet().stream())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String answer(Capture capture) {
        Decision decision = capture.decision();
        return decision instanceof RejectedRequestException rejected
                ? rejected.status() + " " + rejected.finding().id()
                : capture.answer((OriginalRequest) decision);
    }

    private static Stream<Capture> telling() {
        return CAPTURES.stream().filter(Capture::isTelling);
    }

    private static boolean isOriginTold(Capture capture) {
        OriginalRequest original = (OriginalRequest) capture.decision();
        JsonNode truth = capture.truth();
        return original.scheme().equals(truth.get("scheme").asText())
                && original.host().equalsIgnoreCase(truth.get("host").asText())
                && original.port() == truth.get("port").asInt()
                && original.clientAddress().equals(truth.get("client").asText());
    }

    private static DynamicTest test(Capture capture, Executable executable) {
        return dynamicTest(capture.id(), executable);
    }

    @TestFactory
    Stream<DynamicTest> the_answer_is_what_the_client_asked() {
        return CAPTURES.stream()
                .filter(Capture::usesHeaders)
                .map(capture -> test(
                        capture,
                        () -> assertThat(answer(capture))
                                .isEqualTo(EXCEPTIONS.getOrDefault(capture.id(), capture.trueAnswer()))));
    }

    @TestFactory
    Stream<DynamicTest> nothing_that_a_client_put_into_headers_is_taken() {
        return CAPTURES.stream()
                .filter(Capture::usesHeaders)
                .filter(Capture::isSpoofed)
                .map(capture -> test(
                        capture,
                        () -> assertThat(everyWordOf(capture.decision())).doesNotContain(SPOOFED)));
    }

    private static String everyWordOf(Decision decision) {
        OriginalRequest original = (OriginalRequest) decision;
        return String.join(
                " ",
                original.urlWithPort(),
                original.prefix(),
                original.contextPath(),
                original.clientNode(),
                original.clientAddress());
    }

    @TestFactory
    Stream<DynamicTest> from_a_peer_that_is_not_trusted_everything_is_as_received() {
        return CAPTURES.stream()
                .map(capture -> test(capture, () -> {
                    RequestHead received = capture.received();
                    OriginalRequest original = STRANGER.resolve(received);
                    assertThat(original.urlWithPort() + " from " + original.clientNode() + " " + original.clientPort())
                            .isEqualTo("http://" + received.serverName() + ":" + received.serverPort()
                                    + capture.target() + " from " + capture.text("peer") + " " + received.peerPort());
                    assertThat(original.isTrusted()).isFalse();
                }));
    }

    @ParameterizedTest(name = "headers={0}; onInvalid={1}")
    @CsvSource({
        "either, reject",
        "either, ignore",
        "forwarded, reject",
        "forwarded, ignore",
        "x-forwarded, reject",
        "x-forwarded, ignore"
    })
    void no_recorded_request_is_more_than_rejected_whatever_is_believed(String headers, String onInvalid) {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .trustedProxies("loopback")
                .headers(headers)
                .set("prefix", "replace")
                .set("onInvalid", onInvalid)
                .build();
        assertThat(CAPTURES)
                .allSatisfy(capture ->
                        assertThat(resolver.decide(capture.received())).isNotNull());
    }

    @Test
    void every_exception_is_a_recorded_request_and_really_one() {
        List<String> real = CAPTURES.stream()
                .filter(Capture::usesHeaders)
                .filter(capture -> EXCEPTIONS.containsKey(capture.id()))
                .filter(capture -> !capture.trueAnswer().equals(EXCEPTIONS.get(capture.id())))
                .map(Capture::id)
                .toList();
        assertThat(real).containsExactlyInAnyOrderElementsOf(EXCEPTIONS.keySet());
    }

    @Test
    void the_totals_are_those_of_the_recording() {
        List<Capture> truths = telling().filter(Capture::hasTruth).toList();
        assertThat(CAPTURES).hasSize(864);
        assertThat(telling()).hasSize(581);
        assertThat(truths).hasSize(549);
        assertThat(truths).filteredOn(ConformanceTest::isOriginTold).hasSize(538);
        assertThat(truths)
                .filteredOn(capture -> answer(capture).equals(capture.trueAnswer()))
                .hasSize(529);
    }
}
