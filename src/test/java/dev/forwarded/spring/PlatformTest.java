package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** With the jar alone a platform's headers are not believed: the log says which lines are missing. */
class PlatformTest {

    @Configuration(proxyBeanMethods = false)
    static class OwnResolver {
        @Bean
        ForwardedResolver resolver() {
            return ForwardedResolver.builder().hops(1).build();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KUBERNETES, kubernetes-ingress-nginx, ## ingress-nginx",
        "CLOUD_FOUNDRY, cloud-foundry, ## The platform is not known",
        "HEROKU, heroku, ## Heroku",
        "AZURE_APP_SERVICE, azure, ## App Service"
    })
    void the_lines_are_those_of_the_page(CloudPlatform platform, String page, String heading) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/proxies", page + ".md"));
        List<String> block = lines.subList(lines.indexOf(heading), lines.size()).stream()
                .dropWhile(line -> !line.equals("```properties"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
        assertThat(Platform.lines(platform)).isEqualTo(block);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubernetes | forwarded.trusted-proxies: 10.244.0.0/16",
                "cloud_foundry | forwarded.public-url: https://shop.example.com",
                "heroku | forwarded.hops: for=1",
                "azure_app_service | forwarded.trusted-proxies: link-local,loopback"
            })
    void the_lines_to_write_are_in_the_log(String platform, String line) {
        try (Started started = Started.with(Started.Empty.class, "spring.main.cloud-platform=" + platform)) {
            assertThat(started.log())
                    .contains("nothing says who the proxies are")
                    .contains("\n  " + line + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forwarded.trusted-proxies=10.0.0.0/8",
                "forwarded.trusted-proxies=",
                "forwarded.trusted-proxies=loopback",
                "forwarded.hops=1",
                "forwarded.trusted-secret=X-Origin-Verify=0123456789abcdef",
                "spring.main.cloud-platform=none"
            })
    void nothing_is_said_where_somebody_has_decided(String property) {
        try (Started started = Started.with(Started.Empty.class, "spring.main.cloud-platform=kubernetes", property)) {
            assertThat(started.log()).doesNotContain("nothing says who the proxies are");
        }
    }

    @Test
    void nothing_is_said_of_a_resolver_that_trusts_somebody() {
        try (Started started = Started.with(OwnResolver.class, "spring.main.cloud-platform=kubernetes")) {
            assertThat(started.log()).doesNotContain("nothing says who the proxies are");
        }
    }
}
