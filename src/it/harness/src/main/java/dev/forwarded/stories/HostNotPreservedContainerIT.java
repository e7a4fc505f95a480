package dev.forwarded.stories;

import dev.forwarded.servlet.Answer;
import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Stage;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A gateway that rewrites {@code Host} to the name of the platform. */
class HostNotPreservedContainerIT {

    private static final String PUBLIC = "https://shop.example.com/";

    private static Application shop(Application application) {
        return application
                .on("/cart", Shop::link)
                .on("/account", Shop::account)
                .on("/login", Shop::login)
                .on("/theme", Shop::theme)
                .on("/", Shop::tenant);
    }

    @TestFactory
    Stream<DynamicTest> x_forwarded_host() {
        return table("X-Forwarded-Host", Head.of("gateway-x-forwarded-host.http"));
    }

    @TestFactory
    Stream<DynamicTest> x_original_host() {
        return table("X-Original-Host", Head.of("gateway-x-original-host.http"));
    }

    @TestFactory
    Stream<DynamicTest> forwarded() {
        return table("Forwarded", Head.of("gateway-forwarded.http"));
    }

    private static Stream<DynamicTest> table(String heading, Head head) {
        return Story.of("host-not-preserved", heading, HostNotPreservedContainerIT::shop)
                .row(
                        "an absolute link names the host",
                        stage -> stage.ask(head.at("/cart").text()).body(),
                        "http://shop-app.backend.example/cart",
                        "https://shop.example.com/cart")
                .row(
                        "a redirect to the login page leads to the host",
                        stage -> stage.ask(head.at("/account").text()).value("Location"),
                        "http://shop-app.backend.example/login",
                        "https://shop.example.com/login")
                .row(
                        "a cookie is for the domain of the host",
                        stage -> domain(stage.ask(head.at("/theme").text())),
                        "shop-app.backend.example",
                        "shop.example.com")
                .row("the browser sends that cookie back", stage -> keptCookie(stage, head), "", "theme=dark")
                .row("the first tenant", stage -> tenant(stage, head, "tenant1"), "no such shop", "First shop")
                .row("the second tenant", stage -> tenant(stage, head, "tenant2"), "no such shop", "Second shop")
                .both(
                        "a stranger who sends the same is not believed",
                        stage -> stage.askFrom(2, head.at("/cart").text()).body(),
                        "http://shop-app.backend.example/cart")
                .tests();
    }

    private static String domain(Answer answer) {
        return answer.value("Set-Cookie").replaceFirst("(?i).*domain=([^;]*).*", "$1");
    }

    private static String keptCookie(Stage stage, Head head) throws IOException {
        Browser browser = new Browser(stage, url -> head.at(url.getPath()));
        browser.open(PUBLIC + "theme");
        return browser.cookie(PUBLIC);
    }

    private static String tenant(Stage stage, Head head, String name) throws IOException {
        return stage.ask(head.at("/").text().replace("shop.example.com", name + ".example.com"))
                .body();
    }
}
