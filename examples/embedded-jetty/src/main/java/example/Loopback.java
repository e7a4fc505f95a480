package example;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The two addresses of this machine that only this machine reaches. */
final class Loopback {

    /** Where the proxy lives. */
    static final String PROXY = "127.0.0.1";

    private Loopback() {}

    /** Where the client lives: another address than the proxy's. macOS has no 127.0.0.2, but always ::1. */
    static String client() {
        return hasIpv6() ? "::1" : "127.0.0.2";
    }

    static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Adds a connector for each address, all with the same free port, and tells which. */
    static int listen(Server server, ConnectionFactory... factories) throws IOException {
        ServerConnector first = connector(server, PROXY, 0, factories);
        first.open();
        server.addConnector(first);
        if (hasIpv6()) {
            ServerConnector second = connector(server, "::1", first.getLocalPort(), factories);
            try {
                second.open();
                server.addConnector(second);
            } catch (IOException taken) {
                first.close();
                return listen(server, factories);
            }
        }
        return first.getLocalPort();
    }

    private static ServerConnector connector(Server server, String host, int port, ConnectionFactory... factories) {
        ServerConnector connector = factories.length == 0
                ? new ServerConnector(server, 1, 1)
                : new ServerConnector(server, 1, 1, factories);
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }
}
