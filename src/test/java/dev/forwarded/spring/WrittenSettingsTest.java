package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forwarded.ForwardedResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is written under {@code forwarded.}, in files, arguments and variables. */
class WrittenSettingsTest {

    private static final String SECRET = "hunter2hunter2hunter2";

    @TempDir
    private Path folder;

    @Configuration(proxyBeanMethods = false)
    static class OwnResolver {
        @Bean
        ForwardedResolver resolver(ForwardedProperties properties) {
            return ForwardedResolver.builder()
                    .settings(properties.settings())
                    .set("fields", "for")
                    .build();
        }
    }

    private Started fromFile(Class<?> configuration, String... lines) throws Exception {
        Path file = folder.resolve("application.properties");
        Files.write(file, List.of(lines));
        return Started.with(configuration, "spring.config.location=" + file.toUri());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forwarded.hops=2 | hops | 2",
                "forwarded.hops=for=2,proto=1 | hops | for=2,proto=1",
                "forwarded.hops.for=2 | hops | for=2",
                "forwarded.hops[0]=for=2;forwarded.hops[1]=proto=1 | hops | for=2,proto=1",
                "forwarded.hops=2;forwarded.hops.prefix=1 | hops | 2,prefix=1",
                "forwarded.names=host=X-Original-Host | names | host=X-Original-Host",
                "forwarded.names.host=X-Original-Host | names | host=X-Original-Host",
                "forwarded.names[0]=host=X-Original-Host | names | host=X-Original-Host",
                "forwarded.names[0]=for=X-Real-IP;forwarded.names.host=X-Original-Host | names | for=X-Real-IP,host=X-Original-Host"
            })
    void hops_and_names_are_text_lists_or_maps(String properties, String setting, String value) throws Exception {
        String[] all = ("forwarded.headers=x-forwarded;" + properties).split(";");
        try (Started started = Started.with(Started.Empty.class, all)) {
            assertThat(started.settings()).containsEntry(setting, value);
        }
    }

    @Test
    void a_map_keeps_the_fields_of_every_entry() throws Exception {
        try (Started started = fromFile(
                OwnResolver.class,
                "forwarded.headers=x-forwarded",
                "forwarded.hops.for=2",
                "forwarded.hops.proto=1",
                "forwarded.names.host=X-Original-Host",
                "forwarded.names.for=X-Real-IP")) {
            assertThat(started.settings().get("hops").split(",")).containsExactlyInAnyOrder("for=2", "proto=1");
            assertThat(started.settings().get("names").split(","))
                    .containsExactlyInAnyOrder("host=X-Original-Host", "for=X-Real-IP");
        }
    }

    @Test
    void a_map_may_come_from_environment_variables() throws Exception {
        Map<String, Object> variables = Map.of("FORWARDED_HOPS_FOR", "2", "FORWARDED_HEADERS", "x-forwarded");
        try (Started started = Started.with(Started.Empty.class, variables, Map.of())) {
            assertThat(started.settings()).containsEntry("hops", "for=2");
            assertThat(started.log()).doesNotContain("is no setting");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forwarded.hops.to=2 | forwarded.hops: \"to=2\" is no count",
                "forwarded.names.host=Cookie | forwarded.names: \"host=Cookie\" names a header with a meaning of its own",
                "forwarded.hops=for=1 | only X-Forwarded headers have; set forwarded.headers: x-forwarded",
                "forwarded.trusted-proxies=10.0.0.1/8 | forwarded.trusted-proxies: \"10.0.0.1/8\" is no block",
                "forwarded.trusted-proxy=10.0.0.1 | forwarded.trusted-proxy is no setting",
                "forwarded.trusted-proxy=10.0.0.1 | the nearest is forwarded.trusted-proxies\n",
                "forwarded.trustedProxy=10.0.0.1 | the nearest is forwarded.trusted-proxies\n",
                "forwarded.mode[0]=report | forwarded.mode[0] is no setting",
                "forwarded.trusted-proxies.first=10.0.0.1 | forwarded.trusted-proxies.first is no setting",
                "forwarded.moode=report | The settings are forwarded.enabled, forwarded.trusted-proxies, forwarded.hops"
            })
    void a_mistake_is_said_in_the_spelling_of_spring(String property, String said) {
        assertThatThrownBy(() -> Started.with(Started.Empty.class, property))
                .hasMessageContaining("APPLICATION FAILED TO START")
                .hasMessageContaining(said.replace("\\n", "\n"));
    }

    @Test
    void a_contradiction_names_both_settings_in_the_spelling_of_spring() {
        assertThatThrownBy(() -> Started.with(
                        Started.Empty.class,
                        "forwarded.public-url=https://shop.example.com",
                        "forwarded.allowed-hosts=shop.example.com"))
                .hasMessageContaining("forwarded.public-url: \"https://shop.example.com\" stands beside"
                        + " forwarded.allowed-hosts");
    }

    @Test
    void an_unknown_key_does_not_hide_the_other_mistakes() {
        assertThatThrownBy(() -> Started.with(
                        Started.Empty.class,
                        "forwarded.trusted-proxy=10.0.0.0/8",
                        "forwarded.headers=both",
                        "forwarded.modus=report",
                        "forwarded.on-invalid=refuse"))
                .hasMessageContaining("\nforwarded.trusted-proxy is no setting")
                .hasMessageContaining("\nforwarded.modus is no setting")
                .hasMessageContaining("\nforwarded.headers: \"both\" ")
                .hasMessageContaining("\nforwarded.on-invalid: \"refuse\" ");
    }

    @Test
    void an_unknown_key_is_said_with_the_line_of_its_file() {
        assertThatThrownBy(() -> fromFile(Started.Empty.class, "forwarded.mode=report", "forwarded.modus=report"))
                .hasMessageContaining("forwarded.modus is no setting (")
                .hasMessageContaining("application.properties] - 2:17)");
    }

    @Test
    void an_unknown_key_stops_an_application_with_a_resolver_of_its_own_too() {
        assertThatThrownBy(() -> Started.with(OwnResolver.class, "forwarded.modus=report"))
                .hasMessageContaining("forwarded.modus is no setting");
    }

    @ParameterizedTest
    @CsvSource({
        "forwarded.trusted-secrets",
        "forwarded.trustd-secret",
        "forwarded.password",
        "forwarded.mode.secret",
        "forwarded.trusted-secret[0]"
    })
    void the_value_of_an_unknown_key_is_never_shown(String key) {
        assertThatThrownBy(() -> Started.with(Started.Empty.class, key + "=X-Verify=" + SECRET))
                .hasMessageContaining("is no setting")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "FORWARDED_TRUSTEDPROXY, forwarded.trusted-proxies",
        "FORWARDED_TRUSTED_PROXY, forwarded.trusted-proxies",
        "forwarded_trustedproxy, forwarded.trusted-proxies",
        "FORWARDED_TRUSTED_SECRETS, forwarded.trusted-secret",
        "FORWARDED_TRUSTED_PROXIES_FIRST, forwarded.trusted-proxies",
        "FORWARDED_ONINVALIDS, forwarded.on-invalid",
        "FORWARDED_MODE_0, forwarded.mode"
    })
    void an_unknown_environment_variable_is_a_warning_with_the_nearest_name(String variable, String nearest)
            throws Exception {
        try (Started started = Started.with(Started.Empty.class, Map.of(variable, SECRET), Map.of())) {
            assertThat(started.log())
                    .containsPattern("WARN .* - Forwarded filter: the environment variable " + variable
                            + " is no setting; the nearest is " + nearest + "\n")
                    .doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FORWARDED_TRUSTEDPROXIES, trustedProxies, 192.0.2.1",
        "FORWARDED_TRUSTED_PROXIES, trustedProxies, 192.0.2.1",
        "FORWARDED_TRUSTED_PROXIES_0, trustedProxies, 192.0.2.1",
        "FORWARDED_ON_INVALID, onInvalid, ignore",
        "FORWARDED_ONINVALID, onInvalid, ignore",
        "FORWARDER_MODUS, mode, enforce",
        "FORWARDED, mode, enforce"
    })
    void a_known_environment_variable_is_read_without_a_warning(String variable, String setting, String value)
            throws Exception {
        try (Started started = Started.with(Started.Empty.class, Map.of(variable, value), Map.of())) {
            assertThat(started.settings()).containsEntry(setting, value);
            assertThat(started.log()).doesNotContain("is no setting");
        }
    }

    @Test
    void an_unknown_system_property_is_a_warning() throws Exception {
        try (Started started = Started.with(Started.Empty.class, Map.of(), Map.of("forwarded.modus", "report"))) {
            assertThat(started.log())
                    .contains("the system property forwarded.modus is no setting; the nearest is forwarded.mode\n");
        }
    }
}
