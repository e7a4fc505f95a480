package dev.forwarded.spring;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Planned;
import dev.forwarded.internal.settings.Setting;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.util.StringUtils;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * For tests with {@code MockMvc}: a request that comes through a proxy. Needs {@code spring-test}.
 *
 * <pre>{@code
 * mvc.perform(get("/cart")
 *         .with(via("10.0.0.7"))
 *         .header("X-Forwarded-Proto", "https")
 *         .header("X-Forwarded-Host", "shop.example.com"));
 * }</pre>
 *
 * <p>More: <a href="https://forwarded.dev/forwarded-filter/docs/testing.md">Testing</a>. Thread-safe; no state.
 *
 * @since 1.0.0
 */
public final class ForwardedRequestPostProcessors {

    private ForwardedRequestPostProcessors() {}

    /**
     * The peer of the request, in the place of the mock's own, 127.0.0.1. Whether it is trusted, the settings say.
     *
     * @param proxy an address, as a container gives it: not checked
     * @return what sets it
     */
    public static RequestPostProcessor via(String proxy) {
        return request -> {
            request.setRemoteAddr(proxy);
            request.setRemoteHost(proxy);
            return request;
        };
    }

    /**
     * A peer that the settings of the application trust, whichever they are, with the secret that they want: a test
     * need not know the addresses of production.
     *
     * @return what sets it
     * @throws IllegalStateException when the request is made, if the application has no {@link ForwardedResolver} or
     *     trusts nobody
     */
    public static RequestPostProcessor via() {
        return request -> {
            ApplicationContext context =
                    WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext());
            Plan plan = Planned.planOf(context.getBean(ForwardedResolver.class));
            context.getBeanProvider(ForwardedProperties.class)
                    .ifAvailable(properties -> addSecret(request, properties.trustedSecret()));
            return via(trusted(plan)).postProcessRequest(request);
        };
    }

    private static void addSecret(MockHttpServletRequest request, @Nullable String secret) {
        if (secret != null && secret.indexOf('=') > 0) {
            int equals = secret.indexOf('=');
            request.addHeader(secret.substring(0, equals), secret.substring(equals + 1));
        }
    }

    /** The first address of a block that is written, or one of the usual networks. */
    private static String trusted(Plan plan) {
        String list = plan.settings.word(Setting.TRUSTED_PROXIES);
        Stream<String> written = Stream.of(StringUtils.tokenizeToStringArray(list, ", \t\r\n"))
                .map(word -> word.substring(0, (word + "/").indexOf('/')));
        return Stream.concat(written, Stream.of("127.0.0.1", "10.0.0.1", "169.254.0.1", "100.64.0.1"))
                .filter(address -> plan.hopsAlone || plan.secretAlone || plan.trusted.trustsPeer(address))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The settings trust no peer with an address"));
    }
}
