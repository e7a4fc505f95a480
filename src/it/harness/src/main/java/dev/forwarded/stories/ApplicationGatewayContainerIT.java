package dev.forwarded.stories;

import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Stage;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Azure Application Gateway in front of the application, with a host name and a path of its own for the backend. */
class ApplicationGatewayContainerIT {

    private static final String PAGE = "application-gateway";
    private static final Head GATEWAY = Head.of("application-gateway.http");
    private static final Head OVERRIDE = Head.of("application-gateway-override.http");
    private static final Head PROBE = Head.of("application-gateway-probe.http");

    private static Application shop(Application application) {
        return application
                .on("/cart", Shop::link)
                .on("/account", Shop::account)
                .on("/client", Shop::client)
                .on("/client-port", Shop::clientPort)
                .on("/health", (request, response) -> response.getWriter().print("up"))
                .on("/override/", Shop::webhook)
                .on("/override/link", Shop::link);
    }

    private static Story story(String heading) {
        return Story.of(PAGE, heading, ApplicationGatewayContainerIT::shop);
    }

    @TestFactory
    Stream<DynamicTest> host_and_scheme() {
        return story("The gateway")
                .row(
                        "a link",
                        stage -> stage.ask(GATEWAY.text()).body(),
                        "http://shop-app.azurewebsites.net/cart",
                        "https://shop.example.com/cart")
                .row(
                        "a redirect",
                        stage -> stage.ask(GATEWAY.at("/account").text()).value("Location"),
                        "http://shop-app.azurewebsites.net/login",
                        "https://shop.example.com/login")
                .row(
                        "a listener on a port of its own",
                        stage -> stage.ask(
                                        GATEWAY.with("X-FORWARDED-PORT", "8443").text())
                                .body(),
                        "http://shop-app.azurewebsites.net/cart",
                        "https://shop.example.com:8443/cart")
                .row(
                        "a listener of http",
                        stage -> stage.ask(GATEWAY.with("X-FORWARDED-PROTO", "http")
                                        .with("X-FORWARDED-PORT", "80")
                                        .text())
                                .body(),
                        "http://shop-app.azurewebsites.net/cart",
                        "http://shop.example.com/cart")
                .row(
                        "a client's own X-Forwarded-Host, which the gateway passes, is not read",
                        stage -> stage.ask(GATEWAY.with("X-Forwarded-Host: evil.example")
                                        .text())
                                .body(),
                        "http://shop-app.azurewebsites.net/cart",
                        "https://shop.example.com/cart")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> client() {
        return story("The gateway")
                .row("IPv4 and port", stage -> client(stage, "203.0.113.7:50123"), "127.0.0.1", "203.0.113.7")
                .row("IPv6 and port", stage -> client(stage, "[2001:db8::7]:50123"), "127.0.0.1", "2001:db8::7")
                .row("IPv4 without port", stage -> client(stage, "203.0.113.7"), "127.0.0.1", "203.0.113.7")
                .row(
                        "a list that the client began",
                        stage -> client(stage, "198.51.100.66:1, 203.0.113.7:50123"),
                        "127.0.0.1",
                        "203.0.113.7")
                .row(
                        "a list of both kinds",
                        stage -> client(stage, "203.0.113.66:1, [2001:db8::7]:50123"),
                        "127.0.0.1",
                        "2001:db8::7")
                .row(
                        "the port is the client's",
                        stage -> stage.ask(GATEWAY.at("/client-port").text())
                                        .body()
                                        .equals("50123")
                                ? "the client's"
                                : "another one",
                        "another one",
                        "the client's")
                .tests();
    }

    private static String client(Stage stage, String forwardedFor) throws IOException {
        return stage.ask(GATEWAY.at("/client")
                        .with("X-Forwarded-For", forwardedFor)
                        .text())
                .body();
    }

    @TestFactory
    Stream<DynamicTest> path_override() {
        return story("Path override")
                .row("the signature of a webhook", stage -> signed(stage, OVERRIDE), "403", "200")
                .row(
                        "the signature of a webhook with a query",
                        stage -> signed(
                                stage,
                                OVERRIDE.at("/override/?a=%20b").with("X-Original-URL", "/pathrule/home/?a=%20b")),
                        "403",
                        "200")
                .both(
                        "the path that routes is the gateway's",
                        stage -> stage.ask(OVERRIDE.text()).body(),
                        "/override/")
                .row(
                        "the link has the gateway's path, too",
                        stage -> stage.ask(OVERRIDE.at("/override/link").text()).body(),
                        "http://shop-app.azurewebsites.net/override/link",
                        "https://shop.example.com/override/link")
                .both(
                        "a stranger's X-Original-URL proves nothing",
                        stage -> String.valueOf(stage.askFrom(
                                        2,
                                        OVERRIDE.with(
                                                        "X-Signature",
                                                        Shop.sign("https://shop.example.com/pathrule/home/"))
                                                .with("Host", "shop.example.com")
                                                .text())
                                .status()),
                        "403")
                .tests();
    }

    private static String signed(Stage stage, Head head) throws IOException {
        String original = head.value("X-Original-URL");
        Head signed = head.with("X-Signature: " + Shop.sign("https://shop.example.com" + original));
        return String.valueOf(stage.ask(signed.text()).status());
    }

    @TestFactory
    Stream<DynamicTest> health_probes_beside_allowed_hosts() {
        return story("The gateway")
                .both("a probe", stage -> stage.ask(PROBE.text()).body(), "up")
                .row(
                        "a host that is not the shop's",
                        stage -> status(stage, PROBE.with("Host", "evil.example")),
                        "200",
                        "400")
                .row(
                        "the same by way of the gateway",
                        stage -> status(stage, GATEWAY.with("X-ORIGINAL-HOST", "evil.example")),
                        "200",
                        "400")
                .row(
                        "the probe's host by way of the gateway",
                        stage -> status(stage, GATEWAY.with("X-ORIGINAL-HOST", "127.0.0.1")),
                        "200",
                        "400")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> without_loopback_among_the_allowed_hosts() {
        Map<String, String> narrow = Map.of("allowedHosts", "shop.example.com");
        return Story.of(PAGE, "The gateway", narrow, ApplicationGatewayContainerIT::shop)
                .row("a probe", stage -> status(stage, PROBE), "200", "400")
                .tests();
    }

    private static String status(Stage stage, Head head) throws IOException {
        return String.valueOf(stage.ask(head.text()).status());
    }
}
