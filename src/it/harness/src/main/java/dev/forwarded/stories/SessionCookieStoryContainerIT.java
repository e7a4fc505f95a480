package dev.forwarded.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Stage;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The session of a client that came by https, behind a proxy that ends TLS. */
class SessionCookieStoryContainerIT {

    private static final String PUBLIC = "https://shop.example.com/";

    private static Application shop(Application application) {
        return application.on("/login", Shop::login).on("/who", Shop::whoAmI).on("/language", Shop::language);
    }

    @TestFactory
    Stream<DynamicTest> x_forwarded_proto() {
        return table("X-Forwarded-Proto", Head.of("tls-proxy.http"));
    }

    @TestFactory
    Stream<DynamicTest> forwarded() {
        return table("Forwarded", Head.of("tls-proxy-forwarded.http"));
    }

    private static Stream<DynamicTest> table(String heading, Head head) {
        return Story.of("session-cookie", heading, SessionCookieStoryContainerIT::shop)
                .row("the session cookie", stage -> security(stage, head.at("/login")), "open", "Secure")
                .row(
                        "a cookie that the application makes",
                        stage -> security(stage, head.at("/language")),
                        "open",
                        "Secure")
                .row("the cookie goes over the wire in the clear", stage -> inTheClear(stage, head), "JSESSIONID", "")
                .both("the session goes on by https", stage -> session(stage, head), "alice")
                .both(
                        "by http the cookie is as the connection of the client",
                        stage -> security(stage, by(URI.create("http://shop.example.com/login"), head)),
                        "open")
                .tests();
    }

    /** A request that says that it is secure is not enough. */
    @TestFactory
    Stream<DynamicTest> with_the_setting_off() {
        Head head = Head.of("tls-proxy.http");
        Map<String, String> off = Map.of("secureSessionCookie", "false");
        return Story.of("session-cookie", "X-Forwarded-Proto", off, SessionCookieStoryContainerIT::shop)
                .both("the session cookie", stage -> security(stage, head.at("/login")), "open")
                .row(
                        "a cookie that the application makes",
                        stage -> security(stage, head.at("/language")),
                        "open",
                        "Secure")
                .tests();
    }

    private static String security(Stage stage, Head head) throws IOException {
        List<String> cookies = stage.ask(head.text()).values("Set-Cookie");
        assertThat(cookies).hasSize(1);
        return cookies.get(0).toLowerCase(Locale.ROOT).contains("; secure") ? "Secure" : "open";
    }

    private static Browser browser(Stage stage, Head head) {
        return new Browser(stage, url -> by(url, head));
    }

    private static Head by(URI url, Head head) {
        return new Head(head.text().replace("https", url.getScheme())).at(url.getPath());
    }

    private static String inTheClear(Stage stage, Head head) throws IOException {
        Browser browser = browser(stage, head);
        browser.open(PUBLIC + "login");
        return browser.cookie("http://shop.example.com/").replaceFirst("=.*", "");
    }

    private static String session(Stage stage, Head head) throws IOException {
        Browser browser = browser(stage, head);
        browser.open(PUBLIC + "login");
        return browser.open(PUBLIC + "who").body();
    }
}
