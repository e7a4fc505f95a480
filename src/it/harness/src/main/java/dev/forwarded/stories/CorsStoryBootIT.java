package dev.forwarded.stories;

import dev.forwarded.servlet.Answer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** An application that lets the pages of one partner call it, and whose own pages send {@code Origin} too. */
class CorsStoryBootIT {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Orders.class)
    static class Application implements WebMvcConfigurer {
        @Override
        public void addCorsMappings(CorsRegistry registry) {
            registry.addMapping("/orders").allowedOrigins(PARTNER).allowedMethods("POST");
        }

        @Bean
        FilterRegistrationBean<CorsFilter> corsFilter() {
            CorsConfiguration configuration = new CorsConfiguration();
            configuration.addAllowedOrigin(PARTNER);
            configuration.addAllowedMethod("POST");
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/filtered", configuration);
            return new FilterRegistrationBean<>(new CorsFilter(source));
        }
    }

    @RestController
    static class Orders {
        @PostMapping({"/orders", "/filtered"})
        String order() {
            return "ordered";
        }

        @CrossOrigin(PARTNER)
        @PostMapping("/annotated")
        String annotated() {
            return "ordered";
        }
    }

    private static final String PARTNER = "https://partner.example";

    private static SpringStory story;

    @BeforeAll
    static void start() {
        story = new SpringStory(
                "cors", "Spring", Application.class, SpringShop.WITHOUT_SECURITY, SpringShop.WITHOUT_DESCRIPTION);
    }

    @AfterAll
    static void stop() {
        story.close();
    }

    private static String head(String path, String origin) {
        return SpringShop.head("POST " + path, "Origin: " + origin, "Content-Length: 0");
    }

    private static String outcome(Answer answer) {
        return answer.status() + " " + answer.body();
    }

    private static String post(SpringShop shop, String origin) throws IOException {
        return outcome(shop.ask(head("/orders", origin)));
    }

    @TestFactory
    Stream<DynamicTest> a_page_of_the_same_origin_may_post() {
        return Stream.of(
                        story.row(
                                "a form of the application's own page is posted",
                                shop -> post(shop, "https://shop.example.com"),
                                "403 Invalid CORS request",
                                "200 ordered"),
                        story.row(
                                "a page that calls itself by the internal name is foreign",
                                shop -> post(shop, "http://10.0.0.12:8080"),
                                "200 ordered",
                                "403 Invalid CORS request"))
                .flatMap(rows -> rows);
    }

    @TestFactory
    Stream<DynamicTest> it_makes_no_difference_where_the_list_stands() {
        return Stream.of("/orders", "/annotated", "/filtered")
                .flatMap(path -> story.row(
                        "a form is posted to " + path,
                        shop -> outcome(shop.ask(head(path, "https://shop.example.com"))),
                        "403 Invalid CORS request",
                        "200 ordered"));
    }

    @TestFactory
    Stream<DynamicTest> the_commands_of_the_page_give_what_it_shows() {
        return CurlLine.tests("cors", story.on());
    }

    @TestFactory
    Stream<DynamicTest> other_origins_stay_what_they_are() {
        return Stream.of(
                        "https://evil.example",
                        "http://shop.example.com",
                        "https://shop.example.com:8443",
                        "https://shop.example.com.evil.example",
                        "null")
                .flatMap(origin -> story.both(
                        "a page of " + origin + " may not post",
                        shop -> post(shop, origin),
                        "403 Invalid CORS request"));
    }

    @TestFactory
    Stream<DynamicTest> the_partner_may_post() {
        return story.both("a page of the partner", shop -> post(shop, PARTNER), "200 ordered");
    }

    @TestFactory
    Stream<DynamicTest> a_stranger_cannot_choose_the_origin() {
        return story.both(
                "somebody who is not the gateway says what the gateway says",
                shop -> outcome(shop.askAsStranger(head("/orders", "https://shop.example.com"))),
                "403 Invalid CORS request");
    }
}
