package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A prefix stands in no container's way: what the container finds by path is found with one as without. */
class PrefixContainerIT {

    private static final String REPLACE = "headers=x-forwarded; prefix=replace";
    private static final String PREPEND = "headers=x-forwarded; prefix=prepend";

    private static final String HEADERS = Scenarios.ONE_HOP + "X-Forwarded-Prefix: %s\n";

    private static String get(String path, String prefix) {
        return "GET " + path + " HTTP/1.1\n" + HEADERS.formatted(prefix);
    }

    private static Stage files(String context, String settings) {
        return Stage.shared(
                "files" + context + settings,
                () -> Application.withFiles(folder())
                        .at(context)
                        .filter(Stage.settings(settings), Application.RECOMMENDED));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "files");
            Files.createDirectory(folder.resolve("dir"));
            Files.writeString(folder.resolve("a b.txt"), "a file");
            Files.writeString(folder.resolve("index.html"), "welcome");
            Files.writeString(folder.resolve("dir/index.html"), "welcome to dir");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object[] row(Object... cells) {
        return cells;
    }

    /** On a server of its own the applications have a context path. No type of JUnit: these lambdas go there, too. */
    static Stream<Object[]> files() {
        return Stream.of(
                        row("/files", "/a%20b.txt", "/shop", "a file"),
                        row("/files", "/a%20b.txt", "/", "a file"),
                        row("/files", "/a%20b.txt", "/shop/files", "a file"),
                        row("/files", "/", "/shop", "welcome"),
                        row("/files", "/dir/", "/shop", "welcome to dir"),
                        row("/files", "/dir/index.html", "/shop", "welcome to dir"),
                        row("", "/a%20b.txt", "/shop", "a file"),
                        row("", "/", "/shop", "welcome"),
                        row("", "/dir/", "/shop", "welcome to dir"))
                .filter(row -> Container.IN_THIS_JVM || !row[0].equals(""));
    }

    @Tag("not-quarkus")
    @ParameterizedTest(name = "{0}{1} behind {2}, {3}")
    @MethodSource("files")
    void files_and_welcome_files_are_found_behind_a_prefix(String context, String path, String prefix, String expected)
            throws IOException {
        for (String settings : new String[] {REPLACE, PREPEND}) {
            Answer answer = files(context, settings).ask(get(context + path, prefix));
            assertThat(answer.status() + " " + answer.body()).as(settings).isEqualTo("200 " + expected);
        }
    }

    /** Javalin answers with the welcome file. Undertow and the servers of the Glassfish family write the received host and path into it, filter or not. */
    @Tag("not-quarkus")
    @Test
    void a_folder_without_its_slash_is_redirected_to_the_path_of_the_client() throws IOException {
        Answer answer = files("/files", REPLACE).ask(get("/files/dir", "/shop"));
        if (Container.is("jetty-javalin")) {
            assertThat(answer.body()).isEqualTo("welcome to dir");
            return;
        }
        assertThat(answer.status()).isIn(301, 302);
        if (Stream.of("undertow", "wildfly", "glassfish", "payara").noneMatch(Container::is)) {
            assertThat(answer.value("Location")).isIn("/shop/dir/", "https://shop.example/shop/dir/");
        }
    }

    private static Stage dispatches(String settings) {
        return Stage.shared(
                        "every dispatch " + settings,
                        () -> Application.filtered(Stage.settings(settings), Application.ALL)
                                .withErrorPages())
                .on(
                        "/forward",
                        (request, response) ->
                                request.getRequestDispatcher("/dump").forward(request, response))
                .on(
                        "/again",
                        (request, response) ->
                                request.getRequestDispatcher("/forward").forward(request, response))
                .on(
                        "/async",
                        (request, response) ->
                                request.startAsync(request, response).dispatch("/dump"))
                .on("/plain", (request, response) -> request.startAsync().dispatch("/dump"))
                .on("/fail", (request, response) -> response.sendError(409));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dump", "forward", "again", "async", "plain"})
    void the_context_path_begins_the_request_uri_in_every_dispatch(String path) throws IOException {
        assertThat(dispatches(REPLACE).ask(get("/app/" + path, "/shop")).body().lines())
                .contains("contextPath=/shop", "uri=/shop/dump", "url=https://shop.example/shop/dump");
        assertThat(dispatches(PREPEND).ask(get("/app/" + path, "/shop")).body().lines())
                .contains("contextPath=/shop/app", "uri=/shop/app/dump", "url=https://shop.example/shop/app/dump");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {REPLACE, PREPEND})
    void the_path_of_an_error_that_an_application_sets_is_its_own(String settings) throws IOException {
        String name = "jakarta.servlet.error.request_uri";
        Stage stage = dispatches(settings).on("/set", (request, response) -> {
            request.setAttribute(name, request.getRequestURI());
            request.getRequestDispatcher("/dump").forward(request, response);
        });
        String path = settings.equals(REPLACE) ? "/shop/set" : "/shop/app/set";
        assertThat(stage.ask(get("/app/set", "/shop")).body().lines()).contains("error.request_uri=" + path);
    }
}
