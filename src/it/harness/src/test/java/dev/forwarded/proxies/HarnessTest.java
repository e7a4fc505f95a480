package dev.forwarded.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What the live tests take for right and wrong. */
final class HarnessTest {

    private static final LiveRequest TRUTH = LiveRequests.all().stream()
            .filter(request -> !request.lie() && request.link() == Link.TLS)
            .findFirst()
            .orElseThrow();

    private static final LiveRequest LIE =
            new LiveRequest(TRUTH.name(), TRUTH.link(), TRUTH.head(), TRUTH.urls(), true);

    private static Seen seen(String url, String client, String more) {
        return Seen.told(
                200, "url=" + url + "\noriginal=" + url + "\nscheme=https\nprefix=\nclient=" + client + "\n" + more);
    }

    private static Seen status(int status) {
        return new Seen(status, "", "", Map.of());
    }

    @Test
    void the_truth_is_right_in_any_case_of_the_host() {
        for (String url : List.of("https://shop.example.com/cart", "https://SHOP.example.com./cart")) {
            assertThat(TRUTH.urlMistake(seen(url, "127.0.0.77", ""))).isNull();
        }
    }

    @Test
    void another_url_is_wrong() {
        for (String url : List.of(
                "http://shop.example.com/cart",
                "https://evil.example/cart",
                "https://shop.example.com:80/cart",
                "https://shop.example.com/Cart",
                "https://shop.example.com/evil/cart")) {
            assertThat(TRUTH.urlMistake(seen(url, "127.0.0.77", ""))).contains(url);
            assertThat(LIE.urlMistake(seen(url, "127.0.0.77", ""))).contains(url);
        }
    }

    @Test
    void another_client_and_a_header_that_is_not_hidden_are_wrong() {
        String url = "https://shop.example.com/cart";
        assertThat(TRUTH.clientMistake(seen(url, "127.0.0.77", "visible=\n"))).isNull();
        assertThat(TRUTH.clientMistake(seen(url, "127.0.0.1", "visible=\n"))).contains("127.0.0.1");
        assertThat(TRUTH.clientMistake(seen(url, "127.0.0.77", "visible=forwarded\n")))
                .contains("forwarded");
    }

    @Test
    void a_refusal_is_right_for_a_lie_alone_and_an_error_of_the_proxy_never() {
        assertThat(LIE.urlMistake(status(400))).isNull();
        assertThat(LIE.urlMistake(Seen.CLOSED)).isNull();
        assertThat(LIE.urlMistake(status(502))).contains("502");
        assertThat(TRUTH.urlMistake(status(400))).contains("400");
    }

    @Test
    void every_row_of_the_table_has_a_name_of_its_own() {
        assertThat(LiveRequests.all())
                .extracting(LiveRequest::toString)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(200);
        assertThat(Difference.ALL)
                .allSatisfy(difference -> assertThat(LiveRequests.all())
                        .extracting(LiveRequest::name)
                        .contains(difference.request()));
    }

    @Test
    void a_proxy_that_is_not_installed_skips_its_tests_but_in_ci_fails_them() {
        assertThatThrownBy(() -> Proxy.missing("apt-get install nginx", false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("apt-get install nginx");
        assertThatThrownBy(() -> Proxy.missing("apt-get install nginx", true))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("apt-get install nginx");
    }

    @Test
    void a_recipe_without_the_text_that_a_test_replaces_is_an_error() {
        Recipe recipe = Recipe.of("nginx/shop.conf");
        assertThat(recipe.replace("listen 80;", "listen 8081;").text()).contains("listen 8081;");
        assertThatThrownBy(() -> recipe.replace("listen 81;", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("listen 81;");
    }
}
