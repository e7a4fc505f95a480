package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.EnumSet;

/** The container's own WebSocket, and a client of it. */
public final class WebSockets {

    /** The handshake of RFC 6455 section 1.3, with its answer. */
    public static final String HANDSHAKE = """
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """;

    private static final String ACCEPTED = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final String JETTY = "org.eclipse.jetty.ee11.websocket.";

    private WebSockets() {}

    /** Whether this run has one: Jetty's is in a run of its own. */
    public static boolean present() {
        return Container.is("tomcat") || Container.is("undertow") || Container.is("jetty-12.1-modules");
    }

    /** Puts one at {@code /socket} that says of itself how it was opened. */
    public static Application deploy(Application application) {
        if (Container.is("undertow")) {
            return application.setUp(
                    context -> context.addServlet("socket", undertowServlet()).addMapping("/socket"));
        }
        return application
                .setUp(context -> context.addListener(new GreetingEndpoint.Deployment()))
                .initializer(
                        Container.is("tomcat")
                                ? "org.apache.tomcat.websocket.server.WsSci"
                                : JETTY + "jakarta.server.config.JakartaWebSocketServletContainerInitializer");
    }

    /** Puts Jetty's upgrade filter here; Jetty looks for one of this name, and puts its own to the front otherwise. */
    public static Application upgradeFilter(Application application) {
        String name = JETTY + "servlet.WebSocketUpgradeFilter";
        return application.setUp(context ->
                context.addFilter(name, name).addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*"));
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

    /** Opens a WebSocket: the frame of text that the server sends of itself, or the status of its refusal. */
    public static String open(Stage stage, String head) throws IOException {
        try (RawHttp connection = new RawHttp(stage.port())) {
            connection.send(RawHttp.head(head.stripTrailing() + "\n" + HANDSHAKE));
            Answer answer = connection.read(false);
            if (answer.status() != 101) {
                return String.valueOf(answer.status());
            }
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
