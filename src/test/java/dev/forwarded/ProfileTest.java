package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.internal.settings.Profile;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The profiles, each with a request as its proxy writes it and with what that proxy lets a client add. */
final class ProfileTest {

    private static final Set<String> NAMES = Set.of(
            "nginx",
            "haproxy",
            "apache",
            "caddy",
            "traefik",
            "envoy",
            "istio",
            "kubernetes-ingress-nginx",
            "varnish",
            "trafficserver",
            "squid",
            "nghttpx",
            "lighttpd",
            "h2o",
            "azure-application-gateway",
            "azure-front-door",
            "azure-container-apps",
            "azure-app-service",
            "aws-alb",
            "aws-cloudfront",
            "aws-api-gateway",
            "gcp-load-balancer",
            "cloudflare",
            "heroku",
            "spring-cloud-gateway");

    @Test
    void these_profiles_exist() {
        assertThat(Profile.ALL)
                .extracting(Profile::name)
                .doesNotHaveDuplicates()
                .containsAll(NAMES);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("NAMES")
    void a_profile_says_what_is_read_and_never_from_whom(String name) {
        Profile profile = Profile.of(name).orElseThrow();
        assertThat(profile.settings()).containsKeys("headers", "fields");
        assertThat(profile.settings().keySet()).isSubsetOf("headers", "fields", "names", "hops");
        assertThat(profile.settings()).doesNotContainEntry("headers", "either");
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("NAMES")
    void its_settings_are_in_force(String name) {
        ForwardedResolver resolver = ForwardedResolver.builder().profile(name).build();
        assertThat(resolver.settings())
                .containsAllEntriesOf(Profile.of(name).orElseThrow().settings())
                .containsEntry("trustedProxies", "loopback");
    }

    @TestFactory
    Stream<DynamicTest> requests_as_the_proxies_write_them() {
        return Cases.tests("trustedProxies=10.0.0.0/8; peer=10.0.0.1 40112; server=backend 8080", """
                nginx
                profile=nginx
                Host: shop.example.com:18443
                X-Forwarded-For: 6.6.6.6, 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example
                X-Forwarded-Port: 1
                Forwarded: for=6.6.6.6;proto=http;host=evil.example
                -> url=https://shop.example.com:18443/; client=192.0.2.1

                haproxy, with a new line behind the client's
                profile=haproxy
                host: shop.example.com:18443
                x-forwarded-for: 6.6.6.6
                x-forwarded-host: evil.example
                x-forwarded-port: 1
                x-forwarded-proto: https
                x-forwarded-for: 192.0.2.1
                -> url=https://shop.example.com:18443/; client=192.0.2.1

                apache
                profile=apache
                Host: backend:8080
                X-Forwarded-For: 6.6.6.6, 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example, shop.example.com
                X-Forwarded-Port: 1
                -> url=http://shop.example.com/; client=192.0.2.1

                apache, with the lines that set the scheme
                profile=apache; fields=for,proto,host
                Host: shop.example.com
                X-Forwarded-For: 6.6.6.6, 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example, shop.example.com
                -> url=https://shop.example.com/; client=192.0.2.1

                caddy
                profile=caddy
                Host: shop.example.com:18443
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Host: shop.example.com:18443
                X-Forwarded-Proto: https
                X-Forwarded-Port: 1
                Forwarded: garbage
                -> url=https://shop.example.com:18443/; client=192.0.2.1

                traefik, with a web socket
                profile=traefik
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 443
                X-Forwarded-Proto: wss
                X-Forwarded-Server: 0123456789ab
                Forwarded: for=6.6.6.6
                -> url=https://shop.example.com/; client=192.0.2.1

                envoy
                profile=envoy
                host: shop.example.com
                x-forwarded-for: 6.6.6.6,192.0.2.1
                x-forwarded-proto: https
                x-forwarded-host: evil.example
                x-envoy-external-address: 192.0.2.1
                -> url=https://shop.example.com/; client=192.0.2.1

                istio
                profile=istio
                host: shop.example.com
                x-forwarded-for: 192.0.2.1
                x-forwarded-proto: https
                x-forwarded-port: 1
                -> url=https://shop.example.com/; client=192.0.2.1

                kubernetes-ingress-nginx
                profile=kubernetes-ingress-nginx
                Host: shop.example.com
                X-Real-IP: 192.0.2.1
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Port: 1
                X-Forwarded-Proto: https
                X-Forwarded-Scheme: http
                X-Original-Forwarded-For: 6.6.6.6
                -> url=https://shop.example.com/; client=192.0.2.1

                varnish, with the built-in lower-cased Host
                profile=varnish
                Host: shop.example.com:18443
                scheme: https
                X-Forwarded-For: 6.6.6.6, 2001:db8::1
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example
                -> url=http://shop.example.com:18443/; client=2001:db8::1

                trafficserver
                profile=trafficserver
                Host: SHOP.example.com:18443
                X-Forwarded-Proto: https
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Host: evil.example
                Forwarded: for="6.6.6.6;host=evil.example
                Via: https/1.1 traffic_server[19cdfe97-6b22-49fd-96fa-ad0bab6d972c] (ApacheTrafficServer/9.2.9)
                -> url=http://SHOP.example.com:18443/; client=192.0.2.1

                squid, with the client's address joined behind what the client sent
                profile=squid
                Host: shop.example.com:18443
                X-Forwarded-Host: evil.example
                X-Forwarded-Port: 1
                Via: 1.1 proxy (squid/5.7)
                X-Forwarded-For: "6.6.6.6, 192.0.2.1
                X-Forwarded-Proto: https
                -> url=http://shop.example.com:18443/; client=192.0.2.1

                nghttpx, with the headers that it cannot drop
                profile=nghttpx
                Host: shop.example.com:18443
                X-Forwarded-Host: evil.example
                X-Forwarded-Port: 1
                X-Forwarded-Prefix: /evil
                X-Forwarded-For: 6.6.6.6
                X-Forwarded-Proto: https
                Via: 1.1 nghttpx
                -> url=https://shop.example.com:18443/; client=10.0.0.1

                lighttpd
                profile=lighttpd
                Host: shop.example.com:18443
                X-Forwarded-For: 192.0.2.1
                X-Host: shop.example.com:18443
                X-Forwarded-Host: evil.example
                X-Forwarded-Proto: https
                X-Forwarded-Port: 1
                -> url=https://shop.example.com:18443/; client=192.0.2.1

                h2o, with an open quote from the client
                profile=h2o
                host: SHOP.example.com:18443
                X-Forwarded-Host: evil.example
                X-Forwarded-Port: 1
                Forwarded: for="6.6.6.6;proto=http;host=evil.example
                x-forwarded-proto: https
                x-forwarded-for: 6.6.6.6, "7.7.7.7, 192.0.2.1
                via: 1.1 SHOP.example.com:18443
                -> url=https://SHOP.example.com:18443/; client=192.0.2.1

                azure-application-gateway
                profile=azure-application-gateway
                Host: backend.azurewebsites.net
                X-Forwarded-For: 6.6.6.6:1, 192.0.2.1:4711
                X-Forwarded-Port: 443
                X-Forwarded-Proto: https
                X-Original-Host: shop.example.com
                X-Forwarded-Host: evil.example
                -> url=https://shop.example.com/; client=192.0.2.1; clientPort=4711

                azure-front-door
                profile=azure-front-door
                Host: shop.azurefd.net
                X-Forwarded-For: 6.6.6.6, 192.0.2.1
                X-Forwarded-Host: shop.example.com
                X-Forwarded-Proto: https
                X-Azure-ClientIP: 6.6.6.6
                X-Forwarded-Port: 1
                -> url=https://shop.example.com/; client=192.0.2.1

                azure-container-apps
                profile=azure-container-apps
                host: shop.example.com
                x-forwarded-for: 6.6.6.6,192.0.2.1
                x-forwarded-proto: https
                x-forwarded-host: evil.example
                -> url=https://shop.example.com/; client=192.0.2.1

                azure-app-service
                profile=azure-app-service
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1:4711
                X-Forwarded-Proto: https
                X-Original-URL: /evil
                CLIENT-IP: 192.0.2.1:4711
                X-Forwarded-Host: evil.example
                -> url=https://shop.example.com/; client=192.0.2.1; clientPort=4711

                aws-alb
                profile=aws-alb
                Host: shop.example.com
                X-Forwarded-For: 6.6.6.6, 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Port: 443
                X-Forwarded-Host: evil.example
                -> url=https://shop.example.com/; client=192.0.2.1

                aws-api-gateway
                profile=aws-api-gateway
                Host: integration.example.com
                forwarded: for=6.6.6.6,for=192.0.2.1;by=1.2.3.4;host=my.example.com;proto=https
                X-Forwarded-For: 10.0.0.9
                -> url=https://my.example.com/; client=192.0.2.1

                gcp-load-balancer, whose forwarding rule is trusted
                profile=gcp-load-balancer; trustedProxies=10.0.0.0/8, 203.0.113.80
                Host: shop.example.com
                X-Forwarded-For: 6.6.6.6,192.0.2.1,203.0.113.80
                X-Forwarded-Proto: https
                -> url=https://shop.example.com/; client=192.0.2.1

                gcp-load-balancer, where everybody is trusted
                profile=gcp-load-balancer; trustedProxies=all
                Host: shop.example.com
                X-Forwarded-For: 6.6.6.6,192.0.2.1,203.0.113.80
                X-Forwarded-Proto: http, https
                -> url=https://shop.example.com/; client=192.0.2.1

                cloudflare
                profile=cloudflare
                Host: shop.example.com
                CF-Connecting-IP: 192.0.2.1
                X-Forwarded-For: 6.6.6.6,192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example
                Forwarded: for=6.6.6.6;host=evil.example
                -> url=https://shop.example.com/; client=192.0.2.1

                heroku
                profile=heroku
                Host: shop.example.com
                X-Forwarded-For: 6.6.6.6, 192.0.2.1
                X-Forwarded-Proto: https
                X-Forwarded-Port: 443
                X-Forwarded-Host: evil.example
                -> url=https://shop.example.com/; client=192.0.2.1
                """);
    }

    @TestFactory
    Stream<DynamicTest> beside_settings_of_the_user() {
        return Cases.tests("peer=127.0.0.1 40112; server=backend 8080", """
                A profile says nothing of who is trusted
                profile=gcp-load-balancer; peer=203.0.113.9 1
                X-Forwarded-For: 192.0.2.1, 203.0.113.80
                -> client=203.0.113.9; trusted=false

                A count of for in a profile is an upper bound only
                profile=gcp-load-balancer
                X-Forwarded-For: 192.0.2.1, 203.0.113.80
                -> client=203.0.113.80; hops=1

                A plain count of the user's replaces all counts of the profile
                profile=gcp-load-balancer; hops=1; peer=203.0.113.9 1
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, 203.0.113.80
                X-Forwarded-Proto: https
                -> client=203.0.113.80; scheme=https

                A count of a field merges with those of the profile
                profile=gcp-load-balancer; hops=proto=2; peer=203.0.113.9 1
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, 203.0.113.80
                X-Forwarded-Proto: https, http
                -> client=192.0.2.1; scheme=https

                Names merge key by key
                profile=azure-application-gateway; names=for=X-Client
                Host: backend
                X-Client: 192.0.2.1
                X-Forwarded-For: 6.6.6.6
                X-Original-Host: shop.example.com
                -> url=http://shop.example.com/; client=192.0.2.1

                A name of the user's wins
                profile=azure-application-gateway; names=host=X-Host-Was
                Host: backend
                X-Host-Was: shop.example.com
                X-Original-Host: evil.example
                -> url=http://shop.example.com/

                A list is replaced whole
                profile=nginx; fields=for
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                -> url=http://shop.example.com/; client=192.0.2.1

                A family of the user's wins
                profile=nginx; headers=forwarded
                Host: shop.example.com
                X-Forwarded-Proto: http
                Forwarded: proto=https
                -> url=https://shop.example.com/
                """);
    }
}
