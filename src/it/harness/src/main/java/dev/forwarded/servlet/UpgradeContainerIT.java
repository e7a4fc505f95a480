package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A connection that becomes another protocol behind the filter. */
class UpgradeContainerIT {

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

    @Test
    void the_wrapped_request_upgrades_where_the_container_does() throws IOException {
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
            if (Container.is("jetty-12.0")) {
                assertThat(answer.status()).as("%s", answer).isEqualTo(500);
                return;
            }
            assertThat(answer.status()).as("%s", answer).isEqualTo(101);
            assertThat(answer.value("X-Seen")).isEqualTo("https://shop.example/app/hello 203.0.113.7");
            StringBuilder text = new StringBuilder();
            while (text.length() < "hello".length()) {
                text.append((char) connection.readByte());
            }
            assertThat(text).hasToString("hello");
        }
    }

    /** The container's own WebSocket; Jetty's comes before all filters. */
    @TestFactory
    Stream<DynamicTest> web_socket() {
        if (Container.is("jetty")) {
            return Stream.of();
        }
        boolean tomcat = Container.is("tomcat");
        String greeting = tomcat ? "wss://shop.example/app/socket?q=1 true none" : "https /app/socket?q=1 none";
        return Stream.of(DynamicTest.dynamicTest("the WebSocket of the container", () -> {
            Stage stage = Stage.shared(
                    "web socket",
                    () -> WebSockets.deploy(
                            Application.filtered(Stage.settings("headers=x-forwarded"), Application.RECOMMENDED)));
            assertThat(WebSockets.open(stage, "GET /app/socket?q=1 HTTP/1.1\n" + Scenarios.ONE_HOP))
                    .isEqualTo(greeting);
        }));
    }
}
