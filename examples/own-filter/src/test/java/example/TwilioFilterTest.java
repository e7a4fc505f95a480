package example;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioFilterTest {

    private static final String TOKEN = "12345";

    /** As the manual of Twilio has it. */
    private static final Map<String, String> CALL = Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Caller", "+14158675309",
            "Digits", "1234",
            "From", "+14158675309",
            "To", "+18005551212");

    private static final String HOST = "mycompany.com";

    private static final String PATH = "/myapp.php?foo=1&bar=2";

    private Server server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    /** A server that listens on loopback, trusts a proxy there, and has the webhook on every path. */
    private void start(String trustedProxies, boolean behindFilter) throws Exception {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .trustedProxies(trustedProxies)
                .headers("x-forwarded")
                .build();
        start(resolver, behindFilter, new TwilioFilter(TOKEN, resolver));
    }

    private void start(ForwardedResolver resolver, boolean behindFilter, Filter filter) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        if (behindFilter) {
            context.addFilter(
                    new FilterHolder(new ForwardedFilter(resolver)), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(Webhook.class, "/*");
        server = new Server(new InetSocketAddress("127.0.0.1", 0));
        server.setHandler(context);
        server.start();
    }

    public static final class Webhook extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("from " + request.getParameter("From"));
        }
    }

    /** Checks the URL that the container gives, without the library. */
    private static final class RequestUrlFilter implements Filter {
        private final RequestValidator validator = new RequestValidator(TOKEN);

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest called = (HttpServletRequest) request;
            String url = called.getRequestURL() + "?" + called.getQueryString();
            if (validator.validate(url, CALL, called.getHeader("X-Twilio-Signature"))) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        }
    }

    /** Sends a form as a proxy does that ends TLS. */
    private String post(String host, String path, Map<String, String> form, String signature) throws IOException {
        return post(host, "https", path, form, signature);
    }

    private String post(String host, String scheme, String path, Map<String, String> form, String signature)
            throws IOException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String request = "POST " + path + " HTTP/1.1\r\nHost: 10.0.0.12:8080\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n"
                + "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: " + scheme + "\r\n"
                + "X-Forwarded-Host: " + host + "\r\n"
                + (signature == null ? "" : "X-Twilio-Signature: " + signature + "\r\n")
                + "\r\n" + body;
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }

    /** As Twilio signs: the URL, then every field of the form by name. */
    private static String sign(String url, Map<String, String> form) {
        StringBuilder text = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] digest = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_example_of_twilios_manual_is_accepted_behind_the_forwarded_filter_and_alone(boolean behindFilter)
            throws Exception {
        start("127.0.0.1", behindFilter);
        assertThat(post(HOST, PATH, CALL, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "false, https://mycompany.com, 403",
        "false, http://10.0.0.12:8080, 200",
        "true, https://mycompany.com, 200",
        "true, https://mycompany.com:443, 200",
        "true, http://10.0.0.12:8080, 403"
    })
    void a_filter_that_checks_the_url_of_the_request_is_right_only_behind_the_forwarded_filter(
            boolean behindFilter, String signed, String status) throws Exception {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .trustedProxies("127.0.0.1")
                .headers("x-forwarded")
                .build();
        start(resolver, behindFilter, new RequestUrlFilter());
        assertThat(post(HOST, PATH, CALL, sign(signed + PATH, CALL))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "https://mycompany.com/myapp.php?foo=1&bar=2, mycompany.com, /myapp.php?foo=1&bar=2",
        "https://mycompany.com:443/myapp.php?foo=1&bar=2, mycompany.com, /myapp.php?foo=1&bar=2",
        "https://mycompany.com/myapp.php, mycompany.com:443, /myapp.php",
        "https://mycompany.com:8443/myapp.php, mycompany.com:8443, /myapp.php",
        "https://mycompany.com/a%20b?q=c%26d%2Fe, mycompany.com, /a%20b?q=c%26d%2Fe",
        "https://mycompany.com:443/a%20b?q=c%26d%2Fe, mycompany.com, /a%20b?q=c%26d%2Fe",
        "https://mycompany.com/?From=query, mycompany.com, /?From=query"
    })
    void a_signature_for_the_url_with_or_without_port_is_accepted(String signed, String host, String path)
            throws Exception {
        start("127.0.0.1", true);
        assertThat(post(host, path, CALL, sign(signed, CALL))).isEqualTo("200");
    }

    @Test
    void letters_beyond_ascii_are_read_as_twilio_sends_them() throws Exception {
        Map<String, String> form = Map.of("Body", "Grüße, 世界", "From", "+14158675309");
        start("127.0.0.1", true);
        assertThat(post(HOST, PATH, form, sign("https://mycompany.com" + PATH, form)))
                .isEqualTo("200");
    }

    @Test
    void a_form_without_fields_is_accepted() throws Exception {
        start("127.0.0.1", true);
        assertThat(post(HOST, PATH, Map.of(), sign("https://mycompany.com" + PATH, Map.of())))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatever_was_tampered_with_is_refused(boolean behindFilter) throws Exception {
        start("127.0.0.1", behindFilter);
        String signature = sign("https://mycompany.com" + PATH, CALL);
        Map<String, String> other = new TreeMap<>(CALL);
        other.put("To", "+18005550000");
        Map<String, String> more = new TreeMap<>(CALL);
        more.put("Extra", "1");

        assertThat(post(HOST, PATH, other, signature)).as("body changed").isEqualTo("403");
        assertThat(post(HOST, PATH, more, signature)).as("body longer").isEqualTo("403");
        assertThat(post(HOST, PATH, Map.of(), signature)).as("body dropped").isEqualTo("403");
        assertThat(post(HOST, "/myapp.php?foo=1&bar=3", CALL, signature))
                .as("query changed")
                .isEqualTo("403");
        assertThat(post(HOST, PATH + "&To=1", CALL, signature))
                .as("query longer")
                .isEqualTo("403");
        assertThat(post(HOST, "/other.php?foo=1&bar=2", CALL, signature))
                .as("path")
                .isEqualTo("403");
        assertThat(post("evil.example", PATH, CALL, signature)).as("host").isEqualTo("403");
        assertThat(post(HOST, "http", PATH, CALL, signature)).as("scheme").isEqualTo("403");
        assertThat(post(HOST, PATH, CALL, null)).as("no signature").isEqualTo("403");
        assertThat(post(HOST, PATH, CALL, "")).as("empty signature").isEqualTo("403");
        assertThat(post(HOST, PATH, CALL, signature)).as("nothing").isEqualTo("200");
    }

    @Test
    void the_port_is_not_compared_by_twilios_validator() throws Exception {
        start("127.0.0.1", true);
        assertThat(post(HOST + ":8443", PATH, CALL, sign("https://mycompany.com" + PATH, CALL)))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_sender_that_is_no_trusted_proxy_cannot_choose_the_url(boolean behindFilter) throws Exception {
        start("192.0.2.1", behindFilter);
        assertThat(post(HOST, PATH, CALL, sign("https://mycompany.com" + PATH, CALL)))
                .isEqualTo("403");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void headers_that_cannot_be_read_are_rejected(boolean behindFilter) throws Exception {
        start("127.0.0.1", behindFilter);
        assertThat(post(HOST, "gopher", PATH, CALL, sign("https://mycompany.com" + PATH, CALL)))
                .isEqualTo("400");
    }

    @Test
    void one_line_makes_an_original_request_for_a_test() {
        OriginalRequest original = OriginalRequest.of("https://shop.example.com/cart?item=7", "203.0.113.9");
        assertThat(original.url()).isEqualTo("https://shop.example.com/cart?item=7");
        assertThat(original.clientAddress()).isEqualTo("203.0.113.9");
    }
}
