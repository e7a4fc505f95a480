package dev.forwarded.proxies;

import java.io.IOException;

/** nginx in front of an application, for tests in other packages, with a configuration of theirs. */
public final class LiveNginx implements AutoCloseable {

    private final Proxy proxy = new Proxy();
    private final int port = proxy.port("plain");

    /**
     * @param server what stands in the server block beside the port, with {@code APPLICATION} for host and port
     */
    public LiveNginx(String server, int application) throws IOException, InterruptedException {
        String block = "server {\n    listen 127.0.0.1:" + port + ";\n"
                + server.replace("APPLICATION", "127.0.0.1:" + application) + "}\n";
        Nginx.run(proxy, new Recipe("page.conf", block));
        proxy.await();
    }

    public int port() {
        return port;
    }

    /** The path of a program of a Debian package. */
    public static String binary(String name, String debianPackage) {
        return Proxy.binary(name, debianPackage);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
