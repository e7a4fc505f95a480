package dev.forwarded.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.servlet.Answer;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sign-in by OpenID Connect as Spring Boot sets it up, and the check of the destination that SAML asks for. */
class OauthLoginStoryBootIT {

    private static final String CALLBACK = "/login/oauth2/code/shop";

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Orders.class)
    static class Application {

        @Bean
        FilterRegistrationBean<DestinationFilter> samlFilter() {
            FilterRegistrationBean<DestinationFilter> registration =
                    new FilterRegistrationBean<>(new DestinationFilter());
            registration.addUrlPatterns("/saml/acs");
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }

    @RestController
    static class Orders {
        @GetMapping("/orders")
        String orders(@RequestParam int page, Principal user) {
            return "page " + page + " for " + user.getName();
        }
    }

    private static LoginProvider provider;

    private static SpringStory story;

    @BeforeAll
    static void start() throws Exception {
        provider = new LoginProvider(SpringShop.PUBLIC + CALLBACK);
        story = new SpringStory("oauth-login", "Spring Security", Application.class, provider.properties());
    }

    @AfterAll
    static void stop() {
        story.close();
        provider.close();
    }

    /** A page that a browser asks for. */
    private static String page(String path, String... lines) {
        return SpringShop.head("GET " + path, lines) + "\nAccept: text/html";
    }

    @Test
    void the_line_of_spring_boot_is_the_one_that_this_run_is_for() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("boot.version"));
    }

    private static String location(SpringShop shop, String path) throws IOException {
        return shop.ask(page(path)).value("Location");
    }

    private static String redirectUri(String location) {
        return location.replaceFirst(".*[?&]redirect_uri=([^&]*).*", "$1");
    }

    @TestFactory
    Stream<DynamicTest> the_provider_is_told_the_client_facing_redirect_uri() {
        return Stream.of(
                        story.row(
                                "a visitor who is not signed in is sent to",
                                shop -> location(shop, "/orders?page=2"),
                                "http://10.0.0.12:8080/oauth2/authorization/shop",
                                "https://shop.example.com/oauth2/authorization/shop"),
                        story.row(
                                "the redirect_uri in the URL of the provider",
                                shop -> redirectUri(location(shop, "/oauth2/authorization/shop")),
                                "http://10.0.0.12:8080/login/oauth2/code/shop",
                                "https://shop.example.com/login/oauth2/code/shop"),
                        story.row(
                                "the provider answers",
                                shop -> provider.signIn(location(shop, "/oauth2/authorization/shop"))
                                        .replaceFirst("[?].*", ""),
                                "redirect_uri_mismatch",
                                "https://shop.example.com/login/oauth2/code/shop"),
                        story.row(
                                "the whole way of a visitor",
                                shop -> String.join(", ", new Visitor(shop).visit("/orders?page=2")),
                                "http://10.0.0.12:8080/oauth2/authorization/shop, not reached",
                                "https://shop.example.com/oauth2/authorization/shop, "
                                        + "https://shop.example.com/login/oauth2/code/shop, "
                                        + "https://shop.example.com/orders?page=2&continue, "
                                        + "page 2 for alice"))
                .flatMap(rows -> rows);
    }

    /** A browser that keeps the cookie of the session and signs in at the provider. */
    private static final class Visitor {

        private final SpringShop shop;
        private String cookie = "none";

        Visitor(SpringShop shop) {
            this.shop = shop;
        }

        Answer open(String path) throws IOException {
            Answer answer = shop.ask(page(path, "Cookie: " + cookie));
            if (!answer.values("Set-Cookie").isEmpty()) {
                cookie = answer.value("Set-Cookie").replaceFirst(";.*", "");
            }
            return answer;
        }

        /** Every URL to which the browser is sent, and what it shows at the end. */
        List<String> visit(String path) throws IOException {
            List<String> way = new ArrayList<>();
            Answer answer = open(path);
            for (String at = next(answer); !at.isEmpty() && way.size() < 10; at = next(answer)) {
                way.add(at.replaceFirst("[?]code=.*", ""));
                if (!at.startsWith(SpringShop.PUBLIC)) {
                    way.add("not reached");
                    return way;
                }
                answer = open(at.substring(SpringShop.PUBLIC.length()));
            }
            way.add(answer.body());
            return way;
        }

        /** Where an answer sends the browser, beyond the login page of the provider; empty if it does not. */
        private static String next(Answer answer) {
            if (answer.status() != 302) {
                return "";
            }
            String location = answer.value("Location");
            return location.startsWith("https://login.example.com/") ? provider.signIn(location) : location;
        }
    }

    @TestFactory
    Stream<DynamicTest> the_cookie_that_holds_the_login_is_secure() {
        return story.row(
                "the cookie of the session",
                shop -> shop.ask(page("/orders?page=2")).value("Set-Cookie").contains("; Secure") ? "Secure" : "open",
                "open",
                "Secure");
    }

    @TestFactory
    Stream<DynamicTest> the_commands_of_the_page_give_what_it_shows() {
        return CurlLine.tests("oauth-login", story.on());
    }

    @Test
    void a_fixed_redirect_uri_fixes_one_step_only() throws IOException {
        List<String> properties = new ArrayList<>(List.of(provider.properties()));
        properties.replaceAll(property -> property.replace("{baseUrl}", SpringShop.PUBLIC));
        try (SpringShop shop = SpringShop.off(Application.class, properties)) {
            Visitor visitor = new Visitor(shop);
            Answer refused = visitor.open("/orders?page=2");
            String toProvider = visitor.open("/oauth2/authorization/shop").value("Location");
            String back = provider.signIn(toProvider).substring(SpringShop.PUBLIC.length());
            Answer signedIn = visitor.open(back);
            assertThat(List.of(refused.value("Location"), redirectUri(toProvider), signedIn.value("Location")))
                    .containsExactly(
                            "http://10.0.0.12:8080/oauth2/authorization/shop",
                            "https://shop.example.com/login/oauth2/code/shop",
                            "http://10.0.0.12:8080/orders?page=2&continue");
        }
    }

    @TestFactory
    Stream<DynamicTest> a_stranger_cannot_choose_the_redirect_uri() {
        return story.both(
                "somebody who is not the gateway signs in",
                shop -> redirectUri(
                        shop.askAsStranger(page("/oauth2/authorization/shop")).value("Location")),
                "http://10.0.0.12:8080/login/oauth2/code/shop");
    }

    private static String saml(SpringShop shop, String destination) throws IOException {
        String response = "<samlp:Response Destination=\"" + destination + "\" Version=\"2.0\"/>";
        String coded = Base64.getEncoder().encodeToString(response.getBytes(UTF_8));
        return shop.post("/saml/acs", Map.of("SAMLResponse", coded)).body();
    }

    @TestFactory
    Stream<DynamicTest> a_saml_response_is_meant_for_the_client_facing_url() {
        return Stream.of(
                        story.row(
                                "a response for the application",
                                shop -> saml(shop, "https://shop.example.com/saml/acs"),
                                "meant for another destination than http://10.0.0.12:8080/saml/acs",
                                "welcome"),
                        story.row(
                                "a response for another application",
                                shop -> saml(shop, "https://other.example.com/saml/acs"),
                                "meant for another destination than http://10.0.0.12:8080/saml/acs",
                                "meant for another destination than https://shop.example.com/saml/acs"))
                .flatMap(rows -> rows);
    }
}
