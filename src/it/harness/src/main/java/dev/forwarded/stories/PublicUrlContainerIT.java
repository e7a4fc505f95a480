package dev.forwarded.stories;

import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Stage;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One public domain, whatever a request says. */
class PublicUrlContainerIT {

    private static final Head DIRECT = Head.of("wrong-host.http");
    private static final Head PROXY = Head.of("gateway-x-forwarded-host.http");

    private static Application shop(Application application) {
        return application
                .on("/forgot", Shop::resetLink)
                .on("/cart", Shop::link)
                .on("/account", Shop::account)
                .on("/language", Shop::language)
                .on("/client", Shop::client);
    }

    @TestFactory
    Stream<DynamicTest> one_domain() {
        return Story.of("public-url", "One domain", PublicUrlContainerIT::shop)
                .row(
                        "a link in an e-mail, asked for with another host",
                        stage -> body(stage, DIRECT.at("/forgot")),
                        "http://evil.example/reset?token=4711",
                        "https://shop.example.com/reset?token=4711")
                .row(
                        "the same by address",
                        stage -> body(stage, DIRECT.at("/forgot").with("Host", "10.0.0.12:8080")),
                        "http://10.0.0.12:8080/reset?token=4711",
                        "https://shop.example.com/reset?token=4711")
                .row(
                        "the same by way of the proxy",
                        stage -> body(stage, PROXY.at("/forgot")),
                        "http://shop-app.backend.example/reset?token=4711",
                        "https://shop.example.com/reset?token=4711")
                .row(
                        "the same with another host by way of the proxy",
                        stage -> body(stage, PROXY.at("/forgot").with("X-Forwarded-Host", "evil.example")),
                        "http://shop-app.backend.example/reset?token=4711",
                        "https://shop.example.com/reset?token=4711")
                .row(
                        "the same from a stranger",
                        stage -> stage.askFrom(2, DIRECT.at("/forgot").text()).body(),
                        "http://evil.example/reset?token=4711",
                        "https://shop.example.com/reset?token=4711")
                .row(
                        "a redirect",
                        stage -> stage.ask(DIRECT.at("/account").text()).value("Location"),
                        "http://evil.example/login",
                        "https://shop.example.com/login")
                .row(
                        "a cookie that is as secure as the request",
                        stage -> stage.ask(DIRECT.at("/language").text())
                                        .value("Set-Cookie")
                                        .toLowerCase(Locale.ROOT)
                                        .contains("; secure")
                                ? "Secure"
                                : "open",
                        "open",
                        "Secure")
                .row("the client", stage -> body(stage, PROXY.at("/client")), "127.0.0.1", "203.0.113.7")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> a_domain_and_a_path() {
        return Story.of("public-url", "A domain and a path", PublicUrlContainerIT::shop)
                .row(
                        "a link",
                        stage -> body(stage, PROXY.at("/cart")),
                        "http://shop-app.backend.example/cart",
                        "https://www.example.com/shop/cart")
                .row(
                        "a redirect",
                        stage -> stage.ask(PROXY.at("/account").text()).value("Location"),
                        "http://shop-app.backend.example/login",
                        "https://www.example.com/shop/login")
                .tests();
    }

    private static String body(Stage stage, Head head) throws IOException {
        return stage.ask(head.text()).body();
    }
}
