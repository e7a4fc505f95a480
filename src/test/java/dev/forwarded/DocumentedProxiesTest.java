package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.forwarded.internal.settings.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Services that are known from their documentation: each with a request head as documented, with the settings that its
 * page shows, and with what a client can forge there. The settings are read from the page.
 */
final class DocumentedProxiesTest {

    private static final Path HEADS = Path.of("examples/proxies/documented").toAbsolutePath();

    private static final String STRANGER = "203.0.113.66";

    /** The head, the page and its section, the peer, and the truth: URL and client. */
    private static final List<Service> SERVICES = services("""
            traefik                   | traefik | Traefik                                 | 10.0.3.7       | https://shop.example.com/cart?x=1 | 192.0.2.1
            envoy                     | envoy | Envoy                                     | 10.0.3.7       | https://shop.example.com/cart?x=1 | 192.0.2.1
            istio                     | envoy | Istio                                     | 127.0.0.6      | https://shop.example.com/cart?x=1 | 192.0.2.1
            kubernetes-ingress-nginx  | kubernetes-ingress-nginx | ingress-nginx          | 10.244.1.12    | https://shop.example.com/cart?x=1 | 192.0.2.1
            aws-alb                   | aws | Application Load Balancer                   | 10.0.1.5       | https://shop.example.com/cart?x=1 | 192.0.2.1
            aws-cloudfront            | aws | CloudFront                                  | 198.51.100.199 | https://shop.example.com/cart?x=1 | 192.0.2.1
            aws-cloudfront-alb        | aws | CloudFront in front of a load balancer      | 10.0.1.5       | https://shop.example.com/cart?x=1 | 192.0.2.1
            aws-api-gateway-http      | aws | API Gateway, HTTP API                       | 198.51.100.20  | https://api.example.com/cart?x=1  | 192.0.2.1
            aws-api-gateway-rest      | aws | API Gateway, REST API                       | 198.51.100.21  | https://api.example.com/cart?x=1  | 192.0.2.1
            google-cloud              | google-cloud | External Application Load Balancer | 35.191.10.7    | https://shop.example.com/cart?x=1 | 192.0.2.1
            azure-application-gateway | azure | Application Gateway                       | 10.1.0.6       | https://shop.example.com/cart?x=1 | 192.0.2.1
            azure-front-door          | azure | Front Door                                | 198.51.100.40  | https://shop.example.com/cart?x=1 | 192.0.2.1
            azure-container-apps      | azure | Container Apps                            | 100.100.0.20   | https://shop.example.com/cart?x=1 | 192.0.2.1
            azure-app-service         | azure | App Service                               | 169.254.129.1  | https://shop.example.com/cart?x=1 | 192.0.2.1
            azure-api-management      | azure | API Management                            | 198.51.100.50  | https://api.example.com/cart?x=1  | 198.51.100.50
            azure-gateway-app-service | azure | Application Gateway in front of App Service | 169.254.129.1 | https://shop.example.com/cart?x=1 | 192.0.2.1
            azure-front-door-app-service | azure | Front Door in front of App Service | 169.254.129.1 | https://shop.example.com/cart?x=1 | 192.0.2.1
            azure-gateway-container-apps | azure | Application Gateway in front of Container Apps | 100.100.0.20 | https://shop.example.com/cart?x=1 | 192.0.2.1
            heroku-cdn                | heroku | Heroku behind a content delivery network | 10.1.27.230    | https://shop.example.com/cart?x=1 | 192.0.2.1
            spring-cloud-gateways     | spring-cloud-gateway | Two gateways behind each other | 10.0.5.8   | https://shop.example.com/cart?x=1 | 192.0.2.1
            cloudflare                | cloudflare | A header of your zone                | 172.68.1.9     | https://shop.example.com/cart?x=1 | 192.0.2.1
            cloudflare                | cloudflare | The header and the addresses         | 172.68.1.9     | https://shop.example.com/cart?x=1 | 192.0.2.1
            fastly                    | fastly | Fastly                                   | 198.51.100.44  | https://shop.example.com/cart?x=1 | 192.0.2.1
            heroku                    | heroku | Heroku                                   | 10.1.27.230    | https://shop.example.com/cart?x=1 | 192.0.2.1
            cloud-foundry             | cloud-foundry | The platform is not known         | 10.0.16.13     | https://shop.example.com/cart?x=1 | 192.0.2.1
            cloud-foundry-sanitized   | cloud-foundry | The router sets the scheme        | 10.0.16.13     | https://shop.example.com/cart?x=1 | 192.0.2.1
            docker                    | docker | The block of a network                   | 172.30.5.3     | https://shop.example.com/cart?x=1 | 192.0.2.1
            docker-gateway            | docker | One hop of a private network             | 172.18.0.3     | https://shop.example.com/cart?x=1 | 192.168.65.1
            docker-secret             | docker | A secret between the containers          | 172.18.0.3     | https://shop.example.com/cart?x=1 | 192.0.2.1
            cloud-run                 | cloud-run | Cloud Run                             | 169.254.169.126 | https://shop-abc123-ew.a.run.app/cart?x=1 | 192.0.2.1
            openshift                 | openshift | OpenShift router                      | 10.128.2.11    | https://shop.example.com/cart?x=1 | 192.0.2.1
            kong                      | kong | Kong                                       | 10.0.3.7       | https://shop.example.com/cart?x=1 | 192.0.2.1
            iis-arr                   | iis-arr | IIS with ARR                            | 10.0.4.10      | https://shop.example.com/cart?x=1 | 192.0.2.1
            ngrok                     | tunnels | ngrok                                   | 127.0.0.1      | https://shop-abc123.ngrok.app/cart?x=1 | 192.0.2.1
            dev-tunnels               | tunnels | Microsoft dev tunnels                   | 127.0.0.1      | https://abc123-8080.euw.devtunnels.ms/cart?x=1 | 127.0.0.1
            spring-cloud-gateway      | spring-cloud-gateway | Spring Cloud Gateway       | 10.0.5.8       | https://shop.example.com/cart?x=1 | 192.0.2.1
            """);

