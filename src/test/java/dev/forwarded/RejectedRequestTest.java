package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reason of a refusal, which becomes text when it is asked for. */
final class RejectedRequestTest {

    private static final RequestHead OTHER =
            RequestHead.parse("GET /other HTTP/1.1\nHost: other\nX-Other: b").peer("203.0.113.99", 99);

    private static ForwardedResolver resolver(String settings) {
        ForwardedResolver.Builder builder = ForwardedResolver.builder();
        for (String setting : settings.split("; ")) {
            int equals = setting.indexOf('=');
            builder.set(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return builder.build();
    }

    private static RequestHead head(String lines) {
        return RequestHead.parse(
                        "GET /x HTTP/1.1\n" + lines.replace("\\n", "\n").replace("{65}", "10.0.0.1,".repeat(65)))
                .peer("10.0.0.7", 4711);
    }

    private static RejectedRequestException rejected(String settings, ReceivedRequest received) {
        return (RejectedRequestException) resolver(settings).decide(received);
    }

    /** A request of a container, which is another one as soon as it is answered. */
    private static ReceivedRequest recycled(AtomicReference<RequestHead> now) {
        return (ReceivedRequest) Proxy.newProxyInstance(
                ReceivedRequest.class.getClassLoader(),
                new Class<?>[] {ReceivedRequest.class},
                (proxy, method, given) -> method.invoke(now.get(), given));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid-value | trustedProxies=10.0.0.0/8 | Host: a\\nX-Forwarded-Proto: gopher",
                "invalid-value | trustedProxies=10.0.0.0/8 | Host: a\\nX-Forwarded-For: x y, 10.0.0.2",
                "invalid-value | trustedProxies=10.0.0.0/8 | Host: a\\nForwarded: for=a b",
                "invalid-value | trustedProxies=10.0.0.0/8; prefix=replace | Host: a\\nX-Forwarded-Prefix: shop",
                "invalid-value | trustedProxies=10.0.0.0/8; names=url=X-Url | Host: a\\nX-Url: shop",
                "invalid-value | trustedProxies=10.0.0.0/8; names=url=X-Url | Host: a\\nX-Url: http://b/shop",
                "values-differ | trustedProxies=10.0.0.0/8 | Host: a\\nX-Forwarded-For: 1.1.1.1, 10.0.0.2\\nX-Forwarded-Proto: http, https",
                "too-many-hops | trustedProxies=10.0.0.0/8 | Host: a\\nX-Forwarded-For: {65}10.0.0.1",
                "families-disagree | trustedProxies=10.0.0.0/8 | Host: a\\nForwarded: proto=https\\nX-Forwarded-Proto: http",
                "family-invalid | trustedProxies=10.0.0.0/8 | Host: a\\nForwarded: proto=x\\nX-Forwarded-Proto: http",
                "no-authority | trustedProxies=10.0.0.0/8 | Host: a b\\nX-Forwarded-Proto: https",
                "host-not-allowed | trustedProxies=10.0.0.0/8; allowedHosts=shop.example.com | Host: a",
                "not-stated | trustedProxies=10.0.0.0/8; require=proto | Host: a",
                "untrusted-headers | trustedProxies=192.0.2.1; onUntrusted=reject | Host: a\\nX-Forwarded-Proto: https",
            })
    void it_speaks_of_the_request_whatever_the_container_makes_of_it_later(String id, String settings, String lines) {
        Finding said = rejected(settings, head(lines)).finding();
        AtomicReference<RequestHead> now = new AtomicReference<>(head(lines));
        RejectedRequestException late = rejected(settings, recycled(now));
        now.set(OTHER);
        assertThat(late.id()).isEqualTo(id).isEqualTo(said.id());
        assertThat(late.finding()).isEqualTo(said);
        assertThat(late).hasMessage(said.toString());
    }

    @Test
    void it_is_serialised_as_text() throws Exception {
        RejectedRequestException rejected =
                rejected("trustedProxies=10.0.0.0/8", head("Host: a\nX-Forwarded-Proto: gopher"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(rejected);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            RejectedRequestException read = (RejectedRequestException) in.readObject();
            assertThat(read.id()).isEqualTo("invalid-value");
            assertThat(read.finding()).isEqualTo(rejected.finding());
            assertThat(read).hasMessage(rejected.getMessage());
        }
    }
}
