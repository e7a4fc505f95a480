package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in a YAML file, whose numbers are no text. */
class WrittenSettingsBootIT {

    @TempDir
    private Path folder;

    private Shop fromYaml(String text) throws Exception {
        Path file = folder.resolve("application.yml");
        Files.writeString(file, text);
        return Shop.with("spring.config.location=" + file.toUri());
    }

    @Test
    void hops_and_names_may_be_maps() throws Exception {
        try (Shop shop = fromYaml("""
                forwarded:
                  headers: x-forwarded
                  hops:
                    for: 2
                    proto: 1
                  names:
                    host: X-Original-Host
                """)) {
            assertThat(shop.bean(ForwardedResolver.class).settings())
                    .containsEntry("hops", "for=2,proto=1")
                    .containsEntry("names", "host=X-Original-Host");
        }
    }

    @Test
    void hops_may_be_a_number() throws Exception {
        try (Shop shop = fromYaml("forwarded.hops: 2\n")) {
            assertThat(shop.bean(ForwardedResolver.class).settings()).containsEntry("hops", "2");
        }
    }

    @Test
    void what_is_logged_of_a_request_names_properties() throws Exception {
        try (Shop shop = Shop.with("forwarded.trusted-proxies=192.0.2.1", "forwarded.headers=x-forwarded")) {
            assertThat(Shop.logOf(() -> shop.get("/cart", "X-Forwarded-Proto: https")))
                    .contains("set forwarded.trusted-proxies: 192.0.2.1,127.0.0.1");
        }
    }
}
