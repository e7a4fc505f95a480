package dev.forwarded.stories;

import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Stage;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** More than one proxy between the client and the application. */
class TwoLayersContainerIT {

    private static final String PAGE = "two-layers";
    private static final Head FRONT_DOOR = Head.of("front-door-application-gateway.http");
    private static final Head CDN = Head.of("cdn-balancer-ingress.http");
    private static final Head API_MANAGEMENT = Head.of("api-management.http");

    /** A client that goes past Front Door straight to the gateway, and says that it is somebody else. */
    private static final Head PAST_FRONT_DOOR = FRONT_DOOR
            .without("X-Azure-FDID")
            .with("X-Forwarded-Host", "evil.example")
            .with("X-Forwarded-For", "198.51.100.66:50123");

    private static final String BACKEND = "http://shop-app.azurewebsites.net/cart from 127.0.0.1";
    private static final String INSIDE = "http://shop.cluster.example/cart from 127.0.0.1";
    private static final String CLIENT = "https://shop.example.com/cart from 203.0.113.7";

    private static Application shop(Application application) {
        return application.on("/cart", (request, response) -> {
            Shop.link(request, response);
            response.getWriter().print(" from ");
            Shop.client(request, response);
        });
    }

    private static Story story(String heading) {
        return Story.of(PAGE, heading, TwoLayersContainerIT::shop);
    }

    private static String cart(Stage stage, Head head) throws IOException {
        return stage.ask(head.text()).body();
    }

    private static Head forged(Head head) {
        return head.with("X-Forwarded-For", "198.51.100.66, " + head.value("X-Forwarded-For"));
    }

    @TestFactory
    Stream<DynamicTest> by_address() {
        return story("By address")
                .row("URL and client", stage -> cart(stage, FRONT_DOOR), BACKEND, CLIENT)
                .row("a client that begins the list itself", stage -> cart(stage, forged(FRONT_DOOR)), BACKEND, CLIENT)
                .row(
                        "a client past Front Door is seen as what it is, but chooses the host",
                        stage -> cart(stage, PAST_FRONT_DOOR),
                        BACKEND,
                        "https://evil.example/cart from 198.51.100.66")
                .both("a stranger", stage -> stranger(stage, FRONT_DOOR), BACKEND.replace("0.0.1", "0.0.2"))
                .tests();
    }

    private static String stranger(Stage stage, Head head) throws IOException {
        return stage.askFrom(2, head.text()).body();
    }

    @TestFactory
    Stream<DynamicTest> by_count() {
        return story("By count")
                .row("URL and client", stage -> cart(stage, FRONT_DOOR), BACKEND, CLIENT)
                .row("a client that begins the list itself", stage -> cart(stage, forged(FRONT_DOOR)), BACKEND, CLIENT)
                .both("a client past Front Door comes a shorter way", stage -> cart(stage, PAST_FRONT_DOOR), BACKEND)
                .row(
                        "unless it makes up an address",
                        stage -> cart(stage, forged(PAST_FRONT_DOOR)),
                        BACKEND,
                        "https://evil.example/cart from 198.51.100.66")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> by_address_and_count() {
        return story("Both")
                .row("URL and client", stage -> cart(stage, FRONT_DOOR), BACKEND, CLIENT)
                .row("a client that begins the list itself", stage -> cart(stage, forged(FRONT_DOOR)), BACKEND, CLIENT)
                .row(
                        "a client in the network of the proxies ends the walk all the same",
                        stage -> cart(
                                stage,
                                FRONT_DOOR.with("X-Forwarded-For", "198.51.100.66, 147.243.0.200, 147.243.0.9:41002")),
                        BACKEND,
                        "https://shop.example.com/cart from 147.243.0.200")
                .both("a stranger", stage -> stranger(stage, FRONT_DOOR), BACKEND.replace("0.0.1", "0.0.2"))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> by_secret() {
        return story("By secret")
                .row("URL and client", stage -> cart(stage, FRONT_DOOR), BACKEND, CLIENT)
                .both("a client past Front Door", stage -> cart(stage, PAST_FRONT_DOOR), BACKEND)
                .both("the same with an address made up", stage -> cart(stage, forged(PAST_FRONT_DOOR)), BACKEND)
                .both(
                        "a Front Door of somebody else",
                        stage -> cart(stage, FRONT_DOOR.with("X-Azure-FDID", "00000000-0000-4000-8000-000000000000")),
                        BACKEND)
                .both(
                        "the secret twice",
                        stage -> cart(stage, FRONT_DOOR.with("X-Azure-FDID: 00000000-0000-4000-8000-000000000000")),
                        BACKEND)
                .both("a stranger", stage -> stranger(stage, FRONT_DOOR), BACKEND.replace("0.0.1", "0.0.2"))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> three_layers() {
        return story("Three layers")
                .row("URL and client", stage -> cart(stage, CDN), INSIDE, CLIENT)
                .row("a client that begins the list itself", stage -> cart(stage, forged(CDN)), INSIDE, CLIENT)
                .tests();
    }

    /** Which hop wrote which value cannot be told from the request. */
    @TestFactory
    Stream<DynamicTest> an_inner_proxy_appends_its_own_scheme() {
        Head appended = CDN.with("X-Forwarded-Proto", "https, http");
        Map<String, String> counted = Map.of("hops", "proto=2");
        return Stream.concat(
                story("Three layers")
                        .row("is refused", stage -> status(stage, appended), "200", "400")
                        .tests(),
                Story.of(PAGE, "Three layers", counted, TwoLayersContainerIT::shop)
                        .row("until it is counted", stage -> cart(stage, appended), INSIDE, CLIENT)
                        .tests());
    }

    private static String status(Stage stage, Head head) throws IOException {
        return String.valueOf(stage.ask(head.text()).status());
    }

    @TestFactory
    Stream<DynamicTest> api_management() {
        return story("API Management")
                .row(
                        "URL; nothing is said about the client",
                        stage -> cart(stage, API_MANAGEMENT),
                        "http://shop-app.azurewebsites.net/cart from 127.0.0.1",
                        "https://example.com/cart from 127.0.0.1")
                .tests();
    }
}
