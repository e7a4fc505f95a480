package dev.forwarded.stories;

import dev.forwarded.servlet.Answer;
import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Stage;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A proxy that publishes the application below a path which it strips or replaces. */
class StrippedPrefixContainerIT {

    private static final String PAGE = "stripped-prefix";
    private static final String PUBLIC = "https://www.example.com";
    private static final Head PROXY = Head.of("stripped-prefix.http");

    /**
     * Where the application is.
     *
     * @param heading of the settings
     * @param context the context path in the container
     * @param base the path by which clients know it
     */
    private record Place(String heading, String context, String base) {

        Application shop(Application application) {
            return application
                    .at(context)
                    .on("/cart", Shop::link)
                    .on("/orders", Shop::orders)
                    .on("/login", Shop::login)
                    .on("/who", Shop::whoAmI)
                    .on("/language", Shop::language)
                    .on("/missing", Shop::missing)
                    .on("/error-page", Shop::errorPage)
                    .errorPage(404, "/error-page");
        }

        Browser browser(Stage stage) {
            return new Browser(stage, url -> {
                String path = url.getPath();
                return path.startsWith(base) ? PROXY.at(context + path.substring(base.length())) : null;
            });
        }

        String orders(Stage stage) throws IOException {
            return browser(stage).visit(PUBLIC + base + "/orders").replaceAll("https?://www.example.com", "");
        }

        String sessionPage(Stage stage) throws IOException {
            Browser browser = browser(stage);
            browser.open(PUBLIC + base + "/login");
            return browser.open(PUBLIC + base + "/who").body();
        }

        Answer open(Stage stage, String path) throws IOException {
            return browser(stage).open(PUBLIC + base + path);
        }

        Stream<DynamicTest> table(UnaryOperator<Story> more) {
            Story story = Story.of(PAGE, heading, this::shop)
                    .row(
                            "a link",
                            stage -> open(stage, "/cart").body(),
                            "http://www.example.com" + context + "/cart",
                            PUBLIC + base + "/cart")
                    .row("a redirect", this::orders, context + "/login, 404", base + "/login, 200")
                    .row(
                            "the link home on the page of an error",
                            stage -> open(stage, "/missing").body(),
                            "<a href=\"" + context + "/\">Home</a>",
                            "<a href=\"" + base + "/\">Home</a>")
                    .row(
                            "the path of a cookie",
                            stage -> cookiePath(open(stage, "/language")),
                            context + "/",
                            base + "/");
            return more.apply(story).tests();
        }
    }

    private static String cookiePath(Answer answer) {
        return answer.value("Set-Cookie").replaceFirst("(?i).*path=([^;]*).*", "$1");
    }

    @TestFactory
    Stream<DynamicTest> the_application_is_at_the_root() {
        Place root = new Place("At the root", "", "/shop");
        return root.table(story -> story.row(
                        "a cookie does not go to other applications of the host",
                        stage -> {
                            Browser browser = root.browser(stage);
                            browser.open(PUBLIC + "/shop/language");
                            return browser.cookie(PUBLIC + "/blog/");
                        },
                        "language=en",
                        "")
                .both("the session goes on", root::sessionPage, "alice"));
    }

    @TestFactory
    Stream<DynamicTest> replace() {
        return withContext(new Place("Another path", "/app", "/shop"));
    }

    @TestFactory
    Stream<DynamicTest> prepend() {
        return withContext(new Place("A path in front", "/app", "/shop/app"));
    }

    private static Stream<DynamicTest> withContext(Place place) {
        return place.table(story -> story.row(
                        "a cookie comes back",
                        stage -> {
                            Browser browser = place.browser(stage);
                            browser.open(PUBLIC + place.base + "/language");
                            return browser.cookie(PUBLIC + place.base + "/cart");
                        },
                        "",
                        "language=en")
                .both(
                        "the session is lost: its cookie has the path of the container",
                        place::sessionPage,
                        "signed out"));
    }

    @TestFactory
    Stream<DynamicTest> the_session_cookie_has_a_path_of_its_own() {
        Place place = new Place("Another path", "/app", "/shop");
        UnaryOperator<Application> shop = application -> place.shop(application)
                .setUp(context -> context.getSessionCookieConfig().setPath("/shop"));
        return Story.of(PAGE, place.heading, shop)
                .both("the session goes on", place::sessionPage, "alice")
                .tests();
    }
}
