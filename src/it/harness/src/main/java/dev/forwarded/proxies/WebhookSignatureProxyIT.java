package dev.forwarded.proxies;

import static dev.forwarded.servlet.Reflect.call;
import static dev.forwarded.servlet.Reflect.make;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.servlet.Answer;
import dev.forwarded.servlet.ForwardedFilter;
import dev.forwarded.stories.Page;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.tools.ToolProvider;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A webhook whose calls are signed with the URL, on a container platform: nginx stands for the platform's ingress, the
 * validator is Twilio's own.
 */
@Tag("full")
class WebhookSignatureProxyIT {

    /** HTTPS outside, HTTP inside; X-Forwarded-Proto is overwritten, X-Forwarded-For appended, all else passes. */
    private static final Recipe PLATFORM = new Recipe("platform.conf", """
            server {
                listen 127.0.0.1:443 ssl;
                server_name mycompany.com;
                ssl_certificate     /etc/ssl/shop.crt;
                ssl_certificate_key /etc/ssl/shop.key;

                location / {
                    proxy_pass http://127.0.0.1:8080;
                    proxy_http_version 1.1;
                    proxy_set_header Connection        "";
                    proxy_set_header Host              $http_host;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_set_header X-Forwarded-For   $proxy_add_x_forwarded_for;
                }
            }
            """);

    private static final Path PAGE = Path.of("docs/stories/webhook-signature.md");
    private static final String TOKEN = "12345";
    private static final String HOST = "mycompany.com";
    private static final String TARGET = "/myapp.php?foo=1&bar=2";
    private static final String CALLED = "https://mycompany.com" + TARGET;

