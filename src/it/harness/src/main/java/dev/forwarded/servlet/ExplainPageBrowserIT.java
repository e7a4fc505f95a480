package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import dev.forwarded.FindingCases;
import dev.forwarded.proxies.LiveNginx;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * The page that explains its own request, in a browser, behind nginx, on two containers. The filter stands there once for
 * each finding, with the settings that bring it about.
 */
class ExplainPageBrowserIT {

    private static final String TOKEN = "0123456789abcdef";
    private static final String AUTHORIZATION = "Authorization: Bearer " + TOKEN;

    private static final String ATTACK =
            "<script>alert(1)</script>\"'><img src=x onerror=alert(1)><svg onload=alert(1)>";

    private static final List<String> ATTACKED = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl",
            "X-Forwarded-Server",
            "X-Original-Host",
            "X-Original-URL",
            "X-Real-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "X-Client-IP");

    /** It adds nothing: what the browser sends is what arrives. A header of the tests' own names the host. */
    private static final String NGINX = """
                set $shown $http_host;
                if ($http_test_host) {
                    set $shown $http_test_host;
                }
                location / {
                    proxy_pass http://APPLICATION;
                    proxy_set_header Host $shown;
                }
            """;

    private static final List<String> TWO_PROXIES = List.of(
            AUTHORIZATION,
            "Test-Host: shop.example.com",
            "X-Forwarded-For: 203.0.113.9, 10.1.2.3",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Port: 80");

    private static final Map<String, Container> CONTAINERS = new LinkedHashMap<>();
    private static final Map<String, LiveNginx> PROXIES = new LinkedHashMap<>();

    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        for (String kind : List.of("jetty-ee11", "tomcat")) {
            CONTAINERS.put(kind, Container.start(kind, new Application().setUp(ExplainPageBrowserIT::register)));
            PROXIES.put(kind, new LiveNginx(NGINX, CONTAINERS.get(kind).port()));
        }
        browser = new Chromium();
        browser.seen(Chromium.WIDE, false);
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
        for (LiveNginx proxy : PROXIES.values()) {
            proxy.close();
        }
        CONTAINERS.values().forEach(Container::close);
    }

    private static void register(ServletContext context) {
        map(context, "faults", new Faults(), "/*");
        for (String line : FindingCases.REQUESTS.lines().toList()) {
            String[] cells = line.split("; ", -1);
            page(context, cells[0], settings(cells[1]));
        }
        page(context, "shop", Map.of("headers", "x-forwarded", "trustedProxies", "loopback, 10.0.0.0/8"));
        page(context, "both", Map.of("mode", "report", "names", "url=X-Original-URL", "prefix", "replace"));
    }

    private static void page(ServletContext context, String name, Map<String, String> settings) {
        map(context, name, new ForwardedFilter(settings), "/" + name + "/*");
        ServletRegistration.Dynamic page = context.addServlet("page of " + name, new ExplainServlet());
        page.setInitParameter("token", TOKEN);
        page.addMapping("/" + name + "/page");
    }

