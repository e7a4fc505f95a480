package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The WAR as it was packaged, in two containers. */
class WarIT {

    private static final String WAR = System.getProperty("war");

    private static final String CONTEXT = "/shop";

    @TempDir
    private Path directory;

    enum Container {
        TOMCAT {
            @Override
            Running start(Path directory) throws Exception {
                Tomcat tomcat = new Tomcat();
                tomcat.setBaseDir(directory.toString());
                tomcat.getHost().setAppBase(directory.toString());
                Connector connector = new Connector();
                connector.setProperty("address", "127.0.0.1");
                connector.setPort(0);
                tomcat.setConnector(connector);
                tomcat.setAddDefaultWebXmlToWebapp(false);
                tomcat.addWebapp(CONTEXT, WAR);
                tomcat.start();
                return new Running(connector.getLocalPort(), () -> {
                    tomcat.stop();
                    tomcat.destroy();
                });
            }
        },

        JETTY {
            @Override
            Running start(Path directory) throws Exception {
                WebAppContext application = new WebAppContext();
                application.setWar(WAR);
                application.setContextPath(CONTEXT);
                application.setTempDirectory(directory.toFile());
                Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
                server.setHandler(application);
                server.start();
                return new Running(((ServerConnector) server.getConnectors()[0]).getLocalPort(), server::stop);
            }
        };

        abstract Running start(Path directory) throws Exception;
    }

    interface Stop {
        void run() throws Exception;
    }

    record Running(int port, Stop stop) implements AutoCloseable {

        /** The answer to a GET as a proxy sends it, or another client from a loopback address. */
        String get(String path) throws IOException {
            String head = "GET " + CONTEXT + path + " HTTP/1.1\r\nHost: shop.example.com\r\nConnection: close\r\n"
                    + "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\n\r\n";
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        @Override
        public void close() throws Exception {
            stop.run();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_war_sees_the_original_request(Container container) throws Exception {
        try (Running shop = container.start(directory)) {
            String cart = "https://shop.example.com/shop/cart from 203.0.113.7";

            assertThat(shop.get("/cart"))
                    .contains("\r\nSeen-REQUEST: " + cart + "\r\n")
                    .contains(cart);
            assertThat(shop.get("/login")).contains("\r\nLocation: https://shop.example.com/shop/cart\r\n");
            assertThat(shop.get("/slow"))
                    .contains("\r\nSeen-ASYNC: " + cart + "\r\n")
                    .contains("\n" + cart);
            assertThat(shop.get("/explain")).startsWith("HTTP/1.1 200 ").contains("client    203.0.113.7");
            assertThat(shop.get("/taken"))
                    .startsWith("HTTP/1.1 409 ")
                    .contains("\r\nSeen-ERROR: https://shop.example.com/shop/sorry from 203.0.113.7\r\n");
        }
    }
}
