package dev.forwarded.stories;

import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Stage;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** An application that sends everybody to https, behind a proxy that ends TLS. */
class RedirectLoopContainerIT {

    private static final String CART = "https://shop.example.com/cart";

    private static Application shop(Application application) {
        return application.filter(new HttpsOnlyFilter()).on("/cart", Shop::link);
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
        return Story.of("redirect-loop", heading, RedirectLoopContainerIT::shop)
                .row(
                        "a page by https",
                        stage -> visit(stage, head, CART),
                        String.join(", ", CART, CART, CART, CART, "too many redirects"),
                        "200")
                .row(
                        "a page by http",
                        stage -> visit(stage, head, "http://shop.example.com/cart"),
                        String.join(", ", CART, CART, CART, CART, "too many redirects"),
                        CART + ", 200")
                .row(
                        "Strict-Transport-Security is sent by https",
                        stage -> stage.ask(head.text()).value("Strict-Transport-Security"),
                        "none",
                        "max-age=31536000")
                .both(
                        "a stranger who says https is redirected all the same",
                        stage -> stage.askFrom(2, head.text()).value("Location"),
                        CART)
                .tests();
    }

    private static String visit(Stage stage, Head head, String url) throws IOException {
        return new Browser(stage, asked -> new Head(head.text().replace("https", asked.getScheme()))).visit(url);
    }
}
