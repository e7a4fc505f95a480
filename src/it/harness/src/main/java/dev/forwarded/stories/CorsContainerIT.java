package dev.forwarded.stories;

import dev.forwarded.servlet.Answer;
import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Container;
import dev.forwarded.servlet.Reflect;
import dev.forwarded.servlet.Stage;
import dev.forwarded.servlet.WebSockets;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Requests of the application's own pages where the container checks {@code Origin}. */
class CorsContainerIT {

    private static final String PAGE = "cors";
    private static final String HEADING = "In the container";

    private static final String OWN = "https://shop.example.com";
    private static final String PARTNER = "https://partner.example";
    private static final String EVIL = "https://evil.example";
    private static final String BY_HTTP = "http://shop.example.com";

    private static final String CORS = "Access-Control-Allow-Origin";
    private static final Head POST =
            new Head(Head.of("tls-proxy.http").text().replace("GET /cart", "POST /order")).with("Content-Length: 0");

    private static Application shop(Application application) {
        return application.on("/order", Shop::link);
    }

    private static String post(Stage stage, String origin) throws IOException {
        Answer answer = stage.ask(POST.with("Origin: " + origin).text());
        return answer.status() + " allows " + answer.value(CORS);
    }

    @TestFactory
    Stream<DynamicTest> tomcat() {
        return Container.is("tomcat")
                ? Story.of(PAGE, HEADING, CorsContainerIT::withTomcatsFilter)
                        .row("a page of the shop", stage -> post(stage, OWN), "403 allows none", "200 allows none")
                        .both("a page of a partner", stage -> post(stage, PARTNER), "200 allows " + PARTNER)
                        .both("a page of another site", stage -> post(stage, EVIL), "403 allows none")
                        .row(
                                "a page of the same name by http is another origin",
                                stage -> post(stage, BY_HTTP),
                                "200 allows none",
                                "403 allows none")
                        .tests()
                : Stream.of();
    }

    private static Application withTomcatsFilter(Application application) {
        return withFilter(application, "org.apache.catalina.filters.CorsFilter", "cors.allowed.origins");
    }

    @TestFactory
    Stream<DynamicTest> a_filter_of_the_application() {
        return Story.of(PAGE, HEADING, CorsContainerIT::withOwnFilter)
                .row("a page of the shop", stage -> post(stage, OWN), "403 allows none", "200 allows none")
                .both("a page of another site", stage -> post(stage, EVIL), "403 allows none")
                .both(
                        "a stranger who says https",
                        stage -> String.valueOf(
                                stage.askFrom(2, POST.with("Origin: " + OWN).text())
                                        .status()),
                        "403")
                .tests();
    }

    private static Application withOwnFilter(Application application) {
        return shop(application.filter(new SameOriginFilter()));
    }

    /** It stands before all filters, and asks nobody what the request's own origin is. */
    @TestFactory
    Stream<DynamicTest> jetty() {
        return Container.is("jetty")
                ? Story.of(PAGE, HEADING, application -> withJettysHandler(application, true, PARTNER))
                        .both("a page of the shop is served", stage -> post(stage, OWN), "200 allows none")
                        .both("a page of a partner", stage -> post(stage, PARTNER), "200 allows " + PARTNER)
                        .both("so is a page of another site", stage -> post(stage, EVIL), "200 allows none")
                        .both("a WebSocket of the shop is refused", CorsContainerIT::handshake, "400")
                        .tests()
                : Stream.of();
    }

    /** The servlet answers it as any request, once it is asked. */
    private static String handshake(Stage stage) throws IOException {
        return WebSockets.open(
                stage,
                Head.of("websocket.http").at("/order").with("Origin", OWN).text());
    }

    @TestFactory
    Stream<DynamicTest> jetty_where_other_origins_are_refused() {
        return Container.is("jetty")
                ? Story.of(PAGE, HEADING, application -> withJettysHandler(application, false, PARTNER))
                        .both("a page of the shop is refused, too", stage -> post(stage, OWN), "400 allows none")
                        .both("a page of a partner", stage -> post(stage, PARTNER), "200 allows " + PARTNER)
                        .both("a page of another site", stage -> post(stage, EVIL), "400 allows none")
                        .tests()
                : Stream.of();
    }

    @TestFactory
    Stream<DynamicTest> jetty_with_the_own_origin_in_the_list() {
        return Container.is("jetty")
                ? Story.of(PAGE, HEADING, application -> withJettysHandler(application, false, PARTNER, OWN))
                        .both("a page of the shop", stage -> post(stage, OWN), "200 allows " + OWN)
                        .both("a page of another site", stage -> post(stage, EVIL), "400 allows none")
                        .both("a WebSocket of the shop passes", CorsContainerIT::handshake, "200")
                        .row(
                                "what the application says of itself",
                                stage -> stage.ask(POST.with("Origin: " + OWN).text())
                                        .body(),
                                "http://shop.example.com/order",
                                OWN + "/order")
                        .tests()
                : Stream.of();
    }

    /** Nor does its filter, which only adds headers, wherever it stands. */
    @TestFactory
    Stream<DynamicTest> jettys_filter() {
        return Container.is("jetty-12.1-modules")
                ? Story.of(PAGE, HEADING, CorsContainerIT::withJettysFilter)
                        .both("a page of the shop is served", stage -> post(stage, OWN), "200 allows none")
                        .both("a page of a partner", stage -> post(stage, PARTNER), "200 allows " + PARTNER)
                        .both("so is a page of another site", stage -> post(stage, EVIL), "200 allows none")
                        .tests()
                : Stream.of();
    }

    private static Application withJettysFilter(Application application) {
        return withFilter(application, "org.eclipse.jetty.ee11.servlets.CrossOriginFilter", "allowedOrigins");
    }

    private static Application withFilter(Application application, String type, String allowedOrigins) {
        return shop(application.setUp(context -> {
            FilterRegistration.Dynamic cors = context.addFilter("cors", type);
            cors.setInitParameter(allowedOrigins, PARTNER);
            cors.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        }));
    }

    private static Application withJettysHandler(Application application, boolean deliverOthers, String... allowed) {
        return shop(application.inside(handler -> {
            Object cors = Reflect.make("org.eclipse.jetty.server.handler.CrossOriginHandler");
            Reflect.call(cors, "setAllowedOriginPatterns", Set.of(allowed));
            Reflect.call(cors, "setDeliverNonAllowedOriginRequests", deliverOthers);
            Reflect.call(cors, "setHandler", handler);
            return cors;
        }));
    }
}
