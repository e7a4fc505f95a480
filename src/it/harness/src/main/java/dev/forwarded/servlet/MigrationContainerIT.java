package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.MigrationDifferences;
import dev.forwarded.MigrationPage;
import dev.forwarded.MigrationRequests;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The container's own handling of forwarded headers beside the filter with the settings that the page gives for it. */
class MigrationContainerIT {

    /** Inside and just outside the blocks that are private by convention. */
    private static final List<String> INNER = List.of(
            "10.1.2.3",
            "11.0.0.1",
            "172.15.0.1",
            "172.16.0.1",
            "172.31.255.254",
            "172.32.0.1",
            "192.168.1.1",
            "192.169.1.1",
            "169.254.1.1",
            "100.63.0.1",
            "100.64.0.1",
            "100.127.255.254",
            "100.128.0.1",
            "127.0.0.9",
            "::1",
            "fe80::1",
            "fd00::1",
            "2001:db8::1");

    /** The init-params of RemoteIpFilter, as on the page. */
    private static final Map<String, String> REMOTE_IP = Map.of(
            "internalProxies", "127\\.0\\.0\\.1|10\\.\\d+\\.\\d+\\.\\d+",
            "hostHeader", "X-Forwarded-Host",
            "portHeader", "X-Forwarded-Port");

    private enum Theirs {
        JETTY("jetty", "Jetty's ForwardedRequestCustomizer"),
        TOMCAT("tomcat", "Tomcat's RemoteIpFilter"),
        UNDERTOW("undertow", "Undertow's ProxyPeerAddressHandler");

        private final String container;
        private final String heading;

        Theirs(String container, String heading) {
            this.container = container;
            this.heading = heading;
        }

        Stage with(Map<String, String> initParameters) {
            return Stage.own(
                    this == TOMCAT
                            ? new Application().setUp(context -> remoteIp(context, initParameters))
                            : new Application().handlesForwarded());
        }

        private static void remoteIp(ServletContext context, Map<String, String> initParameters) {
            FilterRegistration.Dynamic filter =
                    context.addFilter("remoteIp", "org.apache.catalina.filters.RemoteIpFilter");
            filter.setInitParameters(initParameters);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        }

        /** Jetty's customizer differs between its lines. */
        String table() {
            return this == JETTY ? Container.NAME.substring(0, "jetty-12.0".length()) : container;
        }

        static Theirs ofThisRun() {
            return List.of(values()).stream()
                    .filter(one -> Container.is(one.container))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Theirs theirs = Theirs.ofThisRun();

    @Test
    void the_differences_are_those_of_the_page() throws Exception {
        Stage handling = theirs.with(REMOTE_IP);
        Stage filtered = filtered(MigrationPage.settings(theirs.heading));
        MigrationDifferences.check(
                theirs.heading, theirs.table(), request -> see(handling, request), request -> see(filtered, request));
    }

    @Test
    void the_page_shows_the_parameters_of_remote_ip_filter() {
        assertThat(REMOTE_IP)
                .allSatisfy((name, value) -> assertThat(MigrationPage.shows(Theirs.TOMCAT.heading, name + "=" + value))
                        .as(name)
                        .isTrue());
    }

    @Test
    void with_the_defaults_the_same_inner_proxies_are_passed_over() throws Exception {
        Stage handling = theirs.with(Map.of());
        Stage filtered = filtered(MigrationPage.lastSettings(theirs.heading));
        for (String inner : INNER) {
            MigrationRequests request = new MigrationRequests(
                    inner,
                    MigrationRequests.PROXY,
                    "GET /app/dump HTTP/1.1\nHost: shop.example.com\nX-Forwarded-For: 192.0.2.1, " + inner + "\n");
            assertThat(see(filtered, request)).as(inner).isEqualTo(see(handling, request));
        }
    }

    private static Stage filtered(Map<String, String> settings) {
        return Stage.own(Application.filtered(settings, Application.RECOMMENDED));
    }

    private static String see(Stage stage, MigrationRequests request) throws IOException {
        stage.on("/dump", (received, response) -> response.getWriter().print(facts(received, stage.port())));
        try (Socket socket = new Socket(
                InetAddress.getByName("127.0.0.1"), stage.port(), InetAddress.getByName(request.peer()), 0)) {
            String head = RawHttp.head(request.head() + "Connection: close");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            Answer answer = Answer.read(socket.getInputStream(), false);
            return answer.status() == 200 ? answer.body() : String.valueOf(answer.status());
        }
    }

    private static String facts(HttpServletRequest request, int listener) {
        int port = request.getServerPort();
        return MigrationDifferences.facts(
                request.getScheme(),
                request.getServerName(),
                port == listener ? "(listener)" : port,
                request.getRequestURI(),
                request.isSecure(),
                request.getRemoteAddr());
    }

    @Test
    void a_stranger_is_believed_in_nothing_where_the_proxies_are_named() throws Exception {
        Map<String, String> settings = new HashMap<>(MigrationPage.settings(theirs.heading));
        settings.put("trustedProxies", MigrationRequests.PROXY);
        Stage named = filtered(settings);
        for (MigrationRequests request : MigrationRequests.all()) {
            if (request.peer().equals(MigrationRequests.STRANGER)) {
                assertThat(see(named, request))
                        .as(request.name())
                        .matches("http://(backend|shop.example.com):\\d+/app/dump secure=false client=127.0.0.66");
            }
        }
    }
}
