package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HTTP/2 in the clear, as between a proxy and the container. */
class Http2ContainerIT {

    private static final String REFUSED = "400 Bad Request";

    private static final String GET = """
            :method: GET
            :scheme: http
            :path: /app/dump?q
            """;

    private static List<String> lines(String body) {
        return body.lines().toList();
    }

    /** What the container makes of fields that a proxy may send. */
    private static List<String> dump(String fields) throws IOException {
        return lines(RawHttp2.body(Stage.with("headers=x-forwarded").port(), GET + fields));
    }

    @Test
    void the_jdks_client_sees_what_it_sees_over_http_1_1() throws Exception {
        Stage stage = Stage.with("headers=x-forwarded");
        HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stage.port() + "/app/dump"))
                            .header("X-Forwarded-For", "203.0.113.7")
                            .header("X-Forwarded-Proto", "https")
                            .header("X-Forwarded-Host", "shop.example")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(Version.HTTP_2);
            assertThat(lines(response.body()))
                    .contains("url=https://shop.example/app/dump", "remoteAddr=203.0.113.7", "host=shop.example")
                    .contains("X-Forwarded-Host=null");
        }
    }

    @Test
    void the_authority_stands_for_the_host() throws IOException {
        assertThat(dump(":authority: shop.example:8443\nx-forwarded-proto: https\n"))
                .contains("url=https://shop.example:8443/app/dump", "host=shop.example:8443", "headerNames=host");
        assertThat(dump(":authority: shop.example\nx-forwarded-proto: https\n"))
                .contains("url=https://shop.example/app/dump", "serverPort=443", "host=shop.example");
    }

    @Test
    void a_forwarded_host_needs_no_authority() throws IOException {
        String forwarded = "x-forwarded-proto: https\nx-forwarded-host: shop.example\n";
        assertThat(dump(":authority: inner:8080\n" + forwarded)).contains("url=https://shop.example/app/dump");
        List<String> without = dump(forwarded);
        if (Container.is("tomcat")) {
            assertThat(without).containsExactly("refused");
        } else {
            assertThat(without).contains("url=https://shop.example/app/dump", "host=shop.example");
        }
    }

    /** A Host field alone: Jetty and Undertow take the local address for the server's name, and Undertow hides the field. */
    @Test
    void a_host_in_place_of_the_authority() throws IOException {
        List<String> dump = dump("host: shop.example\nx-forwarded-proto: https\n");
        if (Container.is("tomcat")) {
            assertThat(dump).contains("url=https://shop.example/app/dump");
        } else if (Container.is("jetty")) {
            assertThat(dump.get(0)).startsWith(REFUSED);
        } else {
            assertThat(dump).contains("serverName=127.0.0.1", "scheme=https");
        }
    }

    @Test
    void the_scheme_of_a_plain_connection_is_the_clients_word() throws IOException {
        List<String> dump = lines(RawHttp2.body(
                Stage.with("headers=x-forwarded").port(),
                GET.replace("http", "https") + ":authority: shop.example\nx-forwarded-proto: http\n"));
        if (Container.is("tomcat")) {
            assertThat(dump).containsExactly("refused");
        } else {
            assertThat(dump).contains("scheme=http", "url=http://shop.example/app/dump");
        }
    }

    @Test
    void an_invalid_header_is_answered_with_400() throws IOException {
        assertThat(dump(":authority: shop.example\nx-forwarded-proto: gopher\n"))
                .first()
                .asString()
                .startsWith(REFUSED);
    }

    @Test
    void a_host_that_is_not_allowed_is_answered_with_400() throws IOException {
        int port = Stage.with("headers=x-forwarded; allowedHosts=shop.example").port();
        assertThat(RawHttp2.body(port, GET + ":authority: evil.example\n")).startsWith(REFUSED);
        assertThat(RawHttp2.body(port, GET + ":authority: shop.example\n"))
                .contains("url=http://shop.example/app/dump");
    }
}
