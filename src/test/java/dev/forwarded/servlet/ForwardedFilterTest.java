package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forwarded.ForwardedResolver;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The set-up of the filter; what it does is tested in containers. */
class ForwardedFilterTest {

    private record Config(Map<String, String> parameters) implements FilterConfig {

        @Override
        public String getFilterName() {
            return "forwarded";
        }

        @Override
        public ServletContext getServletContext() {
            return none(ServletContext.class);
        }

        @Override
        public String getInitParameter(String name) {
            return parameters.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }
    }

    private static <T> T none(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Test
    void every_mistake_is_named_with_its_fix() {
        assertThatThrownBy(() ->
                        new ForwardedFilter().init(new Config(Map.of("trustedProxies", "10.0.0.1/8", "hopps", "1"))))
                .isInstanceOf(ServletException.class)
                .hasMessageStartingWith("Wrong settings of the forwarded filter:\n")
                .hasMessageContaining("10.0.0.0/8")
                .hasMessageContaining("hopps")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_settings_map_is_checked_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ForwardedFilter(Map.of("headers", "both")))
                .withMessageContaining("both");
    }

    @Test
    void settings_are_given_once() {
        ForwardedFilter filter = new ForwardedFilter(ForwardedResolver.builder().build());
        assertThatThrownBy(() -> filter.init(new Config(Map.of("hops", "1"))))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("[hops]");
    }

    @Test
    void without_init_the_no_argument_filter_fails_instead_of_passing() {
        assertThatThrownBy(() -> new ForwardedFilter()
                        .doFilter(
                                new StubRequest("127.0.0.1", "GET / HTTP/1.1"),
                                none(jakarta.servlet.http.HttpServletResponse.class),
                                (request, response) -> {}))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("not initialised");
    }

    @Test
    void what_is_not_http_passes() throws Exception {
        List<ServletRequest> passed = new ArrayList<>();
        ServletRequest request = none(ServletRequest.class);
        new ForwardedFilter().doFilter(request, none(ServletResponse.class), (given, response) -> passed.add(given));
        assertThat(passed).hasSize(1).first().isSameAs(request);
    }
}
