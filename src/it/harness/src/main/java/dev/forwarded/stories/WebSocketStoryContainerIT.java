package dev.forwarded.stories;

import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Container;
import dev.forwarded.servlet.Stage;
import dev.forwarded.servlet.WebSockets;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A WebSocket behind a proxy that ends TLS, and a check that the page that opens it is the application's own. */
class WebSocketStoryContainerIT {

    private static final String OWN = "https://shop.example.com";
    private static final boolean JETTY = Container.is("jetty");

    private static Application checked(Application application) {
        Application shop = application.filter(new SameOriginFilter());
        return WebSockets.deploy(JETTY ? WebSockets.upgradeFilter(shop) : shop);
    }

    private static Application jettyByDefault(Application application) {
        return WebSockets.deploy(application.filter(new SameOriginFilter()));
    }

    @TestFactory
    Stream<DynamicTest> x_forwarded_proto() {
        return WebSockets.present() ? table("X-Forwarded-Proto", Head.of("websocket.http")) : Stream.of();
    }

    @TestFactory
    Stream<DynamicTest> forwarded() {
        return WebSockets.present() ? table("Forwarded", Head.of("websocket-forwarded.http")) : Stream.of();
    }

    private static Stream<DynamicTest> table(String heading, Head head) {
        return Story.of("websocket", heading, WebSocketStoryContainerIT::checked)
                .row("a page of the shop opens it", stage -> handshake(stage, head), "403", "open")
                .row(
                        "the same where the proxy says wss",
                        stage -> handshake(
                                stage,
                                new Head(head.text()
                                        .replace("Proto: https", "Proto: wss")
                                        .replace("proto=https", "proto=wss"))),
                        "403",
                        "open")
                .both(
                        "a page of another site is refused",
                        stage -> handshake(stage, from("https://evil.example", head)),
                        "403")
                .both(
                        "a page of a host that begins like the shop's is refused",
                        stage -> handshake(stage, from(OWN + ".evil.example", head)),
                        "403")
                .row(
                        "a page of the same name by http is another origin",
                        stage -> handshake(stage, from("http://shop.example.com", head)),
                        "open",
                        "403")
                .row(
                        "the endpoint is told how the client opened it",
                        stage -> told(stage, head.without("Origin")),
                        "http",
                        "https")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> behind_application_gateway() {
        return WebSockets.present()
                ? Story.of("application-gateway", "The gateway", WebSocketStoryContainerIT::checked)
                        .row(
                                "a page of the shop opens it",
                                stage -> handshake(
                                        stage,
                                        from(
                                                OWN,
                                                Head.of("application-gateway.http")
                                                        .at("/socket"))),
                                "403",
                                "open")
                        .tests()
                : Stream.of();
    }

    /** No filter is called, neither ours nor the application's. */
    @TestFactory
    Stream<DynamicTest> jetty_by_default() {
        return WebSockets.present() && JETTY
                ? Story.of("websocket", "X-Forwarded-Proto", WebSocketStoryContainerIT::jettyByDefault)
                        .both(
                                "a page of another site opens it",
                                stage -> handshake(stage, from("https://evil.example", Head.of("websocket.http"))),
                                "open")
                        .tests()
                : Stream.of();
    }

    private static Head from(String origin, Head head) {
        return head.with("Origin", origin);
    }

    private static String handshake(Stage stage, Head head) throws IOException {
        String answer = WebSockets.open(stage, head.text());
        return answer.contains("/socket") ? "open" : answer;
    }

    /** The scheme: {@code wss} in a URL, or {@code https} alone on Undertow. */
    private static String told(Stage stage, Head head) throws IOException {
        String greeting = WebSockets.open(stage, head.text());
        String scheme = greeting.replaceFirst("[: ].*", "");
        return scheme.replace("ws", "http");
    }
}
