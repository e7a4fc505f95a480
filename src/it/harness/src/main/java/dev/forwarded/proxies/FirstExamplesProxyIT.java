package dev.forwarded.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.forwarded.ForwardedResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each profile behind its proxy as people find it: set up as the first example of the proxy's documentation, and nothing
 * of our recipe.
 */
@Tag("full")
class FirstExamplesProxyIT {

    private static final String TRUSTED = "; trustedProxies=127.0.0.1";

    @TestFactory
    Stream<DynamicTest> no_lie_is_believed_with_the_profile_and_nothing_else() {
        return FirstExample.ALL.stream().map(example -> dynamicTest(example.profile(), () -> check(example)));
    }

    private static void check(FirstExample example) throws Exception {
        String version = example.version().get();
        List<String> believed = example.believed(profile(example));
        FirstExampleRow row = new FirstExampleRow(example, fields(example), believed.size(), others(example));
        row.writeIfAsked(version);
        assertThat(believed).isEmpty();
        assertThat(row.others().values()).as("what is believed of other fields").anyMatch(lies -> lies > 0);
        assertThat(row.isInPage()).as(row.text(version)).isTrue();
    }

    private static String profile(FirstExample example) {
        return "profile=" + example.profile() + TRUSTED;
    }

    private static List<String> fields(FirstExample example) {
        return List.of(ForwardedResolver.builder()
                .settings(Backend.settings(profile(example)))
                .build()
                .settings()
                .get("fields")
                .split(","));
    }

    /** For each field that the profile leaves out, the lies that are believed if it is read all the same. */
    private static Map<String, Integer> others(FirstExample example) throws Exception {
        Map<String, Integer> others = new LinkedHashMap<>();
        for (String field : List.of("for", "proto", "host", "port")) {
            if (!fields(example).contains(field)) {
                String fields = "; fields=" + String.join(",", fields(example)) + "," + field;
                others.put(field, example.believed(profile(example) + fields).size());
            }
        }
        return others;
    }

    @Test
    void nginx_as_every_tutorial_sets_it_up_lets_a_client_choose_the_host_if_that_is_read() throws Exception {
        FirstExample nginx = FirstExample.of("nginx");
        nginx.version().get();
        assertThat(nginx.believed("profile=nginx; fields=for,proto,host" + TRUSTED))
                .contains("X-Forwarded-Host, TLS: https://evil.example/cart for 127.0.0.77"
                        + " in the place of https://shop.example.com/cart for 127.0.0.77");
    }
}
