package dev.forwarded.servlet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that sends the bytes it is given. */
public final class RawHttp implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public RawHttp(int port) throws IOException {
        this(port, 1);
    }

    private RawHttp(int port, int from) throws IOException {
        socket = new Socket(loopback(1), port, loopback(from), 0);
        refuseItself();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Where nobody listens yet, the port of the client may be the one that it connects to: it then meets itself. */
    private void refuseItself() throws IOException {
        if (socket.getLocalPort() == socket.getPort()
                && socket.getLocalAddress().equals(socket.getInetAddress())) {
            socket.close();
            throw new ConnectException("nobody listens on " + socket.getPort() + " but this connection itself");
        }
    }

    /** The answer to one request, on a connection of its own. */
    public static Answer ask(int port, String head) throws IOException {
        return ask(port, head, 1);
    }

    /** The same from 127.0.0.{@code from}: whoever connects is 127.0.0.1 otherwise. */
    public static Answer ask(int port, String head, int from) throws IOException {
        try (RawHttp connection = new RawHttp(port, from)) {
            connection.send(head(head));
            return connection.read(head.startsWith("HEAD "));
        }
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    /** A request without body: the lines of a text block, and the empty line that ends it. */
    public static String head(String lines) {
        return lines.stripTrailing().replace("\n", "\r\n") + "\r\n\r\n";
    }

    public void send(String bytes) throws IOException {
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Answer read(boolean head) throws IOException {
        return Answer.read(in, head);
    }

    public int readByte() throws IOException {
        return in.read();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
