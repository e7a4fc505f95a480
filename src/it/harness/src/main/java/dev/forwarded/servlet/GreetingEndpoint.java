package dev.forwarded.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A WebSocket that says of itself how it was opened. */
public final class GreetingEndpoint extends Endpoint {

    private static final String SCHEME = "scheme";

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        try {
            session.getBasicRemote()
                    .sendText(session.getRequestURI() + " " + session.isSecure() + " "
                            + config.getUserProperties().get(SCHEME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts it at {@code /socket}, once the container of WebSockets is there. */
    static final class Deployment implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            var container = (ServerContainer)
                    event.getServletContext().getAttribute("jakarta.websocket.server.ServerContainer");
            try {
                container.addEndpoint(ServerEndpointConfig.Builder.create(GreetingEndpoint.class, "/socket")
                        .configurator(new Seen())
                        .build());
            } catch (DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Notes whether a forwarded header is visible in the handshake. */
    private static final class Seen extends ServerEndpointConfig.Configurator {

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            Map<String, List<String>> headers = request.getHeaders();
            List<String> lines = headers.get("X-Forwarded-Proto");
            config.getUserProperties().put(SCHEME, lines == null || lines.isEmpty() ? "none" : lines.toString());
        }
    }
}
