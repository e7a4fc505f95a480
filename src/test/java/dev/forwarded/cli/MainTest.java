package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.forwarded.ForwardedResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the command line, what they do, and the exit status. */
final class MainTest {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    @Test
    void a_request_that_is_served_gives_0() {
        Cli cli = Cli.run("explain", Cli.HEAD);
        assertThat(cli.out()).startsWith("received  http://shop.example.com/cart\n");
        assertThat(cli.out()).endsWith("\nurl       https://shop.example.com/cart\n");
        assertThat(cli).extracting(Cli::status, Cli::err).containsExactly(0, "");
    }

    @Test
    void a_request_that_is_rejected_gives_1() {
        Cli cli = Cli.run("explain allowedHosts=www.example.com", Cli.HEAD);
        assertThat(cli.out()).endsWith("\nrejected  400 Bad Request [host-not-allowed]\n");
        assertThat(cli).extracting(Cli::status, Cli::err).containsExactly(1, "");
    }

    @Test
    void one_rejected_request_among_others_gives_1() {
        Cli cli = Cli.run("explain headers=x-forwarded", Cli.HEAD.replace("https", "ftp") + Cli.HEAD);
        assertThat(cli.out())
                .startsWith("request 1 of 2, line 1: GET /cart HTTP/1.1\nreceived")
                .contains("[invalid-value]\n\nrequest 2 of 2, line 5: GET /cart HTTP/1.1\nreceived")
                .endsWith("\nurl       https://shop.example.com/cart\n");
        assertThat(cli.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain trustedProxies=10.0.0.7 peer=10.0.0.7 --json",
                "explain --json peer=10.0.0.7 trustedProxies=10.0.0.7",
                "explain peer=10.0.0.7 --json trustedProxies=10.0.0.7",
                "explain peer=10.0.0.7 --json forwarded.trusted-proxies=10.0.0.7",
                "explain peer=10.0.0.7 --json forwarded.trustedProxies[0]=10.0.0.7",
                "explain peer=10.0.0.7 --json FORWARDED_TRUSTED_PROXIES=10.0.0.7",
                "explain peer=10.0.0.7 --json FORWARDED_TRUSTEDPROXIES=10.0.0.7"
            })
    void words_stand_in_any_order_in_any_spelling(String words) throws IOException {
        JsonNode json = JSON.readTree(Cli.run(words, Cli.HEAD).out());
        assertThat(json.at("/original/url").asText()).isEqualTo("https://shop.example.com/cart");
        assertThat(json.at("/original/peerAddress").asText()).isEqualTo("10.0.0.7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                              | Missing required subcommand
                    peer=127.0.0.1                  | Unmatched argument at index 0: 'peer=127.0.0.1'
                    explian                         | Unmatched argument at index 0: 'explian'
                    explain check                   | "check" is no key=value
                    explain --jsno                  | Unknown option: '--jsno'
                    explain -x=1                    | Unknown option: '-x=1'
                    explain --settings              | Missing required parameter for option '--settings' (FILE)
                    explain --diff                  | Missing required parameter for option '--diff' (KEY=VALUE)
                    explain --diff profile          | "profile" is no key=value
                    explain --diff=hops=1 --diff hops=2 | hops is given twice
                    explain hops=1 HOPS=2           | hops is given twice
                    explain hops=1 forwarded.hops=2 | hops is given twice
                    explain peer=::1 peer=::1       | peer is given twice
                    explain forwarded.headers[a]=b  | headers has no part "[a]"
                    explain --settings pom.xml      | pom.xml: no filter of the class dev.forwarded.servlet.ForwardedFilter stands there
                    explain --settings a --settings b | option '--settings' (FILE) should be specified only once
                    explain =1                      | "=1" is no key=value
                    settings hosp                   | "hosp" is no setting; the settings are trustedProxies, hops,
                    profiles ngnix                  | "ngnix" is no profile; the profiles are nginx, haproxy,
                    """)
    void wrong_words_give_2_and_say_why(String words, String why) {
        Cli cli = Cli.run(words, Cli.HEAD);
        assertThat(cli.err()).startsWith(why).doesNotContain("Exception");
        assertThat(cli).extracting(Cli::status, Cli::out).containsExactly(2, "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    trustedProxys=::1           | trustedProxys: "(hidden)" is no setting; did you mean trustedProxies? Else write one of trustedProxies, hops,
                    trustedProxies=10.0.0.1/8   | trustedProxies: "10.0.0.1/8"
                    hops=                       | hops: "" is empty; leave the key out,
                    headers=x                   | headers: "x" is not understood; write either, forwarded, x-forwarded
                    scheme=ftp                  | scheme: expected http or https but was "ftp"
                    peerPort=65536              | peerPort: expected a port of 0 to 65535 but was "65536"
                    peerPort=+1                 | peerPort: expected a port of 0 to 65535 but was "+1"
                    serverPort=                 | serverPort: expected a port of 0 to 65535 but was ""
                    contextPath=app             | contextPath: expected a path that begins with a slash, or nothing but was "app"
                    target=                     | target: expected a request target without white space, as /cart?item=7 but was ""
                    --settings=no-such.yml      | cannot read no-such.yml: there is no such file
                    --settings=src              | cannot read src
                    --diff=hops=x               | hops: "x" is no count
                    """)
    void wrong_values_give_2_and_say_why_without_the_usage(String words, String why) {
        Cli cli = Cli.run("explain " + words, Cli.HEAD);
        assertThat(cli.err()).startsWith(why).doesNotContain("usage:", "Exception");
        assertThat(cli.status()).isEqualTo(2);
    }

    @Test
    void a_message_has_nothing_that_a_terminal_could_obey() {
        Cli cli = Cli.run(new String[] {"explain", "\u001b[31m\u0007"}, new byte[0], false);
        assertThat(cli.err()).startsWith("\"[31m\" is no key=value");
    }

    @Test
    void input_beyond_a_mebibyte_is_refused() {
        String head = Cli.HEAD + "x".repeat(Bytes.MAX - Cli.HEAD.length());
        assertThat(Cli.run("explain", head).status()).isZero();
        Cli cli = Cli.run("explain", head + "x");
        assertThat(cli.err())
                .isEqualTo("standard input is longer than 1048576 bytes: cut out the head of one request\n");
        assertThat(cli.status()).isEqualTo(2);
    }

    @Test
    void a_file_of_settings_beyond_a_mebibyte_is_refused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yml"), "#".repeat(Bytes.MAX + 1));
        assertThat(Cli.run("check --settings " + file, "").err()).contains("is longer than 1048576 bytes");
    }

