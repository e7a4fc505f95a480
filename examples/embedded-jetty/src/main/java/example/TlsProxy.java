package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty's reverse proxy, which ends TLS and appends to {@code Forwarded}. Its certificate is made at the start. */
final class TlsProxy {

    private static final String PASSWORD = "not-a-secret";

    private final Server server = new Server();
    private final int port;

    TlsProxy(int target) throws Exception {
        server.setHandler(new ProxyHandler.Reverse(request -> HttpURI.build(request.getHttpURI())
                .scheme("http")
                .authority(Loopback.PROXY, target)
                .asImmutable()));
        HttpConfiguration https = new HttpConfiguration();
        https.addCustomizer(new SecureRequestCustomizer(false));
        port = Loopback.listen(
                server, new SslConnectionFactory(certificate(), "http/1.1"), new HttpConnectionFactory(https));
        server.start();
    }

    private static SslContextFactory.Server certificate() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("demo");
        Path store = folder.resolve("proxy.p12");
        keytool(store);
        SslContextFactory.Server certificate = new SslContextFactory.Server();
        certificate.setKeyStorePath(store.toString());
        certificate.setKeyStorePassword(PASSWORD);
        store.toFile().deleteOnExit();
        folder.toFile().deleteOnExit();
        return certificate;
    }

    private static void keytool(Path store) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "proxy",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    int port() {
        return port;
    }

    void stop() throws Exception {
        server.stop();
    }
}
