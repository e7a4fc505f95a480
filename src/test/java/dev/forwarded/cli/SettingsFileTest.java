package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings from the files of an application: what is understood, and what is refused, with its line. */
final class SettingsFileTest {

    private static Map<String, Given> read(String name, String content) {
        return SettingsFile.read(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String words(Map<String, Given> settings) {
        StringBuilder words = new StringBuilder();
        settings.forEach((key, given) ->
                words.append(key).append('=').append(given.value()).append(' '));
        return words.toString().strip();
    }

    /** A file: its name, what is expected of it, and its text; between two a line of dashes and a title. */
    private static Stream<DynamicTest> files(String table) {
        return Stream.of(table.split("(?m)^#### "))
                .filter(file -> !file.isBlank())
                .map(file -> {
                    String[] parts = file.split("\n", 4);
                    return dynamicTest(parts[0], () -> {
                        if (parts[2].startsWith("! ")) {
                            assertThatThrownBy(() -> read(parts[1], parts[3]))
                                    .isInstanceOf(CommandException.class)
                                    .message()
                                    .startsWith(parts[2].substring(2));
                        } else {
                            assertThat(words(read(parts[1], parts[3]))).isEqualTo(parts[2]);
                        }
                    });
                });
    }

    @TestFactory
    Stream<DynamicTest> yaml() {
        return files("""
                #### nested, with comments, quotes and lists
                application.yml
                trustedProxies=10.0.0.0/8,192.0.2.7 headers=x-forwarded hops=2 allowedHosts=*.example.com,a fields=for,proto
                server:
                  port: 8080
                  forward-headers-strategy: none   # ours does it
                forwarded:
                  # who
                  trusted-proxies:
                    - 10.0.0.0/8      # the pods
                    - "192.0.2.7"
                  headers: x-forwarded
                  hops: 2

                  allowed-hosts: ['*.example.com', "a"]
                  fields:
                  - for
                  - proto
                logging.level.root: info
                #### flat
                application.yaml
                trustedProxies=10.0.0.7 onInvalid=ignore fields=for,proto
                "forwarded.trusted-proxies": 10.0.0.7
                forwarded.onInvalid: 'ignore'
                forwarded.fields:
                - for
                - proto
                #### other trees may hold anything
                application.yml
                hops=1
                ---
                a: &anchor
                  forwarded:
                    hops: 9
                b: |
                  forwarded:
                    hops: 8
                c: {forwarded: 7}
                d: "x
                  forwarded.hops: 6"
                forwarded:
                  hops: 1
                ---
                e: *anchor
                #### a hash inside a value, and inside quotes
                application.yml
                trustedSecret=X-A=0123456789abcdef#x allowedHosts=a # b
                forwarded:
                  trusted-secret: X-A=0123456789abcdef#x # the end
                  allowed-hosts: 'a # b'
                #### no settings of ours
                application.yml

                server.port: 8080
                #### empty
                application.yml

                #### an empty list is an empty value
                application.yml
                trustedProxies=
                forwarded:
                  trusted-proxies: []
                #### a key without a value is an empty value
                application.yml
                trustedProxies= hops=1
                forwarded:
                  trusted-proxies:
                  hops: 1
                #### whether the filter runs at all is no setting
                application.yml
                hops=1
                forwarded:
                  enabled: false
                  hops: 1
                #### an unknown key is left to the resolver
                application.yml
                trusted-proxys=x
                forwarded.trusted-proxys: x
                #### maps, as Spring Boot reads them
                application.yml
                names=host=X-Original-Host,for=X-Edge-For hops=for=2,proto=1
                forwarded:
                  names:
                    host: X-Original-Host
                    "[for]": X-Edge-For
                  hops: {for: 2, proto: 1}
                #### a map in one line, and flat keys of a map
                application.yml
                hops=1 names=host=X-Original-Host,proto=X-Edge-Proto
                forwarded: {hops: 1}
                forwarded.names.host: X-Original-Host
                forwarded.names.proto: X-Edge-Proto
                #### texts and lists over several lines, quotes and escapes
                application.yml
                trustedProxies=10.0.0.7, 10.0.0.8 allowedHosts=a,b publicUrl=https://a fields=for, proto
                forwarded:
                  trusted-proxies: >-
                    10.0.0.7,
                    10.0.0.8
                  allowed-hosts: [a,
                    b]
                  public-url: "https:\\u002f/a"
                  fields: for,
                          proto
                #### an anchor names a value that stands there
                application.yml
                trustedProxies=10.0.0.7
                forwarded:
                  trusted-proxies: &a 10.0.0.7
                other: *a
                #### an unknown part
                application.yml
                ! application.yml, line 3: headers has no part ".family"
                forwarded:
                  headers:
                    family: x-forwarded
                #### a placeholder
                application.yml
                ! application.yml, line 2: a placeholder is not resolved here: write the value of trustedProxies
                forwarded:
                  trusted-proxies: ${PROXIES:10.0.0.7}
                #### an alias
                application.yml
                ! application.yml, line 3: an alias is not resolved here: write the value of forwarded.trusted-proxies
                a: &a 10.0.0.7
                forwarded:
                  trusted-proxies: *a
                #### a merged map
                application.yml
                ! application.yml, line 3: an alias is not resolved here
                a: &a {hops: 1}
                forwarded:
                  <<: *a
                #### nested too deep
                application.yml
                ! application.yml, line 5: nested deeper than any setting: "forwarded.names.host.a.b"
                forwarded:
                  names:
                    host:
                      a:
                        b: c
                #### a text in the place of the map
                application.yml
                ! application.yml, line 1: expected "key: value" lines below "forwarded:"
                forwarded: x
                #### a list in the place of the map
                application.yml
                ! application.yml, line 2: expected "key: value" lines below "forwarded:"
                forwarded:
                - hops: 1
                #### a quote left open
                application.yml
                ! application.yml, line 3: this is no well-formed YAML: found unexpected end of stream
                forwarded:
                  trusted-proxies: "10.0.0.7
                #### a tab
                application.yml
                ! application.yml, line 2: this is no well-formed YAML: found character '\\t(TAB)' that cannot start any token
                forwarded:
                \thops: 1
                #### a key twice
                application.yml
                ! application.yml, line 3: hops stands there twice
                forwarded:
                  hops: 1
                forwarded.hops: 2
                #### a text and a part of a map
                application.yml
                ! application.yml, line 2: hops stands there twice
                forwarded.hops: 1
                forwarded.hops.for: 2
                #### settings in two documents
                application.yml
                ! application.yml, line 3: settings in more than one document: put those in force into a file of their own
                forwarded.hops: 1
                ---
                forwarded.headers: forwarded
                """);
    }

    @TestFactory
    Stream<DynamicTest> properties() {
        return files("""
                #### kebab-case, camel case, lists, comments and continued lines
                application.properties
                trustedProxies=10.0.0.7,10.0.0.8 headers=forwarded onInvalid=ignore allowedHosts=a,b
                # forwarded.hops=9
                ! forwarded.hops=8 \\
                server.port=8080
                forwarded.trusted-proxies = 10.0.0.7,\\
                    10.0.0.8
                forwarded.HEADERS: forwarded
                forwarded.on_invalid ignore
                forwarded.allowed-hosts[0]=a
                forwarded.allowed-hosts[1]=b
                #### an escape
                application.properties
                allowedHosts=*.example.com
                forwarded.allowed-hosts=\\u002a.example.com
                #### a malformed escape
                application.properties
                ! application.properties, line 2: a malformed \\u escape
                a=b
                forwarded.hops=\\u00
                #### a placeholder
                application.properties
                ! application.properties, line 1: a placeholder is not resolved here: write the value of hops
                forwarded.hops=${HOPS}
                #### a key twice, the second behind a continued line
                application.properties
                ! application.properties, line 4: hops stands there twice
                forwarded.hops=1
                a=b\\
                c
                forwarded.hops=2
                #### maps
                application.properties
                hops=for=2,proto=1 names=host=X-Original-Host
                forwarded.hops.for=2
                forwarded.hops.proto=1
                forwarded.names[host]=X-Original-Host
                """);
    }

    @TestFactory
    Stream<DynamicTest> variables() {
        return files("""
                #### as environment variables, with the dashes left out or as underscores, quoted or not
                a.env
                trustedProxies=10.0.0.7 onInvalid=ignore allowedHosts=a,b hops=for=2,proto=1 headers=forwarded
                # FORWARDED_HOPS=9
                PATH=/bin
                FORWARDED_TRUSTED_PROXIES=10.0.0.7
                FORWARDED_ONINVALID="ignore"
                FORWARDED_ALLOWEDHOSTS_0=a
                FORWARDED_ALLOWEDHOSTS_1_=b
                FORWARDED_HOPS_FOR=2
                FORWARDED_HOPS_PROTO=1
                forwarded_headers=forwarded
                FORWARDED_ENABLED=true
                FORWARDED=1
                #### an unknown one is left to the resolver
                .env
                TRUSTED_PROXYS=x
                FORWARDED_TRUSTED_PROXYS=x
                #### twice
                a.env
                ! a.env, line 2: hops stands there twice
                FORWARDED_HOPS=1
                forwarded.hops=2
                """);
    }

    private static final String WEB_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <context-param>
                <param-name>hops</param-name>
                <param-value>9</param-value>
              </context-param>
              <filter>
                <filter-name>other</filter-name>
                <filter-class>com.example.Other</filter-class>
                <init-param>
                  <param-name>hops</param-name>
                  <param-value>8</param-value>
                </init-param>
              </filter>
              <filter>
                <filter-name>forwarded</filter-name>
                <init-param>
                  <description>who</description>
                  <param-name> trustedProxies </param-name>
                  <param-value>
                    10.0.0.0/8 <!-- the pods -->
                    192.0.2.7
                  </param-value>
                </init-param>
                <filter-class>dev.forwarded.servlet.ForwardedFilter</filter-class>
                <init-param>
                  <param-name>headers</param-name>
                  <param-value><![CDATA[x-forwarded]]></param-value>
                </init-param>
              </filter>
              <servlet>
                <init-param>
                  <param-name>hops</param-name>
                  <param-value>7</param-value>
                </init-param>
              </servlet>
            </web-app>
            """;

    @Test
    void web_xml() {
        Map<String, Given> settings = read("WEB-INF/web.xml", WEB_XML);
        assertThat(settings.keySet()).containsExactly("trustedProxies", "headers");
        assertThat(settings.get("trustedProxies").value().split("\\s+")).containsExactly("10.0.0.0/8", "192.0.2.7");
        assertThat(settings.get("headers")).isEqualTo(new Given("x-forwarded", "WEB-INF/web.xml, line 28"));
    }

    @Test
    void a_web_xml_without_the_filter_is_refused() {
        assertThatThrownBy(() -> read("web.xml", WEB_XML.replace("servlet.ForwardedFilter", "Other")))
                .hasMessage("web.xml: no filter of the class dev.forwarded.servlet.ForwardedFilter stands there");
    }

    @Test
    void a_web_xml_with_two_filters_is_refused() {
        assertThatThrownBy(() ->
                        read("web.xml", WEB_XML.replace("com.example.Other", "dev.forwarded.servlet.ForwardedFilter")))
                .hasMessage("web.xml, line 30: this is a second filter of the class"
                        + " dev.forwarded.servlet.ForwardedFilter");
    }

    @Test
    void a_param_that_stands_twice_is_refused() {
        assertThatThrownBy(() -> read("web.xml", WEB_XML.replace(">headers<", ">trustedProxies<")))
                .hasMessage("web.xml, line 28: trustedProxies stands there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<web-app>", "<a></b>", "hello", "<a>&undeclared;</a>"})
    void malformed_xml_is_refused(String xml) {
        assertThatThrownBy(() -> read("web.xml", xml))
                .isInstanceOf(CommandException.class)
                .hasMessageMatching("web.xml(, line \\d+: this is no well-formed XML|: no filter of the class .*)");
    }

    @Test
    void no_external_entity_is_loaded_and_none_grows() {
        String external = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + WEB_XML.substring(WEB_XML.indexOf('\n') + 1).replace("<![CDATA[x-forwarded]]>", "&x;");
        String laughs = "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]>"
                + WEB_XML.substring(WEB_XML.indexOf('\n') + 1).replace("<![CDATA[x-forwarded]]>", "&y;");
        for (String xml : new String[] {external, laughs}) {
            try {
                assertThat(read("web.xml", xml).get("headers").value()).isEmpty();
            } catch (CommandException refused) {
                assertThat(refused).hasMessageContaining("no well-formed XML");
            }
        }
    }

    @Test
    void another_kind_of_file_is_refused() {
        assertThatThrownBy(() -> read("settings.json", "{}"))
                .hasMessage("settings.json: expected a web.xml, .properties, .yml, .yaml or .env file");
    }
}