    private static void map(ServletContext context, String name, Filter filter, String pattern) {
        context.addFilter("filter of " + name, filter)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, pattern);
    }

    /** In report mode, so that a refused request shows its page. */
    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("mode", "report"));
        for (String setting : text.replace("REWRITTEN", "").split(" ")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                settings.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        boolean isUntrusted = settings.remove("peer") != null;
        if (isUntrusted) {
            settings.put("trustedProxies", "192.0.2.1");
        }
        return settings;
    }

    /** What neither a browser nor nginx can bring about: a valve, and a connector that has another name. */
    private static final class Faults implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest http = (HttpServletRequest) request;
            if (http.getRequestURI().contains("/already-rewritten/")) {
                http.setAttribute("org.apache.tomcat.request.forwarded", true);
            }
            boolean isNamed = http.getRequestURI().contains("/no-authority/");
            chain.doFilter(isNamed ? new Named(http) : http, response);
        }
    }

    private static final class Named extends HttpServletRequestWrapper {

        Named(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getServerName() {
            return "another.example";
        }
    }

    private static void open(String kind, String name, List<String> headers) {
        browser.open(
                "http://127.0.0.1:" + PROXIES.get(kind).port() + Application.CONTEXT + "/" + name + "/page", headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty-ee11", "tomcat"})
    void every_finding_stands_on_the_page_with_its_fix(String kind) {
        browser.console();
        for (String line : FindingCases.REQUESTS.lines().toList()) {
            String[] cells = line.split("; ", -1);
            List<String> headers = new ArrayList<>(List.of(AUTHORIZATION));
            for (int i = 2; i < cells.length; i++) {
                boolean isIllegal = cells[i].equals("Host: a b");
                headers.add((isIllegal ? "Host: shop.example.com" : cells[i])
                        .replaceFirst("^Host:", "Test-Host:")
                        .replace("MANY", "10.0.0.1" + ",127.0.0.1".repeat(70)));
            }
            open(kind, cells[0], headers);
            assertThat(browser.text("section[aria-labelledby=findings]"))
                    .as(cells[0])
                    .contains(cells[0], "Fix: ");
        }
        assertThat(browser.console()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty-ee11", "tomcat"})
    void the_picture_shows_client_proxies_and_application_without_a_script(String kind) {
        browser.console();
        open(kind, "shop", TWO_PROXIES);
        assertThat(browser.text("h1")).isEqualTo("What became of this request");
        assertThat(browser.text(".url")).isEqualTo("https://shop.example.com/app/shop/page");
        assertThat(browser.count("svg .client")).isEqualTo(1);
        assertThat(browser.count("svg .believed")).isEqualTo(2);
        assertThat(browser.text("svg")).contains("203.0.113.9", "10.1.2.3", "127.0.0.1", "This application");
        assertThat(browser.text("section[aria-labelledby=comparison]"))
                .contains("http://shop.example.com/app/shop/page", "127.0.0.1");
        assertThat(browser.count("script")).isZero();
        assertThat(browser.console()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty-ee11", "tomcat"})
    void an_attack_in_every_header_is_shown_as_text(String kind) {
        browser.console();
        for (String header : ATTACKED) {
            open(kind, "both", List.of(AUTHORIZATION, header + ": " + ATTACK));
            assertThat(browser.text("section[aria-labelledby=headers]"))
                    .as(header)
                    .contains(ATTACK);
            assertThat(browser.count("script, img, [onload], [onerror]")).isZero();
        }
        assertThat(browser.console()).isEmpty();
    }

    private static List<String> manyHops() {
        String hops = String.join(", ", Collections.nCopies(19, "10.1.2.3"));
        return List.of(
                AUTHORIZATION, "X-Forwarded-For: 198.51.100.1, 203.0.113.9, " + hops, "X-Forwarded-Proto: https");
    }

    private static List<String> huge() {
        return List.of(AUTHORIZATION, "X-Forwarded-Host: " + "x".repeat(4096), "X-Forwarded-For: 203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty-ee11", "tomcat"})
    void axe_finds_nothing_to_object_to(String kind) {
        for (boolean isDark : new boolean[] {false, true}) {
            for (int width : new int[] {Chromium.WIDE, Chromium.NARROW}) {
                browser.seen(width, isDark);
                for (List<String> headers : List.of(TWO_PROXIES, manyHops(), huge())) {
                    open(kind, headers == TWO_PROXIES ? "shop" : "both", headers);
                    assertThat(new AxeBuilder().analyze(browser.driver()).getViolations())
                            .isEmpty();
                }
            }
        }
        browser.seen(Chromium.WIDE, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty-ee11", "tomcat"})
    void nothing_is_wider_than_a_narrow_window_and_a_key_unfolds_a_long_value(String kind) {
        browser.seen(Chromium.NARROW, false);
        open(kind, "both", huge());
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo((long) Chromium.NARROW);
        assertThat(browser.text("summary")).contains("4096 characters");
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        assertThat(browser.text("details > code")).hasSize(4096);
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo((long) Chromium.NARROW);
        browser.seen(Chromium.WIDE, false);
    }

    /** Into target, or with {@code -Dpictures=docs/img} where the documentation has them. */
    @Test
    void pictures_for_the_documentation() throws IOException {
        Path folder = Path.of(System.getProperty("pictures", "target/pictures"));
        for (boolean isDark : new boolean[] {false, true}) {
            for (int width : new int[] {Chromium.WIDE, Chromium.NARROW}) {
                browser.seen(width, isDark);
                String end = (width == Chromium.WIDE ? "-wide" : "-narrow") + (isDark ? "-dark.png" : "-light.png");
                open("jetty-ee11", "shop", TWO_PROXIES);
                browser.picture(folder.resolve("explain" + end));
                if (!System.getProperties().containsKey("pictures")) {
                    open("jetty-ee11", "shop", manyHops());
                    browser.picture(folder.resolve("long" + end));
                    open("jetty-ee11", "both", huge());
                    browser.picture(folder.resolve("huge" + end));
                }
            }
        }
        browser.seen(Chromium.WIDE, false);
        assertThat(folder.resolve("explain-wide-light.png")).isNotEmptyFile();
    }
}
