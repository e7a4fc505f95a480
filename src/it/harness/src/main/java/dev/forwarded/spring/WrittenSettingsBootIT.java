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
}