    /** What a client adds; a line counts as a lie where the settings do not read it. */
    private static final List<String> LIES = """
            Forwarded: for=6.6.6.6;proto=http;host=evil.example
            Forwarded: for="6.6.6.6;proto=http;host=evil.example
            X-Forwarded-For: 6.6.6.6
            X-Forwarded-For: <script>
            X-Forwarded-Proto: http
            X-Forwarded-Proto: gopher
            X-Forwarded-Host: evil.example
            X-Forwarded-Host: evil.example, evil.example
            X-Forwarded-Port: 1
            X-Forwarded-Port: none
            X-Forwarded-Prefix: /evil
            X-Forwarded-Ssl: off
            X-Forwarded-Scheme: http
            X-Forwarded-Server: evil.example
            X-Forwarded-By: 6.6.6.6
            X-Forwarded: for=6.6.6.6
            X-Forwarded-Path: /evil
            X-Forwarded-Uri: /evil
            X-Forwarded-Protocol: http
            X-Forwarded-Context: /evil
            Forwarded-For: 6.6.6.6
            X-Original-Host: evil.example
            X-Original-For: 6.6.6.6
            X-Original-Proto: http
            X-Original-URL: /evil
            X-Rewrite-URL: /evil
            X-HTTP-Host-Override: evil.example
            X-Host: evil.example
            X-Scheme: http
            X-Url-Scheme: http
            Front-End-Https: off
            X-Proxied-Https: off
            X-Real-IP: 6.6.6.6
            True-Client-IP: 6.6.6.6
            X-Client-IP: 6.6.6.6
            Client-IP: 6.6.6.6
            X-Cluster-Client-IP: 6.6.6.6
            CF-Connecting-IP: 6.6.6.6
            CF-Visitor: {"scheme":"http"}
            CloudFront-Forwarded-Proto: http
            CloudFront-Viewer-Address: 6.6.6.6:1
            Fastly-Client-IP: 6.6.6.6
            Fastly-SSL: 0
            X-Azure-ClientIP: 6.6.6.6
            X-Azure-SocketIP: 6.6.6.6
            X-ARR-SSL: none
            X-Envoy-External-Address: 6.6.6.6
            X_Forwarded_Proto: http
            X_Forwarded_Host: evil.example
            """.lines().toList();

