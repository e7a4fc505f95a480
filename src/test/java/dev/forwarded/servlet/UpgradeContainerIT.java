package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A connection that becomes another protocol behind the filter. */
class UpgradeContainerIT {

    /** The handshake of RFC 6455 section 1.3, with its answer. */
    private static final String HANDSHAKE = """
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """;

    private static final String ACCEPTED = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    /** Says hello in its own protocol. */
    public static final class Hello implements HttpUpgradeHandler {

        @Override
        public void init(WebConnection connection) {
            try (connection) {
                connection.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                connection.getOutputStream().flush();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void destroy() {}
    }

    /** But on Jetty 12.0, which has not implemented it. */
    @TestFactory
    Stream<DynamicTest> upgrade() {
        return Container.is("jetty-12.0")
                ? Stream.of()
                : Stream.of(DynamicTest.dynamicTest("the wrapped request upgrades", this::upgrades));
    }

    private void upgrades() throws IOException {
        Stage stage = Stage.with("headers=x-forwarded").on("/hello", (request, response) -> {
            response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
            response.setHeader("Connection", "Upgrade");
            response.setHeader("Upgrade", "hello");
            response.setHeader("X-Seen", request.getRequestURL() + " " + request.getRemoteAddr());
            request.upgrade(Hello.class);
        });
        try (RawHttp connection = new RawHttp(stage.port())) {
            connection.send(RawHttp.head(
                    "GET /app/hello HTTP/1.1\n" + Scenarios.ONE_HOP + "Connection: Upgrade\nUpgrade: hello\n"));
            Answer answer = connection.read(false);
            assertThat(answer.status()).as("%s", answer).isEqualTo(101);
            assertThat(answer.value("X-Seen")).isEqualTo("https://shop.example/app/hello 203.0.113.7");
            StringBuilder text = new StringBuilder();
            while (text.length() < "hello".length()) {
                text.append((char) connection.readByte());
            }
            assertThat(text).hasToString("hello");
        }
    }

    /** The container's own WebSocket; Jetty's comes before all filters, and its artefact is not part of these runs. */
    @TestFactory
    Stream<DynamicTest> web_socket() {
        if (Container.is("tomcat")) {
            return Stream.of(DynamicTest.dynamicTest("Tomcat's WebSocket", this::tomcat));
        }
        return Container.is("undertow")
                ? Stream.of(DynamicTest.dynamicTest("Undertow's WebSocket", this::undertow))
                : Stream.of();
    }

    private void tomcat() throws IOException {
        Stage stage = Stage.shared(
                "web socket",
                () -> Application.filtered(Stage.settings("headers=x-forwarded"), Application.RECOMMENDED)
                        .setUp(context -> context.addListener(new GreetingEndpoint.Deployment()))
                        .initializer("org.apache.tomcat.websocket.server.WsSci"));
        assertThat(greeting(stage)).isEqualTo("wss://shop.example/app/socket?q=1 true none");
    }

    private void undertow() throws IOException {
        Stage stage = Stage.shared(
                "web socket",
                () -> Application.filtered(Stage.settings("headers=x-forwarded"), Application.RECOMMENDED)
                        .setUp(context ->
                                context.addServlet("socket", undertowServlet()).addMapping("/socket")));
        assertThat(greeting(stage)).isEqualTo("https /app/socket?q=1 none");
    }

    private static Servlet undertowServlet() {
        Class<?> callback = Reflect.type("io.undertow.websockets.WebSocketConnectionCallback");
        Object greeting = Proxy.newProxyInstance(
                callback.getClassLoader(), new Class<?>[] {callback}, (proxy, method, arguments) -> {
                    Object exchange = arguments[0];
                    Object header = Reflect.call(exchange, "getRequestHeader", "X-Forwarded-Proto");
                    String text = Reflect.call(exchange, "getRequestScheme") + " "
                            + Reflect.call(exchange, "getRequestURI") + " " + (header == null ? "none" : header);
                    Reflect.callStatic("io.undertow.websockets.core.WebSockets", "sendText", text, arguments[1], null);
                    return null;
                });
        return (Servlet) Reflect.make("io.undertow.servlet.websockets.WebSocketServlet", greeting);
    }

    /** Opens a WebSocket, and reads the frame of text that the server sends of itself. */
    private static String greeting(Stage stage) throws IOException {
        try (RawHttp connection = new RawHttp(stage.port())) {
            connection.send(RawHttp.head("GET /app/socket?q=1 HTTP/1.1\n" + Scenarios.ONE_HOP + HANDSHAKE));
            Answer answer = connection.read(false);
            assertThat(answer.status()).as("%s", answer).isEqualTo(101);
            assertThat(answer.value("Sec-WebSocket-Accept")).isEqualTo(ACCEPTED);
            assertThat(connection.readByte()).as("a final frame of text").isEqualTo(0x81);
            StringBuilder text = new StringBuilder();
            for (int left = connection.readByte(); left > 0; left--) {
                text.append((char) connection.readByte());
            }
            return text.toString();
        }
    }
}
