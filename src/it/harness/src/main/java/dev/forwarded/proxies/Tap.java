package dev.forwarded.proxies;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** In the place of the application: takes down one request head, byte by byte. */
final class Tap implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final String HEAD_END = "\r\n\r\n";

    /** A client that lies in both families. */
    private static final String REQUEST = """
            GET /cart HTTP/1.1
            Host: shop.example.com
            User-Agent: curl/8.5.0
            X-Forwarded-For: 6.6.6.6
            Forwarded: for=6.6.6.6;proto=http;host=evil.example
            Connection: close
            """;

    private final ServerSocket server = new ServerSocket(0, 8, Proxy.address("127.0.0.1"));

    Tap() throws IOException {
        server.setSoTimeout(TIMEOUT_MILLIS);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What a proxy sends when a client asks it, over TLS, for {@code https://shop.example.com/cart}. */
    String record(Proxy proxy) throws Exception {
        CompletableFuture<String> head = CompletableFuture.supplyAsync(this::serve);
        LiveRequest request = new LiveRequest("recorded", Link.TLS, REQUEST, java.util.List.of(), false);
        LiveClient.ask(request, proxy.tls());
        return head.get();
    }

    private String serve() {
        String head = "";
        while (head.isEmpty()) {
            head = head();
        }
        return head;
    }

    /** Empty for a connection that brings none: some proxies try out whether the application is there. */
    private String head() {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith(HEAD_END)) {
                int c = in.read();
                if (c < 0) {
                    return "";
                }
                head.append((char) c);
            }
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
            return head.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
