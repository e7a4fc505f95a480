package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forwarded.ForwardedResolver;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Properties are read strictly. */
class SettingsBootIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forwarded.trusted-proxies=10.0.0.1/8 | forwarded.trusted-proxies: \"10.0.0.1/8\" | 10.0.0.0/8",
                "forwarded.trusted-proxies=proxy.local | forwarded.trusted-proxies: \"proxy.local\" | CIDR block",
                "forwarded.on-invalid=refuse | forwarded.on-invalid: \"refuse\" | write reject, ignore",
                "forwarded.headers= | forwarded.headers: \"\" is empty | leave the key out",
                "forwarded.profile=proxy.local | forwarded.profile: \"proxy.local\" is no profile | write one of nginx, haproxy",
                "forwarded.trusted-proxy=10.0.0.0/8 | forwarded.trusted-proxy is no setting | The settings are forwarded.enabled, forwarded.trusted-proxies, forwarded.hops",
                "forwarded.mode[0]=report | forwarded.mode[0] is no setting | the nearest is forwarded.mode",
                "forwarded.enabled=maybe | Property: forwarded.enabled | Action:",
                "forwarded.enabled=maybe | Value: \"maybe\" | Action:"
            })
    void a_mistake_stops_the_start_up_with_key_value_and_fix(String property, String mistake, String fix) {
        assertThatThrownBy(() -> Shop.with(property))
                .hasMessageContaining("APPLICATION FAILED TO START")
                .hasMessageContaining(mistake)
                .hasMessageContaining(fix);
    }

    @Test
    void every_mistake_is_named_at_once() {
        assertThatThrownBy(() -> Shop.with("forwarded.headers=both", "forwarded.mode=dry"))
                .hasMessageContaining("\nforwarded.headers: \"both\" ")
                .hasMessageContaining("\nforwarded.mode: \"dry\" ");
    }

    @Test
    void no_message_shows_a_secret() {
        for (String property : new String[] {"forwarded.trusted-secret=hunter2", "forwarded.trusted-secrets=hunter2"}) {
            assertThatThrownBy(() -> Shop.with(property))
                    .hasMessageContaining("APPLICATION FAILED TO START")
                    .hasMessageContaining("secret")
                    .hasMessageNotContaining("hunter2");
        }
        try (Shop shop = Shop.with("forwarded.trusted-secret=X-Origin-Verify=0123456789abcdef")) {
            assertThat(shop.log() + shop.bean(ForwardedProperties.class) + shop.bean(ForwardedResolver.class))
                    .contains("X-Origin-Verify")
                    .doesNotContain("0123456789abcdef");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8,192.0.2.1 | 10.0.0.0/8,192.0.2.1",
                "10.0.0.0/8 192.0.2.1 | 10.0.0.0/8 192.0.2.1",
                "'' | ''"
            })
    void a_list_is_written_with_commas_or_white_space_or_empty(String written, String read) {
        try (Shop shop = Shop.with("forwarded.trusted-proxies=" + written)) {
            assertThat(shop.bean(ForwardedResolver.class).settings()).containsEntry("trustedProxies", read);
        }
    }

    @Test
    void a_list_may_be_a_yaml_list() {
        try (Shop shop =
                Shop.with("forwarded.trusted-proxies[0]=10.0.0.0/8", "forwarded.trusted-proxies[1]=192.0.2.1")) {
            assertThat(shop.bean(ForwardedResolver.class).settings())
                    .containsEntry("trustedProxies", "10.0.0.0/8,192.0.2.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"FORWARDED_TRUSTEDPROXIES", "FORWARDED_TRUSTED_PROXIES"})
    void an_environment_variable_sets_a_property(String variable) {
        try (Shop shop = Shop.with(Map.of(variable, "192.0.2.1", "FORWARDED_HEADERS", "forwarded"))) {
            assertThat(shop.bean(ForwardedResolver.class).settings())
                    .containsEntry("trustedProxies", "192.0.2.1")
                    .containsEntry("headers", "forwarded");
        }
    }

    @Test
    void an_unknown_environment_variable_is_a_warning() {
        try (Shop shop = Shop.with(Map.of("FORWARDED_TRUSTED_PROXYS", "192.0.2.1"))) {
            assertThat(shop.bean(ForwardedResolver.class).settings()).containsEntry("trustedProxies", "loopback");
            assertThat(shop.log())
                    .contains("FORWARDED_TRUSTED_PROXYS is no setting; the nearest is forwarded.trusted-proxies");
        }
    }

    @Test
    void without_any_property_the_defaults_of_the_library_apply() {
        try (Shop shop = Shop.with()) {
            assertThat(shop.bean(ForwardedResolver.class).settings())
                    .isEqualTo(ForwardedResolver.builder().build().settings());
        }
    }
}
