package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.Plans;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the filter looks a header up in one request: a container compares names with every line each time. */
class LookUpsTest {

    private static final String ONE_HOP = """
            GET /cart HTTP/1.1
            Host: inner:8080
            X-Forwarded-For: 203.0.113.7
            X-Forwarded-Proto: https
            X-Forwarded-Host: shop.example.com
            X-Forwarded-Port: 443
            """;

    private static final String FORWARDED = """
            GET /cart HTTP/1.1
            Host: inner:8080
            Forwarded: for=203.0.113.7;proto=https;host=shop.example.com
            """;

    private static final String NOTHING = """
            GET /cart HTTP/1.1
            Host: shop.example.com
            Accept: */*
            """;

    /** Remembers the names for which it was asked. */
    private static final class Counting extends HttpServletRequestWrapper {

        private final List<String> asked = new ArrayList<>();

        Counting(String head) {
            super(new StubRequest("127.0.0.1", head));
        }

        @Override
        public String getHeader(String name) {
            asked.add(name);
            return super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            asked.add(name);
            return super.getHeaders(name);
        }
    }

    private static List<String> asked(String head, String family) throws Exception {
        Counting request = new Counting(head);
        new ForwardedFilter(Map.of("headers", family)).doFilter(request, new StubResponse(), (wrapped, response) -> {});
        return request.asked;
    }

    @Test
    void nothing_forwarded_looks_each_watched_name_up_once() throws Exception {
        ForwardedResolver resolver = ForwardedResolver.builder().build();
        assertThat(asked(NOTHING, "either")).containsExactlyElementsOf(Plans.watchedHeaders(resolver));
    }

    @ParameterizedTest(name = "X-Forwarded under headers={0}: {1} look-ups")
    @CsvSource({"either, 7", "x-forwarded, 6"})
    void one_hop_of_x_forwarded(String family, int most) throws Exception {
        assertThat(asked(ONE_HOP, family)).hasSizeLessThanOrEqualTo(most);
    }

    @ParameterizedTest(name = "Forwarded under headers={0}: {1} look-ups")
    @CsvSource({"either, 9", "forwarded, 4"})
    void one_element_of_forwarded(String family, int most) throws Exception {
        assertThat(asked(FORWARDED, family)).hasSizeLessThanOrEqualTo(most);
    }
}
