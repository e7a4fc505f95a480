package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forwarded.internal.settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of the settings, their defaults, and what is said of mistakes. */
final class SettingsTest {

    private static ForwardedResolver.Builder builder(String settings) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String setting : settings.split("; ")) {
            int equals = setting.indexOf('=');
            map.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return ForwardedResolver.builder().settings(map);
    }

    private static Map<String, String> inForce(String settings) {
        return builder(settings).build().settings();
    }

    @ParameterizedTest(name = "{0} is \"{1}\"")
    @CsvSource(
            delimiter = '|',
            value = {
                "trustedProxies | loopback",
                "hops | ''",
                "trustedSecret | ''",
                "headers | either",
                "fields | for,proto,host,port",
                "require | ''",
                "names | ''",
                "prefix | ignore",
                "allowedHosts | ''",
                "publicUrl | ''",
                "onInvalid | reject",
                "onUntrusted | ignore",
                "hideHeaders | true",
                "redirects | absolute",
                "secureSessionCookie | true",
                "mode | enforce",
                "explainToken | ''",
                "profile | ''",
            })
    void defaults(String key, String value) {
        assertThat(ForwardedResolver.builder().build().settings()).hasSize(18).containsEntry(key, value);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "trustedProxies=",
                "trustedProxies= , ",
                "trustedProxies=10.0.0.0/8 192.0.2.1,::1\t2001:db8::/32\nloopback private link-local cgnat unix all _x",
                "trustedProxies=unix, _edge",
                "hops=0",
                "hops=64",
                "hops=prefix=64",
                "hops=2 prefix=1",
                "hops=2,host=1; headers=x-forwarded",
                "hops=for=2,proto=1,host=0,port=3,prefix=4; headers=x-forwarded",
                "trustedSecret=X-Azure-FDID=0123456789abcdef",
                "headers=either",
                "headers=forwarded",
                "headers=x-forwarded",
                "fields=for",
                "fields=port host,proto for",
                "require=for,proto,host,port",
                "require=proto; fields=for,proto",
                "require=for; publicUrl=https://shop.example.com",
                "names=host=X-Original-Host,for=X-Client url=X-Original-URL proto=X-Scheme port=X-Port prefix=X-Script-Name",
                "names=host=x-forwarded-host",
                "names=host=X-Forwarded-Proto,proto=X-Forwarded-Host",
                "prefix=ignore",
                "prefix=replace",
                "prefix=prepend",
                "allowedHosts=*",
                "allowedHosts=a.example *.b.example:8443,192.0.2.1 [::1]:80 ::1 10.0.0.0/8 private local",
                "publicUrl=http://localhost:8080/app",
                "onInvalid=ignore",
                "onUntrusted=reject",
                "hideHeaders=false",
                "hideHeaders=true,X-Real-IP,-X-Client-IP",
                "redirects=relative",
                "redirects=container",
                "secureSessionCookie=false",
                "mode=report",
                "profile=nginx",
                "mode= report ",
            })
    void readable(String settings) {
        assertThatCode(() -> builder(settings).build()).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "hops=65 | write a number of 0 to 64",
                "hops=-1 | write a number",
                "hops=two | write a number",
                "hops=1.5 | write a number",
                "hops=02 | write a number",
                "hops=2,3 | is a second count",
                "hops=for | write a number",
                "hops=for= | write a number",
                "hops==2 | write a number",
                "hops=url=1 | write a number",
                "hops=for=65 | write a number",
                "hops=FOR:1 | write a number",
                "hops=prefix=1,prefix=1 | is a second count",
                "headers=both | write either, forwarded, x-forwarded",
                "headers=X-Forwardd | did you mean x-forwarded? Else write either",
                "headers=forwarded,x-forwarded | write either",
                "fields=for,prefix | write for, proto, host, port",
                "fields=hosts | did you mean host? Else write for, proto, host, port",
                "require=url | write for, proto, host, port",
                "names=X-Original-Host | write for=, proto=",
                "names=host= | write for=, proto=",
                "names=host=X:Y | write for=, proto=",
                "names=server=X-Server | write for=, proto=",
                "names=host=Host | name another header",
                "names=host=COOKIE | name another header",
                "names=for=Authorization | name another header",
                "names=for=Connection | name another header",
                "names=url=Content-Location | name another header",
                "names=url=content-type | name another header",
                "names=proto=Transfer-Encoding | name another header",
                "names=host=X-A,host=X-B | name each field once",
                "names=host=X-A,proto=x-a | give each field a header of its own",
                "names=host=X-Forwarded-For | give each field a header of its own",
                "prefix=strip | write ignore, replace, prepend",
                "prefix=repalce | did you mean replace? Else write ignore, replace, prepend",
                "publicUrl=shop.example.com | write https://host",
                "publicUrl=https://shop.example.com/?a | write https://host",
                "allowedHosts=https://shop.example.com/x | write the host alone: shop.example.com",
                "trustedProxies=proxy.example.com | host names are never looked up: write the block",
                "onInvalid=400 | write reject, ignore",
                "onUntrusted=warn | write ignore, reject",
                "hideHeaders=yes | write true, false",
                "hideHeaders=X-Real-IP | write true, false",
                "hideHeaders=false,X-Real-IP | write true, false",
                "hideHeaders=true,X:Y | write true, false",
                "hideHeaders=true,- | write true, false",
                "hideHeaders=true,host | write true, false",
                "redirects=none | write absolute, relative, container",
                "secureSessionCookie=yes | write true, false",
                "mode=dry-run | write enforce, report",
                "profile=ngnix | did you mean nginx? Else write one of nginx, haproxy",
                "profile=nginx,haproxy | write one of nginx, haproxy",
                "trusted-proxies=all | did you mean trustedProxies? Else write one of trustedProxies, hops",
                "TrustedProxy=all | did you mean trustedProxies? Else write one of trustedProxies, hops",
                "trustedProxys =all | did you mean trustedProxies? Else write one of trustedProxies, hops",
            })
    void mistakes_name_key_value_and_fix(String setting, String fix) {
        String key = setting.substring(0, setting.indexOf('=')).trim();
        assertThatThrownBy(() -> builder(setting).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key)
                .hasMessageContaining(fix)
                .message()
                .containsPattern(": \"[^\"]+\" [^;]+; ")
                .doesNotContain("\n");
    }

    static Stream<String> keys() {
        return Setting.keys().stream().filter(key -> !key.equals("trustedProxies"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void an_empty_value_is_a_mistake(String key) {
        for (String empty : List.of("", " ", ",", " ,\t, ")) {
            assertThatThrownBy(() -> ForwardedResolver.builder().set(key, empty).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(key + ": ")
                    .hasMessageContaining("is empty; leave the key out, or write ");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "publicUrl=https://a.example; allowedHosts=a.example | publicUrl: \"https://a.example\" stands beside allowedHosts",
                "require=host; fields=for,proto | require: \"host\" is not in fields",
                "require=proto; profile=aws-api-gateway; fields=for | require: \"proto\" is not in fields",
                "require=port; profile=nginx | require: \"port\" is not in fields",
                "require=proto; publicUrl=https://a.example | require: \"proto\" is not read under publicUrl",
                "hops=proto=1 | set headers=x-forwarded",
                "hops=2,for=1; headers=forwarded | set headers=x-forwarded",
                "headers=either; profile=gcp-load-balancer | set headers=x-forwarded",
                "names=for=X-Original-Host; profile=azure-application-gateway | give each field a header of its own",
                "trustedProxies=_edge | add the address",
            })
    void contradictions(String settings, String says) {
        assertThatThrownBy(() -> builder(settings).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }

    @Test
    void all_mistakes_are_named_at_once() {
        assertThatThrownBy(() -> builder(
                                "hops=x; headers=y; proxies=z; trustedProxies=10.0.0.1/8, a.example; mode=; profile=p")
                        .build())
                .message()
                .satisfies(message -> assertThat(message.lines().map(line -> line.substring(0, line.indexOf(':'))))
                        .containsExactlyInAnyOrder(
                                "hops", "headers", "proxies", "trustedProxies", "trustedProxies", "mode", "profile"));
    }

    @Test
    void what_a_message_shows_has_no_control_characters_and_is_cut() {
        assertThatThrownBy(() -> ForwardedResolver.builder()
                        .headers("\u001b[31m" + "x".repeat(5_000))
                        .build())
                .message()
                .doesNotContain("\u001b", "x".repeat(201));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allowedHosts=shop.example.com,https://shop.example.com/?token=geheim",
                "allowedHosts=https://shop.example.com?token=geheim",
                "publicUrl=https://shop.example.com/?token=geheim",
                "trustedProxies=https://proxy.example.com/?token=geheim",
                "names=host=https://proxy.example.com/?token=geheim",
                "headers=?token=geheim",
            })
    void the_query_of_a_pasted_url_is_not_repeated(String setting) {
        assertThatThrownBy(() -> builder(setting).build())
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("?...")
                .doesNotContain("token", "geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mode=\u0000report", "trustedProxies=\u0007loopback", "hops=1\u001c", "headers=forwarded\u0000"})
    void a_control_character_is_no_white_space(String setting) {
        int equals = setting.indexOf('=');
        ForwardedResolver.Builder builder =
                ForwardedResolver.builder().set(setting.substring(0, equals), setting.substring(equals + 1));
        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_value_set_twice_is_the_later_one() {
        assertThat(ForwardedResolver.builder()
                        .set("mode", "x")
                        .set("mode", "report")
                        .build()
                        .settings())
                .containsEntry("mode", "report");
    }

    @Test
    void a_builder_may_be_used_again() {
        ForwardedResolver.Builder builder = ForwardedResolver.builder().set("mode", "report");
        ForwardedResolver first = builder.build();
        ForwardedResolver second = builder.set("mode", "enforce").build();
        assertThat(first.settings()).containsEntry("mode", "report");
        assertThat(second.settings()).containsEntry("mode", "enforce");
    }

    @Test
    void every_setting_has_a_method() {
        ForwardedResolver.Builder builder = ForwardedResolver.builder()
                .trustedProxies("unix")
                .set("hops", "prefix=3")
                .set("trustedSecret", "X-Secret=0123456789abcdef")
                .headers("forwarded")
                .set("fields", "for")
                .set("require", "for")
                .set("names", "url=X-Url")
                .set("prefix", "prepend")
                .publicUrl("https://a.example")
                .set("onInvalid", "ignore")
                .set("onUntrusted", "reject")
                .set("hideHeaders", "false")
                .set("redirects", "container")
                .set("secureSessionCookie", "false")
                .set("mode", "report")
                .set("explainToken", "X-Explain=0123456789abcdef")
                .profile("caddy");
        assertThat(builder.build().settings().values())
                .containsExactlyInAnyOrder(
                        "unix",
                        "prefix=3",
                        "X-Secret=…",
                        "forwarded",
                        "for",
                        "for",
                        "url=X-Url",
                        "prepend",
                        "",
                        "https://a.example",
                        "ignore",
                        "reject",
                        "false",
                        "container",
                        "false",
                        "report",
                        "X-Explain=…",
                        "caddy");
        assertThatThrownBy(() -> builder.allowedHosts("a.example").build())
                .hasMessageContaining("stands beside allowedHosts");
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "profile=nginx | headers | x-forwarded",
                "profile=nginx | fields | for,proto",
                "profile=nginx; fields=for | fields | for",
                "profile=nginx; headers=either | headers | either",
                "profile=gcp-load-balancer | hops | for=2,proto=1",
                "profile=gcp-load-balancer; hops=3 | hops | 3",
                "profile=gcp-load-balancer; hops=proto=2 | hops | for=2,proto=2",
                "profile=azure-application-gateway | names | host=X-Original-Host",
                "profile=azure-application-gateway; names=for=X-Client | names | host=X-Original-Host,for=X-Client",
                "profile=azure-application-gateway; names=host=X-Host-Was | names | host=X-Host-Was",
            })
    void a_profile_and_the_users_settings(String settings, String key, String value) {
        assertThat(inForce(settings)).containsEntry(key, value);
    }
}
