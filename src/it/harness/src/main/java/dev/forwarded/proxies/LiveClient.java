package dev.forwarded.proxies;

import dev.forwarded.servlet.Answer;
import dev.forwarded.servlet.RawHttp2;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Sends the bytes of a request, from an address that is not the proxy's. */
final class LiveClient {

    private static final int TIMEOUT_MILLIS = 30_000;

    /** For the second request of a liar: some proxies read no further, and do not close either. */
    private static final int PATIENCE_MILLIS = 1_000;

    private LiveClient() {}

    static Seen ask(LiveRequest request, int port) throws IOException {
        try (Socket socket = connect(request.link(), port)) {
            return request.link().http2 ? http2(socket, request.head()) : http1(socket, request);
        }
    }

    private static Socket connect(Link link, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(Proxy.address(link.client()), 0));
        socket.connect(new InetSocketAddress(Proxy.address(link.proxy()), port));
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        return link.tls() ? secure(socket, link.http2 ? "h2" : "http/1.1", port) : socket;
    }

    private static SSLSocket secure(Socket plain, String protocol, int port) throws IOException {
        SSLSocket socket =
                (SSLSocket) Tls.shared().client.getSocketFactory().createSocket(plain, "shop.example.com", port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("shop.example.com")));
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        if (protocol.equals("h2") && !socket.getApplicationProtocol().equals("h2")) {
            throw new IOException("the proxy does not speak HTTP/2");
        }
        return socket;
    }

    private static Seen http1(Socket socket, LiveRequest request) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String[] heads = request.head().split(LiveRequest.AGAIN, -1);
        try {
            for (int i = 0; i < heads.length - 1; i++) {
                send(socket, heads[i]);
                Answer.read(in, false);
                socket.setSoTimeout(request.lie() ? PATIENCE_MILLIS : TIMEOUT_MILLIS);
            }
            send(socket, heads[heads.length - 1]);
            Answer answer = Answer.read(in, false);
            return answer.status() == 101 ? frame(in) : Seen.of(answer);
        } catch (EOFException | SocketException e) {
            return Seen.CLOSED;
        } catch (SocketTimeoutException e) {
            if (heads.length > 1 && request.lie()) {
                return Seen.CLOSED;
            }
            throw e;
        }
    }

    private static void send(Socket socket, String head) throws IOException {
        socket.getOutputStream().write(bytes(head));
        socket.getOutputStream().flush();
    }

    /** A text without an empty line is a head, and gets one. */
    private static byte[] bytes(String text) {
        String ended = text.contains("\n\n") ? text : text + "\n";
        return ended.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One frame of text with a length of 16 bits, as {@link Backend} sends it. */
    private static Seen frame(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (data.readUnsignedShort() != 0x817e) {
            throw new IOException("no frame of text");
        }
        byte[] payload = data.readNBytes(data.readUnsignedShort());
        return Seen.told(101, new String(payload, StandardCharsets.ISO_8859_1));
    }

    private static Seen http2(Socket socket, String head) throws IOException {
        return Seen.of(RawHttp2.ask(socket, fields(head)));
    }

    /** The first Host line becomes {@code :authority}; a second one stays a field. */
    private static String fields(String head) {
        List<String> lines = head.lines().toList();
        String[] start = lines.get(0).split(" ", -1);
        StringBuilder fields = new StringBuilder();
        fields.append(":method: ")
                .append(start[0])
                .append("\n:scheme: https\n:path: ")
                .append(start[1]);
        fields.append("\n:authority: ")
                .append(lines.get(1).substring("Host: ".length()))
                .append('\n');
        for (String line : lines.subList(2, lines.size())) {
            int colon = line.indexOf(':');
            fields.append(line.substring(0, colon).toLowerCase(Locale.ROOT))
                    .append(line.substring(colon))
                    .append('\n');
        }
        return fields.toString();
    }
}