    private record Service(String head, String page, String heading, String peer, String url, String client) {

        ProxyPage section() {
            return ProxyPage.section(page + ".md", heading);
        }

        Map<String, String> settings() {
            return section().settings();
        }

        ForwardedResolver resolver() {
            return resolver(Map.of());
        }

        ForwardedResolver resolver(Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(settings());
            all.putAll(more);
            return ForwardedResolver.builder().settings(all).build();
        }

        List<String> lines() {
            return DocumentedProxiesTest.lines(head);
        }

        List<String> forged() {
            return DocumentedProxiesTest.lines(head + "-forged");
        }

        void expectsTheTruthOf(List<String> lines) {
            assertThat(answer(resolver(), lines, peer))
                    .as(String.join("\n", lines))
                    .isEqualTo(url + " from " + client);
        }

        /** The headers that the settings read, in lower case. */
        Set<String> read() {
            Map<String, String> settings = resolver().settings();
            Set<String> read = new TreeSet<>();
            read.add(settings.getOrDefault("trustedSecret", "=").split("=", 2)[0]);
            if (settings.get("headers").equals("forwarded")) {
                read.add("Forwarded");
            } else {
                words(settings.get("fields")).forEach(field -> read.add(name(settings, field)));
            }
            return read.stream().map(header -> header.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        }

        private static String name(Map<String, String> settings, String field) {
            return words(settings.getOrDefault("names", ""))
                    .filter(name -> name.startsWith(field + "="))
                    .map(name -> name.substring(field.length() + 1))
                    .findFirst()
                    .orElse("X-Forwarded-" + field);
        }

        private static Stream<String> words(String list) {
            return Stream.of(list.split(","));
        }

        List<String> lies() {
            Set<String> read = read();
            return LIES.stream()
                    .filter(lie ->
                            !read.contains(lie.substring(0, lie.indexOf(':')).toLowerCase(Locale.ROOT)))
                    .toList();
        }

        DynamicTest test(Check check) {
            return dynamicTest(head + ", " + heading, () -> check.of(this));
        }
    }

    private interface Check {
        void of(Service service) throws Exception;
    }