    @Test
    void the_connection_is_as_the_words_say() throws IOException {
        String words =
                "explain --json hops=0 peer=192.0.2.7 peerPort=4711 scheme=https serverName=inner serverPort=8443"
                        + " contextPath=/app prefix=replace";
        JsonNode json =
                JSON.readTree(Cli.run(words, "GET /app/a HTTP/1.0\r\n\r\n").out());
        assertThat(json.at("/original/urlWithPort").asText()).isEqualTo("https://inner:8443/app/a");
        assertThat(json.at("/original/clientAddress").asText()).isEqualTo("192.0.2.7");
        assertThat(json.at("/original/clientPort").asInt()).isEqualTo(4711);
    }

    @Test
    void the_context_path_counts_for_the_prefix() {
        String head = "GET /app/a HTTP/1.1\r\nHost: h\r\nX-Forwarded-Prefix: /shop\r\n\r\n";
        assertThat(Cli.run("explain contextPath=/app prefix=replace", head).out())
                .endsWith("url       http://h/shop/a\n");
    }

    @Test
    void the_local_address_counts_for_probes() {
        String head = "GET /health HTTP/1.1\r\nHost: 10.0.0.9\r\n\r\n";
        assertThat(Cli.run("explain allowedHosts=local", head).status()).isEqualTo(1);
        assertThat(Cli.run("explain allowedHosts=local localAddress=10.0.0.9", head)
                        .status())
                .isZero();
    }

