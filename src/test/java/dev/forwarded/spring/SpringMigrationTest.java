package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.MigrationDifferences;
import dev.forwarded.MigrationPage;
import dev.forwarded.MigrationRequests;
import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterConfig;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Spring's ForwardedHeaderFilter beside this filter with the settings that the page gives for it. */
final class SpringMigrationTest {

    private static final String HEADING = "Spring's ForwardedHeaderFilter";

    @Test
    void the_differences_are_those_of_the_page() throws Exception {
        Filter theirs = new ForwardedHeaderFilter();
        Filter ours = filter(MigrationPage.settings(HEADING));
        MigrationDifferences.check(HEADING, "spring", request -> see(theirs, request), request -> see(ours, request));
    }

    @Test
    void a_stranger_is_believed_in_nothing_where_the_proxies_are_named() throws Exception {
        Map<String, String> settings = MigrationPage.settings(HEADING);
        settings.put("trustedProxies", MigrationRequests.PROXY);
        Filter named = filter(settings);
        for (MigrationRequests request : MigrationRequests.all()) {
            if (request.peer().equals(MigrationRequests.STRANGER)) {
                assertThat(see(named, request))
                        .as(request.name())
                        .matches("http://(backend|shop.example.com):\\d+/app/dump secure=false client=127.0.0.66");
            }
        }
    }

    private static Filter filter(Map<String, String> settings) throws Exception {
        MockFilterConfig config = new MockFilterConfig();
        settings.forEach(config::addInitParameter);
        Filter filter = new ForwardedFilter();
        filter.init(config);
        return filter;
    }

    private static String see(Filter filter, MigrationRequests request) throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(received(request), response, (passed, answer) -> seen.set(facts((HttpServletRequest) passed)));
        return seen.get() == null ? String.valueOf(response.getStatus()) : seen.get();
    }

    private static MockHttpServletRequest received(MigrationRequests request) {
        MockHttpServletRequest received = new MockHttpServletRequest("GET", "/app/dump");
        received.setContextPath("/app");
        received.setServletPath("/dump");
        received.setRemoteAddr(request.peer());
        request.head()
                .lines()
                .skip(1)
                .forEach(line -> received.addHeader(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()));
        int colon = host(received).indexOf(':');
        if (colon >= 0) {
            received.setServerPort(Integer.parseInt(host(received).substring(colon + 1)));
        }
        return received;
    }

    private static String host(HttpServletRequest request) {
        return request.getHeader("Host");
    }

    private static String facts(HttpServletRequest request) {
        return MigrationDifferences.facts(
                request.getScheme(),
                request.getServerName(),
                request.getServerPort(),
                request.getRequestURI(),
                request.isSecure(),
                request.getRemoteAddr());
    }
}