    private static List<Service> services(String table) {
        return table.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new))
                .map(cell -> new Service(cell[0], cell[1], cell[2], cell[3], cell[4], cell[5]))
                .toList();
    }

    private static List<String> lines(String head) {
        try {
            String text = Files.readString(HEADS.resolve(head + ".http"), StandardCharsets.ISO_8859_1);
            assertThat(text).endsWith("\r\n\r\n");
            return text.lines().filter(line -> !line.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestHead head(List<String> lines, String peer) {
        return RequestHead.parse(String.join("\r\n", lines)).peer(peer, 40112).server("backend", 8080);
    }

    private static String answer(ForwardedResolver resolver, List<String> lines, String peer) {
        Decision decision = resolver.decide(head(lines, peer));
        return decision instanceof OriginalRequest original
                ? original.url() + " from " + original.clientNode()
                : ((RejectedRequestException) decision).finding().id();
    }

    private static Stream<DynamicTest> each(Check check) {
        return SERVICES.stream().map(service -> service.test(check));
    }

    private static List<String> with(List<String> lines, List<String> first, List<String> last) {
        List<String> all = new ArrayList<>(lines.subList(0, 1));
        all.addAll(first);
        all.addAll(lines.subList(1, lines.size()));
        all.addAll(last);
        return all;
    }

    private static List<String> without(List<String> lines, String header) {
        return lines.stream()
                .filter(line -> !line.regionMatches(true, 0, header + ":", 0, header.length() + 1))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> the_documented_request_gives_the_clients_url_and_address() {
        return each(service -> service.expectsTheTruthOf(service.lines()));
    }

    @TestFactory
    Stream<DynamicTest> a_lie_in_a_header_that_is_not_read_changes_nothing() {
        return each(service -> {
            assertThat(service.lies()).hasSizeGreaterThan(35);
            for (String lie : service.lies()) {
                service.expectsTheTruthOf(with(service.lines(), List.of(lie), List.of()));
                service.expectsTheTruthOf(with(service.lines(), List.of(), List.of(lie)));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> all_lies_at_once_change_nothing() {
        return each(service -> service.expectsTheTruthOf(with(service.lines(), service.lies(), service.lies())));
    }

    @TestFactory
    Stream<DynamicTest> what_the_service_makes_of_a_lie_in_a_header_that_is_read_is_the_truth() {
        return each(service -> {
            assertThat(service.forged()).isNotEqualTo(service.lines());
            service.expectsTheTruthOf(service.forged());
        });
    }

    @TestFactory
    Stream<DynamicTest> a_stranger_who_sends_the_same_is_not_believed() {
        return each(service -> {
            List<String> lines = service.lines();
            boolean byAddress = service.settings().containsKey("trustedProxies");
            List<String> direct = byAddress ? lines : without(lines, secretHeader(service));
            assertThat(answer(service.resolver(), direct, STRANGER)).isEqualTo(received(service) + " from " + STRANGER);
        });
    }

    /** What a server makes of the request by itself, but for what settings pin. */
    private static String received(Service service) {
        String host = service.lines().get(1).substring("Host: ".length());
        return service.settings().containsKey("publicUrl") ? service.url() : "http://" + host + "/cart?x=1";
    }

    private static String secretHeader(Service service) {
        String secret = service.settings().get("trustedSecret");
        return secret.substring(0, secret.indexOf('='));
    }

    private static Stream<DynamicTest> eachWithSecret(Function<Service, List<String>> change) {
        return SERVICES.stream()
                .filter(service -> service.settings().containsKey("trustedSecret"))
                .map(service -> service.test(one -> assertThat(answer(one.resolver(), change.apply(one), one.peer()))
                        .isEqualTo(received(one) + " from " + one.peer())));
    }

    @TestFactory
    Stream<DynamicTest> without_the_secret_the_services_address_is_not_believed_either() {
        return eachWithSecret(service -> without(service.lines(), secretHeader(service)));
    }

    @TestFactory
    Stream<DynamicTest> a_guessed_secret_beside_the_services_own_is_not_believed() {
        return eachWithSecret(
                service -> with(service.lines(), List.of(secretHeader(service) + ": 0000000000000000"), List.of()));
    }

    @TestFactory
    Stream<DynamicTest> the_probes_pass_and_other_hosts_do_not() {
        Map<String, String> hosts = Map.ofEntries(
                Map.entry("traefik", "10.0.2.9:8080"),
                Map.entry("envoy", "shop_cluster"),
                Map.entry("istio", "10.0.2.9:8080"),
                Map.entry("kubernetes-ingress-nginx", "10.0.2.9:8080"),
                Map.entry("aws-alb", "10.0.2.9:8080"),
                Map.entry("aws-cloudfront-alb", "10.0.2.9:8080"),
                Map.entry("google-cloud", "203.0.113.80"),
                Map.entry("azure-application-gateway", "127.0.0.1"),
                Map.entry("azure-front-door", "origin.example.net"),
                Map.entry("azure-container-apps", "10.0.2.9:8080"),
                Map.entry("azure-app-service", "shop.azurewebsites.net"),
                Map.entry("docker", "127.0.0.1:8080"),
                Map.entry("cloud-run", "localhost:8080"),
                Map.entry("openshift", "10.0.2.9:8080"),
                Map.entry("kong", "shop.internal"),
                Map.entry("iis-arr", "shop.example.com"),
                Map.entry("cloud-foundry-sanitized", "127.0.0.1:8080"));
        assertThat(SERVICES.stream()
                        .filter(service -> !service.section().allowedHosts().isEmpty())
                        .map(Service::head))
                .containsExactlyInAnyOrderElementsOf(hosts.keySet());
        return SERVICES.stream()
                .filter(service -> hosts.containsKey(service.head()))
                .map(service -> service.test(one -> probe(one, hosts.get(one.head()))));
    }

    private static void probe(Service service, String host) {
        ForwardedResolver resolver =
                service.resolver(Map.of("allowedHosts", service.section().allowedHosts()));
        assertThat(answer(resolver, service.lines(), service.peer()))
                .isEqualTo(service.url() + " from " + service.client());
        assertThat(decide(resolver, host)).isInstanceOf(OriginalRequest.class);
        assertThat(decide(resolver, "evil.example")).isInstanceOf(RejectedRequestException.class);
        assertThat(decide(resolver, "198.51.100.9")).isInstanceOf(RejectedRequestException.class);
    }

    private static Decision decide(ForwardedResolver resolver, String host) {
        List<String> lines = List.of("GET /healthz HTTP/1.1", "Host: " + host);
        return resolver.decide(head(lines, "10.9.9.9").localAddress("10.0.2.9"));
    }

    @TestFactory
    Stream<DynamicTest> the_command_on_the_page_has_the_same_settings_and_the_same_request() {
        return SERVICES.stream()
                .filter(service -> !service.section().command().isEmpty())
                .map(service -> service.test(one -> assertThat(one.section().command())
                        .isEqualTo(one.settings().entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue())
                                .collect(Collectors.joining(
                                        " ",
                                        "",
                                        " peer=" + one.peer() + " < examples/proxies/documented/" + one.head()
                                                + ".http")))));
    }

    @Test
    void every_recorded_head_belongs_to_a_service() throws IOException {
        Set<String> known = SERVICES.stream()
                .flatMap(service -> Stream.of(service.head() + ".http", service.head() + "-forged.http"))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(HEADS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".http")))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @TestFactory
    Stream<DynamicTest> a_page_opens_with_its_question_and_names_its_source() {
        return SERVICES.stream()
                .map(Service::page)
                .distinct()
                .map(page -> dynamicTest(page, () -> {
                    List<String> lines = Files.readAllLines(Path.of("docs/proxies", page + ".md"));
                    assertThat(lines.get(0)).startsWith("# ").endsWith("?");
                    assertThat(lines.get(2)).startsWith("From documentation, not tested live: [");
                }));
    }

    @TestFactory
    Stream<DynamicTest> the_variants_that_the_pages_name() {
        return Stream.of(
                        variant("aws", "Application Load Balancer", "An entry with the client's port", "10.0.1.5", """
                        Host: shop.example.com
                        X-Forwarded-For: 6.6.6.6, 192.0.2.1:52044
                        X-Forwarded-Proto: https
                        -> url=https://shop.example.com/; client=192.0.2.1; clientPort=52044
                        """),
                        variant("traefik", "Traefik", "A WebSocket handshake on a published port", "10.0.3.7", """
                        Host: shop.example.com:9443
                        X-Forwarded-For: 192.0.2.1
                        X-Forwarded-Host: shop.example.com:9443
                        X-Forwarded-Port: 9443
                        X-Forwarded-Proto: wss
                        -> url=https://shop.example.com:9443/; client=192.0.2.1
                        """),
                        variant("azure", "Container Apps", "Another app of the environment", "100.100.0.20", """
                        host: shop.example.com
                        x-forwarded-for: 6.6.6.6,100.100.0.31
                        x-forwarded-proto: http
                        -> url=http://shop.example.com/; client=100.100.0.31
                        """),
                        variant(
                                "azure",
                                "App Service",
                                "An address of the platform behind the client's",
                                "169.254.129.1",
                                """
                        Host: shop.example.com
                        X-Forwarded-For: 192.0.2.1:52044, 169.254.130.4
                        X-Forwarded-Proto: https
                        -> url=https://shop.example.com/; client=169.254.130.4
                        """),
                        variant(
                                "cloud-foundry",
                                "The router sets the scheme",
                                "Appended, as documented",
                                "10.0.16.13",
                                """
                        Host: shop.example.com
                        X-Forwarded-For: 192.0.2.1
                        X-Forwarded-Proto: http, https
                        -> url=https://shop.example.com/; client=192.0.2.1
                        """),
                        variant("spring-cloud-gateway", "Spring Cloud Gateway", "Nothing written", "10.0.5.8", """
                        Host: backend.example.net:8080
                        -> url=http://backend.example.net:8080/; client=10.0.5.8
                        """),
                        variant("kubernetes-ingress-nginx", "ingress-nginx", "The full list", "10.244.1.12", """
                        Host: shop.example.com
                        X-Forwarded-For: 6.6.6.6, 192.0.2.1, 10.244.7.7
                        X-Forwarded-Host: shop.example.com
                        X-Forwarded-Proto: https
                        -> url=https://shop.example.com/; client=192.0.2.1
                        """))
                .flatMap(tests -> tests);
    }

    private static Stream<DynamicTest> variant(String page, String heading, String name, String peer, String request) {
        String settings = ProxyPage.section(page + ".md", heading).settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "; ")
                .collect(Collectors.joining());
        return Cases.tests(settings + "peer=" + peer + " 1; server=backend 8080", name + "\n" + request);
    }

    @Test
    void a_gateway_that_writes_nothing_is_refused_where_the_scheme_is_required() {
        Service gateway = SERVICES.get(SERVICES.size() - 1);
        ForwardedResolver resolver = gateway.resolver(Map.of("require", "proto"));
        assertThat(answer(resolver, gateway.lines(), gateway.peer())).startsWith(gateway.url());
        assertThat(answer(resolver, List.of("GET / HTTP/1.1", "Host: backend.example.net"), gateway.peer()))
                .isEqualTo("not-stated");
    }

    @Test
    void without_the_count_a_client_of_a_private_network_would_be_taken_for_a_proxy() {
        Service docker = SERVICES.stream()
                .filter(one -> one.head().equals("docker-gateway"))
                .findFirst()
                .orElseThrow();
        docker.expectsTheTruthOf(docker.forged());
        assertThat(answer(docker.resolver(Map.of("hops", "2")), docker.forged(), docker.peer()))
                .isEqualTo(docker.url() + " from 6.6.6.6");
    }

    @Test
    void a_secret_as_the_only_condition_warns() {
        assertThat(SERVICES.stream().filter(service -> service.settings().containsKey("trustedSecret")))
                .allSatisfy(service -> assertThat(
                                service.resolver().warnings().toString().contains("secret-alone"))
                        .isEqualTo(!service.settings().containsKey("trustedProxies")));
    }

    @Test
    void every_profile_of_a_cloud_service_has_a_section() {
        Set<String> shown = SERVICES.stream()
                .map(service -> service.settings().getOrDefault("profile", "none"))
                .collect(Collectors.toSet());
        Set<String> cloud = Profile.ALL.stream()
                .map(Profile::name)
                .filter(name -> name.matches("(aws|azure|gcp|spring|kubernetes)-.*"))
                .collect(Collectors.toSet());
        assertThat(shown).containsAll(cloud).contains("traefik", "envoy", "istio", "cloudflare", "heroku");
    }
}