    private static final Map<String, String> FORM = Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Body", "Grüße & 世界",
            "From", "+14158675309",
            "To", "+18005551212");

    /** Validates the URL that a way of finding it gives, without the library. */
    private static final class UrlFilter implements Filter {

        private final Object validator = make("com.twilio.security.RequestValidator", TOKEN);
        private final Function<HttpServletRequest, String> base;

        UrlFilter(Function<HttpServletRequest, String> base) {
            this.base = base;
        }

        /** As text books do. */
        static UrlFilter ofRequestUrl() {
            return new UrlFilter(request -> request.getRequestURL().toString());
        }

        /** As is advised where the former fails: whatever the headers say, whoever wrote them. */
        static UrlFilter ofHeaders() {
            return new UrlFilter(request -> request.getHeader("X-Forwarded-Proto") + "://"
                    + Objects.requireNonNullElse(request.getHeader("X-Forwarded-Host"), request.getHeader("Host"))
                    + request.getRequestURI());
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest called = (HttpServletRequest) request;
            String signature = Objects.requireNonNullElse(called.getHeader("X-Twilio-Signature"), "");
            if (Boolean.TRUE.equals(
                    call(validator, "validate", base.apply(called) + query(called), form(called), signature))) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        }

        private static String query(HttpServletRequest request) {
            return request.getQueryString() == null ? "" : "?" + request.getQueryString();
        }

        /** Names of the query are in the URL already; none of the test's is in its forms too. */
        private static Map<String, String> form(HttpServletRequest request) throws IOException {
            request.setCharacterEncoding("UTF-8");
            String query = "&" + request.getQueryString();
            Map<String, String> form = new TreeMap<>();
            request.getParameterMap().forEach((name, values) -> form.put(name, values[0]));
            form.keySet().removeIf(name -> query.contains("&" + name + "="));
            return form;
        }
    }

    private static final class Webhook extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("from " + request.getParameter("From"));
        }
    }

    /**
     * An application with the webhook.
     *
     * @param server where it runs
     * @param ingress the port of the platform's ingress before it
     */
    private record Installed(Server server, int ingress) {

        int port() {
            return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        }
    }

    /**
     * One call of the webhook.
     *
     * @param method GET, or POST for a form
     * @param host the Host header
     * @param target path and query
     * @param form what is posted
     * @param signature the value of its header, or nothing
     * @param lines more header lines
     */
    private record Call(
            String method, String host, String target, Map<String, String> form, String signature, String lines) {

        static Call post(Map<String, String> form, String signature) {
            return new Call("POST", HOST, TARGET, form, signature, "");
        }

        static Call get(String signature) {
            return new Call("GET", HOST, TARGET, Map.of(), signature, "");
        }

        Call host(String other) {
            return new Call(method, other, target, form, signature, lines);
        }

        Call target(String other) {
            return new Call(method, host, other, form, signature, lines);
        }

        Call with(String line) {
            return new Call(method, host, target, form, signature, lines + line + "\r\n");
        }

        String text() {
            String body = form.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                    .collect(joining("&"));
            String type = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length();
            return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + lines
                    + (signature.isEmpty() ? "" : "X-Twilio-Signature: " + signature + "\r\n")
                    + (method.equals("POST") ? type + "\r\n\r\n" + body : "\r\n");
        }
    }

    private static Proxy proxy;
    private static Installed off;
    private static Installed headers;
    /** Ways to have the filter, by name. */
    private static final Map<String, Installed> ON = new LinkedHashMap<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Nginx.version();
        ForwardedResolver resolver = ForwardedResolver.builder()
                .settings(new Page("webhook-signature").settings("The platform"))
                .build();
        Filter forwarded = new ForwardedFilter(resolver);
        Filter example = example(folder, resolver);
        proxy = new Proxy();
        StringBuilder ingress = new StringBuilder();
        off = install("off", ingress, UrlFilter.ofRequestUrl());
        headers = install("headers", ingress, UrlFilter.ofHeaders());
        ON.put("behind the filter", install("on", ingress, forwarded, UrlFilter.ofRequestUrl()));
        ON.put("the example by itself", install("example", ingress, example));
        ON.put("the example behind the filter", install("both", ingress, forwarded, example));
        Nginx.run(proxy, new Recipe("platform.conf", ingress.toString()));
        proxy.await();
    }

    @AfterAll
    static void stop() throws Exception {
        if (proxy != null) {
            proxy.close();
        }
        for (Installed installed : ON.values()) {
            installed.server.stop();
        }
        for (Installed installed : new Installed[] {off, headers}) {
            if (installed != null) {
                installed.server.stop();
            }
        }
    }

    /** The filter of {@code examples/own-filter}, compiled from its source. */
    private static Filter example(Path folder, ForwardedResolver resolver) throws Exception {
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        "examples/own-filter/src/main/java/example/TwilioFilter.java");
        assertThat(result).isZero();
        URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, WebhookSignatureProxyIT.class.getClassLoader());
        return (Filter) loader.loadClass("example.TwilioFilter")
                .getConstructor(String.class, ForwardedResolver.class)
                .newInstance(TOKEN, resolver);
    }

    private static Installed install(String name, StringBuilder ingress, Filter... filters) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        for (Filter filter : filters) {
            context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        context.addServlet(new ServletHolder(new Webhook()), "/*");
        Server server = new Server(new InetSocketAddress(Proxy.address("127.0.0.1"), 0));
        server.setHandler(context);
        server.start();
        Installed installed = new Installed(server, proxy.port(name));
        ingress.append(PLATFORM.replace("127.0.0.1:443", "127.0.0.1:" + installed.ingress)
                .replace("/etc/ssl/shop.crt", proxy.path("shop.crt").toString())
                .replace("/etc/ssl/shop.key", proxy.path("shop.key").toString())
                .replace("127.0.0.1:8080", "127.0.0.1:" + installed.port())
                .text());
        return installed;
    }

    /** As Twilio signs: the URL, then every field of the form by name. */
    private static String sign(String token, String url, Map<String, String> form) {
        StringBuilder text = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(String url, Map<String, String> form) {
        return sign(TOKEN, url, form);
    }

    /** What a caller from elsewhere gets. */
    private static int outside(Installed installed, Call call) throws IOException {
        try (Socket plain = connect("127.0.0.77", installed.ingress);
                Socket socket = Tls.shared().client.getSocketFactory().createSocket(plain, HOST, 443, true)) {
            return status(socket, call);
        }
    }

    /** What a neighbour of the application gets. */
    private static int inside(Installed installed, Call call) throws IOException {
        try (Socket socket = connect("127.0.0.2", installed.port())) {
            return status(socket, call);
        }
    }

    private static Socket connect(String from, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(Proxy.address(from), 0));
        socket.connect(new InetSocketAddress(Proxy.address("127.0.0.1"), port));
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static int status(Socket socket, Call call) throws IOException {
        socket.getOutputStream().write(call.text().getBytes(US_ASCII));
        return Answer.read(new BufferedInputStream(socket.getInputStream()), false)
                .status();
    }

    private static Stream<DynamicTest> row(String sentence, Call call, int without, int with) {
        Stream<DynamicTest> failure = Stream.of(dynamicTest(
                "without the filter: " + sentence,
                () -> assertThat(outside(off, call)).isEqualTo(without)));
        return Stream.concat(
                failure,
                ON.entrySet().stream()
                        .map(way -> dynamicTest(
                                way.getKey() + ": " + sentence,
                                () -> assertThat(outside(way.getValue(), call)).isEqualTo(with))));
    }

    @TestFactory
    Stream<DynamicTest> what_twilio_signed_is_accepted() {
        Call posted = Call.post(FORM, sign(CALLED, FORM));
        return Stream.of(
                        row("a form", posted, 403, 200),
                        row(
                                "a form, signed with the port",
                                Call.post(FORM, sign("https://mycompany.com:443" + TARGET, FORM)),
                                403,
                                200),
                        row("a form without fields", Call.post(Map.of(), sign(CALLED, Map.of())), 403, 200),
                        row("a GET with a query", Call.get(sign(CALLED, Map.of())), 403, 200),
                        row(
                                "a GET, signed with the port",
                                Call.get(sign("https://mycompany.com:443" + TARGET, Map.of())),
                                403,
                                200),
                        row("a form with the port in Host", posted.host("mycompany.com:443"), 403, 200),
                        row(
                                "a form to another port",
                                Call.post(FORM, sign("https://mycompany.com:8443" + TARGET, FORM))
                                        .host("mycompany.com:8443"),
                                403,
                                200),
                        row(
                                "an encoded path and query",
                                Call.post(FORM, sign("https://mycompany.com/a%20b?q=c%26d%2Fe", FORM))
                                        .target("/a%20b?q=c%26d%2Fe"),
                                403,
                                200))
                .flatMap(rows -> rows);
    }

    @TestFactory
    Stream<DynamicTest> headers_of_the_caller_change_nothing() {
        Call posted = Call.post(FORM, sign(CALLED, FORM));
        return Stream.of(
                        "X-Forwarded-For: 6.6.6.6",
                        "X-Forwarded-For: 127.0.0.1, \"",
                        "X-Forwarded-Proto: http",
                        "X-Forwarded-Host: evil.example",
                        "X-Forwarded-Port: 8080",
                        "X-Forwarded-Prefix: /evil",
                        "X-Original-URL: /evil",
                        "X-Original-Host: evil.example",
                        "Forwarded: for=6.6.6.6;proto=http;host=evil.example",
                        "Forwarded: for=\"6.6.6.6;proto=http")
                .flatMap(line -> row("a form with " + line, posted.with(line), 403, 200));
    }

    @TestFactory
    Stream<DynamicTest> what_was_tampered_with_is_refused() {
        String signature = sign(CALLED, FORM);
        Call posted = Call.post(FORM, signature);
        Map<String, String> other = new TreeMap<>(FORM);
        other.put("To", "+18005550000");
        Map<String, String> more = new TreeMap<>(FORM);
        more.put("Extra", "1");
        return Stream.of(
                        row("a field is changed", Call.post(other, signature), 403, 403),
                        row("a field is added", Call.post(more, signature), 403, 403),
                        row("the body is dropped", Call.post(Map.of(), signature), 403, 403),
                        row("the query is changed", posted.target("/myapp.php?foo=1&bar=3"), 403, 403),
                        row("the query is dropped", posted.target("/myapp.php"), 403, 403),
                        row("the path is changed", posted.target("/other.php?foo=1&bar=2"), 403, 403),
                        row("the host is changed", posted.host("evil.example"), 403, 403),
                        row("the signature is missing", Call.post(FORM, ""), 403, 403),
                        row("the key is another", Call.post(FORM, sign("54321", CALLED, FORM)), 403, 403),
                        row(
                                "it was signed for http",
                                Call.post(FORM, sign("http://mycompany.com" + TARGET, FORM)),
                                200,
                                403))
                .flatMap(rows -> rows);
    }

    /** The signature is genuine, but was made for another service of the same account. */
    @TestFactory
    Stream<DynamicTest> a_caller_cannot_choose_the_url() {
        String other = sign("https://evil.example" + TARGET, FORM);
        return Stream.of(
                        row(
                                "X-Forwarded-Host",
                                Call.post(FORM, other).with("X-Forwarded-Host: evil.example"),
                                403,
                                403),
                        row("X-Original-Host", Call.post(FORM, other).with("X-Original-Host: evil.example"), 403, 403),
                        row(
                                "Forwarded",
                                Call.post(FORM, other).with("Forwarded: host=evil.example;proto=https"),
                                403,
                                403),
                        row(
                                "X-Forwarded-Prefix",
                                Call.post(FORM, sign("https://mycompany.com/evil" + TARGET, FORM))
                                        .with("X-Forwarded-Prefix: /evil"),
                                403,
                                403),
                        row(
                                "X-Original-URL",
                                Call.post(FORM, sign("https://mycompany.com/evil", FORM))
                                        .with("X-Original-URL: /evil"),
                                403,
                                403))
                .flatMap(rows -> rows);
    }

    @Test
    void a_filter_that_reads_the_headers_itself_lets_the_caller_choose_the_url() throws IOException {
        String other = sign("https://evil.example" + TARGET, FORM);
        assertThat(outside(headers, Call.post(FORM, sign(CALLED, FORM)))).isEqualTo(200);
        assertThat(outside(headers, Call.post(FORM, other).with("X-Forwarded-Host: evil.example")))
                .isEqualTo(200);
        assertThat(inside(
                        headers,
                        Call.post(FORM, other).with("X-Forwarded-Proto: https").with("X-Forwarded-Host: evil.example")))
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> the_commands_of_the_page_tell(@TempDir Path folder) throws IOException {
        Proxy.binary("curl", "curl");
        Proxy.binary("openssl", "openssl");
        Matcher console =
                Pattern.compile("```console\n(\\$ url=.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(console.find()).isTrue();
        String transcript = console.group(1);
        String commands = transcript
                .lines()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .collect(joining("\n"));
        String shown = transcript.substring(transcript.indexOf("\n200") + 1);
        return Stream.concat(
                Stream.of(dynamicTest(
                        "without the filter",
                        () -> assertThat(run(commands, off, folder)).isEqualTo("403\n"))),
                ON.entrySet().stream()
                        .map(way -> dynamicTest(
                                way.getKey(),
                                () -> assertThat(run(commands, way.getValue(), folder))
                                        .isEqualTo(shown))));
    }

    /** What a shell prints, whose curl finds the ingress instead of a host on the internet. */
    private static String run(String commands, Installed installed, Path folder) throws IOException {
        Files.writeString(
                folder.resolve(".curlrc"),
                "insecure\nconnect-to = \"mycompany.com:443:127.0.0.1:" + installed.ingress + "\"\n");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", commands).redirectErrorStream(true);
        shell.environment().put("CURL_HOME", folder.toString());
        shell.environment().put("TWILIO_AUTH_TOKEN", TOKEN);
        Process process = shell.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> who_goes_round_the_platform_is_not_believed() {
        Call call = Call.post(FORM, sign(CALLED, FORM))
                .with("X-Forwarded-Proto: https")
                .with("X-Forwarded-For: 203.0.113.7");
        return ON.entrySet().stream()
                .map(way -> dynamicTest(
                        way.getKey(),
                        () -> assertThat(inside(way.getValue(), call)).isEqualTo(403)));
    }
}
