package example;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A client, a proxy that ends TLS, and an application, all in this program: asks for the same pages without the filter
 * and with it, prints both, and stays up for requests of your own.
 */
public final class Demo {

    private static final String LIE = "for=6.6.6.6;proto=http;host=evil.example";

    private final Application application = new Application();
    private final TlsProxy proxy = new TlsProxy(application.port());
    private final HttpClient client = client();
    private final PrintStream out;

    public Demo(PrintStream out) throws Exception {
        this.out = out;
        client.start();
    }

    /** Believes any certificate, goes to where the client lives, and does not follow redirects. */
    private static HttpClient client() {
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(new SslContextFactory.Client(true));
        HttpClient client = new HttpClient(new HttpClientTransportDynamic(connector));
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setSocketAddressResolver(new ToLoopback());
        if (!Loopback.hasIpv6()) {
            client.setBindAddress(new InetSocketAddress(Loopback.client(), 0));
        }
        return client;
    }

    /** {@code localhost} is the address at which the client has another address than the proxy. */
    private static final class ToLoopback implements SocketAddressResolver {
        @Override
        public void resolve(
                String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
            String address = Loopback.hasIpv6() ? "::1" : Loopback.PROXY;
            promise.succeeded(List.of(new InetSocketAddress(address, port)));
        }
    }

    /** What the client asks. */
    public String url() {
        return "https://localhost:" + proxy.port();
    }

    /** What nobody but the proxy should ask. */
    public String past() {
        return "http://" + (Loopback.hasIpv6() ? "[::1]" : Loopback.PROXY) + ":" + application.port();
    }

    private ContentResponse get(String url, String... header) throws Exception {
        Request request = client.newRequest(url);
        if (header.length > 0) {
            request.headers(fields -> fields.put(header[0], header[1]));
        }
        return request.send();
    }

    /** Both sides, then what becomes of lies. */
    public void run() throws Exception {
        out.println("A client at " + Loopback.client() + " asks the proxy at " + url() + " for /cart and /login.");
        out.println("The proxy ends TLS, adds Forwarded, and asks the application on 127.0.0.1:" + application.port());
        out.println();
        sides(side("before"), side("after"));
        out.println();
        out.println("The client lies, and the application with the filter answers:");
        said("Forwarded: " + LIE, get(url() + "/after/cart", "Forwarded", LIE));
        said("X-Forwarded-Host: evil.example", get(url() + "/after/cart", "X-Forwarded-Host", "evil.example"));
        said("Host: evil.example", get(url() + "/after/cart", "Host", "evil.example"));
        said("Forwarded: " + LIE + ", past the proxy", get(past() + "/after/cart", "Forwarded", LIE));
    }

    private List<String> side(String path) throws Exception {
        ContentResponse cart = get(url() + "/" + path + "/cart");
        List<String> side = new ArrayList<>(cart.getContentAsString().lines().toList());
        side.add("Location         "
                + get(url() + "/" + path + "/login").getHeaders().get(HttpHeader.LOCATION));
        side.add("session cookie   "
                + (cart.getHeaders().get(HttpHeader.SET_COOKIE).contains("Secure") ? "with Secure" : "without Secure"));
        return side;
    }

    private void sides(List<String> before, List<String> after) {
        out.printf("%-16s %-34s %s%n", "", "without the filter", "with the filter");
        for (int i = 0; i < before.size(); i++) {
            out.printf("%-51s %s%n", before.get(i), after.get(i).substring(17));
        }
    }

    private void said(String lie, ContentResponse answer) {
        List<String> lines = answer.getContentAsString().lines().toList();
        String seen = answer.getStatus() == 200
                ? lines.get(0).substring(17) + " from " + lines.get(2).substring(17)
                : answer.getStatus() + " " + answer.getReason();
        out.printf("  %s%n    %s%n", lie, seen);
    }

    /** Ready to be pasted into any shell of this machine. */
    public List<String> lines() {
        return List.of(
                curl("-sk") + url() + "/before/cart",
                curl("-sk") + url() + "/after/cart",
                curl("-ski") + url() + "/after/login",
                curl("-sk") + url() + "/after/cart -H \"Forwarded: " + LIE + "\"",
                curl("-sk") + url() + "/after/cart -H \"Host: evil.example\"",
                curl("-sg") + "\"" + past() + "/after/cart\" -H \"Forwarded: " + LIE + "\"");
    }

    /** From the client's address: from the proxy's a client would be taken for one more proxy. */
    private static String curl(String options) {
        return "curl " + options + (Loopback.hasIpv6() ? "6 " : " --interface " + Loopback.client() + " ");
    }

    public void stop() throws Exception {
        client.stop();
        proxy.stop();
        application.stop();
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        System.out.println("Starting a proxy with a certificate of its own, and an application behind it ...");
        Demo demo = new Demo(System.out);
        demo.run();
        System.out.println();
        System.out.println("Try it, in another terminal: sh, cmd.exe or PowerShell (there write curl.exe).");
        demo.lines().forEach(line -> System.out.println("  " + line));
        System.out.println("Ctrl-C ends it.");
        Thread.currentThread().join();
    }
}
