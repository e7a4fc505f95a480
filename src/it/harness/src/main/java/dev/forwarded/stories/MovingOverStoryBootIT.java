package dev.forwarded.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.servlet.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application with an OAuth login moves over: Spring's filter, then a report beside it, then this filter alone. */
class MovingOverStoryBootIT {

    private static final String CALLBACK = "/login/oauth2/code/shop";
    private static final String LOGIN = "/oauth2/authorization/shop";
    private static final String FRAMEWORK = "server.forward-headers-strategy=framework";

    private static final String[] SETTINGS = {"forwarded.trusted-proxies=127.0.0.1", "forwarded.headers=x-forwarded"};

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private LoginProvider provider;

    @BeforeEach
    void listen() throws Exception {
        provider = new LoginProvider(SpringShop.PUBLIC + CALLBACK);
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setErr(before);
        provider.close();
    }

    private SpringShop shop(String... properties) {
        List<String> all = new ArrayList<>(List.of(provider.properties()));
        all.addAll(List.of(properties));
        return SpringShop.with(Application.class, all);
    }

    private static String[] and(String first, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.add(first);
        return all.toArray(String[]::new);
    }

    /** The redirect URI that the provider is told. */
    private static String redirectUri(Answer answer) {
        return answer.value("Location").replaceFirst(".*[?&]redirect_uri=([^&]*).*", "$1");
    }

    /** Signs in through the gateway; where the browser is at the end. */
    private String signIn(SpringShop shop) throws IOException {
        Answer toProvider = shop.ask(SpringShop.head("GET " + LOGIN));
        String cookie = toProvider.value("Set-Cookie").replaceFirst(";.*", "");
        String back = provider.signIn(toProvider.value("Location"));
        assertThat(back).startsWith(SpringShop.PUBLIC + CALLBACK);
        Answer signedIn =
                shop.ask(SpringShop.head("GET " + back.substring(SpringShop.PUBLIC.length()), "Cookie: " + cookie));
        return signedIn.value("Location");
    }

    private static String lie(SpringShop shop) throws IOException {
        return redirectUri(shop.askAsStranger(SpringShop.head("GET " + LOGIN + "?token=secret")));
    }

    private String written() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void it_runs_with_springs_filter_reports_for_a_while_and_is_switched_over() throws Exception {
        String believed = SpringShop.PUBLIC + CALLBACK;
        try (SpringShop old = shop("forwarded.enabled=false", FRAMEWORK)) {
            assertThat(signIn(old)).isEqualTo(SpringShop.PUBLIC + "/");
            assertThat(lie(old)).as("Spring's filter believes anybody").isEqualTo(believed);
        }
        try (SpringShop reporting = shop(and("forwarded.mode=report", and(FRAMEWORK, SETTINGS)))) {
            assertThat(signIn(reporting)).isEqualTo(SpringShop.PUBLIC + "/");
            assertThat(written()).doesNotContain("the application sees");
            assertThat(lie(reporting)).as("nothing changes yet").isEqualTo(believed);
            assertThat(lie(reporting)).isEqualTo(believed);
            assertThat(written())
                    .containsOnlyOnce("the application sees https://shop.example.com:443" + LOGIN)
                    .contains("it would see http://10.0.0.12:8080" + LOGIN + " from 127.0.0.2. Differs: ")
                    .contains("Row of docs/moving-over.md: untrusted-peer")
                    .doesNotContain("secret");
        }
        assertThat(written()).contains("until the end 4 requests were compared, 2 differ; 2 scheme,host,port,client");
        try (SpringShop moved = shop(SETTINGS)) {
            assertThat(signIn(moved)).isEqualTo(SpringShop.PUBLIC + "/");
            assertThat(lie(moved)).isEqualTo(SpringShop.INTERNAL + CALLBACK);
        }
    }
}
