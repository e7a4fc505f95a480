package dev.forwarded.stories;

import static org.springframework.hateoas.server.mvc.WebMvcLinkBuilder.linkTo;
import static org.springframework.hateoas.server.mvc.WebMvcLinkBuilder.methodOn;

import dev.forwarded.servlet.Answer;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.config.EnableHypermediaSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** An interface for programs, whose answers and whose description hold links. */
class ApiLinksStoryBootIT {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableHypermediaSupport(type = EnableHypermediaSupport.HypermediaType.HAL)
    @Import(Orders.class)
    static class Application {}

    /**
     * An order.
     *
     * @param number its number
     */
    record Order(int number) {}

    @RestController
    static class Orders {

        @GetMapping("/orders/{number}")
        EntityModel<Order> order(@PathVariable int number) {
            return EntityModel.of(
                    new Order(number),
                    linkTo(methodOn(Orders.class).order(number)).withSelfRel());
        }

        @PostMapping("/orders")
        ResponseEntity<Void> make() {
            return ResponseEntity.created(ServletUriComponentsBuilder.fromCurrentRequest()
                            .path("/8")
                            .build()
                            .toUri())
                    .build();
        }
    }

    private static final Pattern LINK = Pattern.compile("\"(?:href|url)\" ?: ?\"([^\"]*)\"");

    private static final String PREFIX = "X-Forwarded-Prefix: /api";

    private static SpringStory story;

    private static SpringStory withPrefix;

    @BeforeAll
    static void start() {
        story = new SpringStory("api-links", "Scheme and host", Application.class, SpringShop.WITHOUT_SECURITY);
        withPrefix = new SpringStory("api-links", "A stripped prefix", Application.class, SpringShop.WITHOUT_SECURITY);
    }

    @AfterAll
    static void stop() {
        story.close();
        withPrefix.close();
    }

    /** The link that an answer holds. */
    private static String link(Answer answer) {
        Matcher link = LINK.matcher(answer.body());
        return link.find() ? link.group(1) : answer.status() + " " + answer.body();
    }

    private static SpringStory.Look get(String path, String... lines) {
        return shop -> link(shop.ask(SpringShop.head("GET " + path, lines)));
    }

    private static String made(SpringShop shop, String... lines) throws IOException {
        return shop.ask(SpringShop.head("POST /orders", lines) + "\nContent-Length: 0")
                .value("Location");
    }

    @TestFactory
    Stream<DynamicTest> links_name_the_client_facing_scheme_and_host() {
        return Stream.of(
                        story.row(
                                "the link of Spring HATEOAS",
                                get("/orders/7"),
                                "http://10.0.0.12:8080/orders/7",
                                "https://shop.example.com/orders/7"),
                        story.row(
                                "the server of the OpenAPI description",
                                get("/v3/api-docs"),
                                "http://10.0.0.12:8080",
                                "https://shop.example.com"),
                        story.row(
                                "the location of what was made",
                                ApiLinksStoryBootIT::made,
                                "http://10.0.0.12:8080/orders/8",
                                "https://shop.example.com/orders/8"))
                .flatMap(rows -> rows);
    }

    @TestFactory
    Stream<DynamicTest> links_begin_with_the_prefix_that_the_gateway_strips() {
        return Stream.of(
                        withPrefix.row(
                                "the link of Spring HATEOAS",
                                get("/orders/7", PREFIX),
                                "http://10.0.0.12:8080/orders/7",
                                "https://shop.example.com/api/orders/7"),
                        withPrefix.row(
                                "the server of the OpenAPI description",
                                get("/v3/api-docs", PREFIX),
                                "http://10.0.0.12:8080",
                                "https://shop.example.com/api"),
                        withPrefix.row(
                                "the location of what was made",
                                shop -> made(shop, PREFIX),
                                "http://10.0.0.12:8080/orders/8",
                                "https://shop.example.com/api/orders/8"))
                .flatMap(rows -> rows);
    }

    @TestFactory
    Stream<DynamicTest> the_description_is_made_for_each_caller() {
        return story.row(
                "the server of the OpenAPI description by another name",
                shop -> {
                    link(shop.ask(SpringShop.head("GET /v3/api-docs")));
                    return link(shop.ask(SpringShop.head("GET /v3/api-docs")
                            .replace("X-Forwarded-Host: shop.", "X-Forwarded-Host: api.")));
                },
                "http://10.0.0.12:8080",
                "https://api.example.com");
    }

    @TestFactory
    Stream<DynamicTest> the_commands_of_the_page_give_what_it_shows() {
        return CurlLine.tests("api-links", story.on());
    }

    @TestFactory
    Stream<DynamicTest> a_stranger_cannot_choose_the_links() {
        return Stream.of("/orders/7", "/v3/api-docs")
                .flatMap(path -> story.both(
                        "somebody who is not the gateway asks for " + path,
                        shop -> link(shop.askAsStranger(SpringShop.head("GET " + path)))
                                .replace("/orders/7", ""),
                        "http://10.0.0.12:8080"));
    }
}
