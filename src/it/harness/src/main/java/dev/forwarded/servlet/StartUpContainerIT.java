package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.servlet.Logs.FilterLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the filter is set up, and what wrong settings do. */
class StartUpContainerIT {

    private static final String PROTO = "GET /app/dump HTTP/1.1\nHost: inner\nX-Forwarded-Proto: https\n";

    @Test
    void this_run_is_about_the_container_that_its_reports_are_named_after() throws IOException {
        Stage stage = Stage.with("headers=x-forwarded")
                .on(
                        "/info",
                        (request, response) -> response.getWriter()
                                .print(request.getServletContext().getServerInfo() + " "
                                        + request.getServletContext().getMajorVersion() + "."
                                        + request.getServletContext().getMinorVersion()));
        String version = System.getProperty("container.version", "");
        assertThat(version).isNotEmpty();
        assertThat(stage.ask("GET /app/info HTTP/1.1\nHost: inner\n").body())
                .containsIgnoringCase(Container.NAME.substring(0, Container.NAME.indexOf('-')))
                .contains(version)
                .endsWith(Container.SERVLET_6_1 ? " 6.1" : " 6.0");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"trustedProxies=10.0.0.1/8", "hopps=1", "headers=both", "hops=", "redirects=always"})
    void a_wrong_init_param_stops_the_deployment(String setting) {
        Map<String, String> settings = Stage.settings(setting);
        String reason = catchThrowable(
                        () -> ForwardedResolver.builder().settings(settings).build())
                .getMessage();
        assertThat(whatStopped(Application.filtered(settings, Application.RECOMMENDED)))
                .contains("Wrong settings of the forwarded filter:")
                .contains(reason);
    }

    private static String whatStopped(Application application) {
        try (Logs logs = new Logs(FilterLevel.WARN)) {
            Throwable stopped = catchThrowable(() -> Container.start(application));
            assertThat(stopped).isNotNull();
            StringBuilder text = new StringBuilder(logs.text());
            for (Throwable cause = stopped; cause != null; cause = cause.getCause()) {
                text.append('\n').append(cause.getMessage());
            }
            return text.toString();
        }
    }

    @Test
    void a_filter_may_be_made_of_a_settings_map() throws IOException {
        Stage stage = Stage.own(new Application()
                .filter(
                        new ForwardedFilter(Map.of("headers", "x-forwarded", "fields", "proto")),
                        Application.RECOMMENDED));
        assertThat(stage.ask(PROTO).body()).contains("scheme=https\n");
    }

    @Test
    void a_filter_may_be_made_of_a_resolver() throws IOException {
        ForwardedResolver resolver =
                ForwardedResolver.builder().headers("x-forwarded").build();
        Stage stage = Stage.own(new Application().filter(new ForwardedFilter(resolver), Application.RECOMMENDED));
        assertThat(stage.ask(PROTO).body()).contains("scheme=https\n");
    }

    @Test
    void a_filter_that_was_made_with_settings_takes_no_init_params() {
        Application application = new Application().setUp(context -> {
            var filter = context.addFilter("made", new ForwardedFilter(Map.of("fields", "proto")));
            filter.setInitParameter("hops", "1");
            filter.addMappingForUrlPatterns(null, true, "/*");
        });
        assertThat(whatStopped(application)).contains("was made with settings and has init-params [hops] too");
    }

    /** Tomcat's asks for attributes of the request, where it is told to; the others have the header at most. */
    @Test
    void the_access_log_shows_what_it_can(@TempDir Path directory) throws IOException, InterruptedException {
        Application application = Application.filtered(Map.of("headers", "x-forwarded"), Application.RECOMMENDED)
                .accessLog(directory)
                .dumps();
        boolean tomcat = Container.is("tomcat");
        try (Container container = Container.start(application)) {
            RawHttp.ask(container.port(), "GET /app/dump HTTP/1.1\n" + Scenarios.ONE_HOP);
            assertThat(lines(directory, 1))
                    .containsExactly(
                            tomcat ? "203.0.113.7 203.0.113.7 shop.example 443 HTTP/1.1 /app/dump" : "203.0.113.7");
            RawHttp.ask(container.port(), "GET /app/dump HTTP/1.1\nHost: inner:8080\n");
            assertThat(lines(directory, 2))
                    .last()
                    .isEqualTo(tomcat ? "127.0.0.1 127.0.0.1 inner 8080 HTTP/1.1 /app/dump" : "-");
        }
    }

    /** A line is written after the answer. */
    private static List<String> lines(Path directory, int expected) throws IOException, InterruptedException {
        List<String> lines = List.of();
        for (int i = 0; i < 200 && lines.size() < expected; i++) {
            Thread.sleep(25);
            try (Stream<Path> files = Files.list(directory)) {
                Path file = files.findFirst().orElse(null);
                lines = file == null ? lines : Files.readAllLines(file);
            }
        }
        return lines;
    }

    /** Undertow initialises filters when they are first used, unless it is told otherwise. */
    @TestFactory
    Stream<DynamicTest> lazy_initialisation() {
        return Container.is("undertow")
                ? Stream.of(DynamicTest.dynamicTest(
                        "without eagerFilterInit wrong settings fail every request", this::lazy))
                : Stream.of();
    }

    private void lazy() throws IOException {
        Application wrong = Application.filtered(Map.of("hopps", "1"), Application.RECOMMENDED)
                .dumps();
        try (Logs logs = new Logs(FilterLevel.WARN);
                Container container = new UndertowContainer(wrong, false)) {
            for (int i = 0; i < 3; i++) {
                Answer answer = RawHttp.ask(container.port(), "GET /app/dump HTTP/1.1\nHost: inner\n");
                assertThat(answer.status()).isEqualTo(500);
            }
            assertThat(logs.text()).contains("hopps");
        }
    }
}