    @Test
    void a_peer_without_address_is_on_a_unix_socket() {
        assertThat(Cli.run("explain peer= trustedProxies=unix", Cli.HEAD).out())
                .contains("peer      unix socket  trusted");
    }

    @Test
    void json_is_an_object_for_each_request() throws IOException {
        Cli cli = Cli.run("explain --json", Cli.HEAD + Cli.HEAD.replace("/cart", "/\u00e9\u0001\"\\"));
        try (var objects = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(cli.out())) {
            assertThat(objects.readAll())
                    .extracting(json -> json.at("/original/url").asText())
                    .containsExactly("https://shop.example.com/cart", "https://shop.example.com/\u00e9\u0001\"\\");
        }
        assertThat(cli.out().chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)))
                .isTrue();
    }

    @Test
    void diff_tells_what_goes_and_what_comes() {
        Cli cli = Cli.run("explain --diff trustedProxies= --diff peer=10.0.0.7", Cli.HEAD);
        assertThat(cli.out()).endsWith("""
                url       https://shop.example.com/cart

                with trustedProxies= peer=10.0.0.7
                peer      - 127.0.0.1  trusted: it is in trustedProxies=loopback
                          + 10.0.0.7  not trusted: trustedProxies is empty
                headers   - X-Forwarded-Proto  https  read
                          + X-Forwarded-Proto  https  not read: the peer is not trusted
                scheme    - https  X-Forwarded-Proto, value 1 from the right
                          + http  as received
                host      - shop.example.com  Host
                          + shop.example.com  as received
                port      - 443  the default of https
                          + 80  as received
                client    - 127.0.0.1  the peer
                          + 10.0.0.7  the peer
                findings  + untrusted-peer  The peer 10.0.0.7 sends forwarded headers and is not trusted, so they are not believed  If it is your proxy, set trustedProxies=10.0.0.7; or, only if no client can reach this port except through the proxy, trustedProxies=private with hops=1
                url       - https://shop.example.com/cart
                          + http://shop.example.com/cart
                """);
    }

    @Test
    void diff_tells_that_nothing_changes() {
        assertThat(Cli.run("explain --diff redirects=relative", Cli.HEAD).out())
                .endsWith("/cart\n\nwith redirects=relative nothing changes\n");
    }

    @Test
    void diff_does_not_change_the_exit_status() {
        Cli cli = Cli.run("explain --diff allowedHosts=a", Cli.HEAD);
        assertThat(cli.out()).contains("rejected  + 400  host-not-allowed\n");
        assertThat(cli.status()).isZero();
    }

    @Test
    void diff_for_machines_is_one_more_key() throws IOException {
        JsonNode json = JSON.readTree(
                Cli.run("explain --json --diff fields=for", Cli.HEAD).out());
        assertThat(json.at("/diff/settings/fields").asText()).isEqualTo("for");
        assertThat(json.at("/diff/changes")).anySatisfy(change -> {
            assertThat(change.at("/label").asText()).isEqualTo("url");
            assertThat(change.at("/before/0").asText()).isEqualTo("https://shop.example.com/cart");
            assertThat(change.at("/after/0").asText()).isEqualTo("http://shop.example.com/cart");
        });
    }

    @Test
    void settings_beside_a_file_win(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("app.properties"), """
                forwarded.trusted-proxies=10.0.0.7
                forwarded.headers=forwarded
                """);
        String words = "explain peer=10.0.0.7 --settings " + file;
        assertThat(Cli.run(words, Cli.HEAD).out()).endsWith("url       http://shop.example.com/cart\n");
        assertThat(Cli.run(words + " headers=x-forwarded", Cli.HEAD).out())
                .endsWith("url       https://shop.example.com/cart\n");
        assertThat(Cli.run(words + " --diff headers=x-forwarded", Cli.HEAD).out())
                .endsWith("url       - http://shop.example.com/cart\n          + https://shop.example.com/cart\n");
    }

    @Test
    void a_mistake_in_a_file_is_said_with_its_line(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("app.yml"), "forwarded:\n  headers: both\n\n  trusted-proxys: 10.0.0.7\n");
        Cli cli = Cli.run("explain --settings " + file, Cli.HEAD);
        assertThat(cli.err().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith(file + ", line 2: headers: \"both\" is not understood"),
                        line -> assertThat(line)
                                .startsWith(file + ", line 4: trusted-proxys: \"(hidden)\" is no setting"));
        assertThat(cli.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "help explain", "explain --help", "explain -h"})
    void help_prints_the_usage(String words) {
        Cli cli = Cli.run(words, "");
        assertThat(cli.out()).startsWith("Usage: forwarded-filter ").contains("-h, --help");
        assertThat(cli).extracting(Cli::status, Cli::err).containsExactly(0, "");
    }

    @Test
    void help_names_every_command() {
        assertThat(Cli.run("help", "").out())
                .contains("  explain ", "  check ", "  settings ", "  profiles ", "  help ", "  version ")
                .contains("  generate-completion ", "Exit status: 0 served");
    }

    @Test
    void the_usage_names_every_key_of_the_connection() {
        String usage = Cli.run("help explain", "").out();
        assertThat(usage).contains("--diff=KEY=VALUE", "--settings=FILE", "--json");
        assertThat(Connection.KEYS).allSatisfy(key -> assertThat(usage).contains(" " + key + "="));
    }

    @Test
    void settings_lists_every_setting_with_its_names_in_spring() {
        Cli cli = Cli.run("settings", "");
        assertThat(ForwardedResolver.builder().build().settings().keySet())
                .allSatisfy(key -> assertThat(cli.out()).containsPattern("(?m)^" + key + ": "));
        assertThat(Cli.run("settings TRUSTEDPROXIES onInvalid", "").out()).isEqualTo("""
                trustedProxies: who may tell about the original request
                  values   IP, CIDR block, loopback, private, link-local, cgnat, unix, all, _identifier
                  default  loopback
                  Spring   forwarded.trusted-proxies, FORWARDED_TRUSTEDPROXIES
                onInvalid: what happens to invalid forwarded headers
                  values   reject, ignore
                  default  reject
                  Spring   forwarded.on-invalid, FORWARDED_ONINVALID
                """);
    }

    @Test
    void profiles_lists_every_profile_as_settings() {
        assertThat(Cli.run("profiles", "").out()).contains("nginx: ", "heroku: ", "spring-cloud-gateway: ");
        assertThat(Cli.run("profiles gcp-load-balancer", "").out()).isEqualTo("""
                gcp-load-balancer: It appends two addresses, the client's and the forwarding rule's own.
                  headers=x-forwarded fields=for,proto hops=for=2,proto=1
                """);
    }

    @Test
    void completion_is_a_script_for_the_shell() {
        assertThat(Cli.run("generate-completion", "").out())
                .startsWith("#!/usr/bin/env bash\n")
                .contains("complete ", " forwarded-filter ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "explain --json"})
    void a_secret_is_not_shown_in_a_diff(String command) {
        Cli cli = Cli.run(command + " headers=x-forwarded --diff trustedSecret=X-Edge=0123456789abcdef", Cli.HEAD);
        assertThat(cli.out()).contains("trustedSecret").doesNotContain("0123456789");
        assertThat(cli.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b]0;pwned\u0007\u001b[31m", "\u009b31m", "\u0085", "\u007f", "\u2028", "\u2029", "\u202e",
                "\u2066", "\u200f", "\u061c", "\ufeff", "\ue000", "\ud800", "\udb40\udc41"
            })
    void nothing_reaches_the_terminal_that_it_could_obey(String evil, @TempDir Path folder) throws IOException {
        String head = "GET /" + evil + "x HTTP/1.1\r\nHost: a.example\r\nX-Forwarded-Host: " + evil + "\r\n\r\n";
        Path file = Files.writeString(
                folder.resolve("evil.env"), "FORWARDED_ALLOWED_HOSTS=\"shop" + escaped(evil) + "c\"\n");
        for (String[] args : new String[][] {
            {"explain", "--diff", "publicUrl=https://x.example"},
            {"explain", "--json"},
            {"explain", evil},
            {"explain", "--diff", "allowedHosts=" + evil},
            {"explain", "target=/" + evil},
            {"check", "publicUrl=" + evil},
            {"check", "--settings", file.toString()},
            {"check", "--settings", evil},
            {"settings", evil},
            {evil}
        }) {
            for (byte[] input : List.of(
                    head.getBytes(StandardCharsets.UTF_8),
                    head.getBytes(StandardCharsets.ISO_8859_1),
                    new ObjectMapper().writeValueAsBytes(Map.of("X-Forwarded-Host", evil)))) {
                Cli cli = Cli.run(args, input, false);
                assertThat((cli.out() + cli.err()).codePoints())
                        .allMatch(c -> c == '\n'
                                || c >= ' ' && c < 0x7f
                                || c == '…'
                                || Character.isLetterOrDigit(c)
                                || c >= 0xa0 && c <= 0xff && Character.getType(c) != Character.FORMAT);
            }
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return escaped.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void version_prints_one_line(String words) {
        assertThat(Cli.run(words, "").out()).startsWith("forwarded-filter ").hasLineCount(1);
    }

    @Test
    void check_tells_what_the_settings_mean() {
        Cli cli = Cli.run("check hops=1 trustedSecret=X-Proxy-Secret=0123456789abcdef", "");
        assertThat(cli.out())
                .startsWith("trustedProxies=loopback\nhops=1\ntrustedSecret=X-Proxy-Secret=…\n")
                .contains("\ntrusted: who sends the secret in X-Proxy-Secret, hops 1; believed: ")
                .contains("\nwarning: Hops are counted, ", "[hops-alone]\n")
                .doesNotContain("0123456789", "\nnames");
        assertThat(cli.status()).isZero();
        assertThat(Cli.run("check headers=x", "").status()).isEqualTo(2);
    }

    @Test
    void check_has_a_form_for_machines() throws IOException {
        JsonNode json =
                JSON.readTree(Cli.run("check --json trustedProxies=all", "").out());
        assertThat(json.at("/settings/trustedProxies").asText()).isEqualTo("all");
        assertThat(json.at("/summary").asText()).startsWith("trusted: all;");
        assertThat(json.at("/warnings/0").asText()).endsWith("[trusts-everybody]");
    }

    @Test
    void colours_change_nothing_but_the_colours() {
        byte[] input = Cli.HEAD.getBytes(StandardCharsets.ISO_8859_1);
        for (String words :
                new String[] {"explain", "explain peer=192.0.2.7", "explain allowedHosts=a --diff hops=1"}) {
            String[] args = words.split(" ", -1);
            String plain = Cli.run(args, input, false).out();
            String coloured = Cli.run(args, input, true).out();
            assertThat(plain).doesNotContain("\u001b");
            assertThat(coloured).contains("\u001b[2mpeer      \u001b[0m");
            assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(plain);
        }
    }

    @Test
    void machines_get_no_colours() {
        byte[] input = Cli.HEAD.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Cli.run(new String[] {"explain", "--json"}, input, true).out())
                .doesNotContain("\u001b");
    }
}
