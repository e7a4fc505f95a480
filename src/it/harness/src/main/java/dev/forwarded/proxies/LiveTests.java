package dev.forwarded.proxies;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The table of requests, behind one proxy. */
@Tag("full")
@TestInstance(Lifecycle.PER_CLASS)
abstract class LiveTests {

    /** {@code write} puts what a run found into the documentation. */
    static final boolean WRITE = "write".equals(System.getProperty("forwarded.table"));

    private final String name;
    private final String page;
    private final String settings;
    private final Tally tally;
    private Proxy proxy;
    private Backend backend;

    /**
     * A proxy as the table of results calls it.
     *
     * @param name the name of its row
     * @param page its page in {@code docs/proxies}
     * @param settings those of its page, separated by {@code "; "}
     */
    LiveTests(String name, String page, String settings) {
        this.name = name;
        this.page = page;
        this.settings = settings;
        tally = new Tally(name, page);
    }

    /** Its version; skips the tests where it is not installed. */
    abstract String version() throws Exception;

    /** Starts the recipe in front of an application on {@code address:port}. */
    abstract void start(Proxy proxy, String application) throws Exception;

    /** Where the proxy finds the application. */
    String application(Backend backend) {
        return "127.0.0.1:" + backend.port();
    }

    /** The links that it can serve. */
    Set<Link> links() {
        return EnumSet.allOf(Link.class);
    }

    /** The context paths under which the application is deployed. */
    List<String> contexts() {
        return List.of("");
    }

    @BeforeAll
    void start() throws Exception {
        version();
        backend = new Backend(settings, contexts());
        proxy = started(application(backend));
    }

    /** Once more with other ports, for another process may have taken one in between. */
    private Proxy started(String application) throws Exception {
        try {
            return attempt(application);
        } catch (IllegalStateException e) {
            return attempt(application);
        }
    }

    private Proxy attempt(String application) throws Exception {
        Proxy started = new Proxy();
        start(started, application);
        return started.await();
    }

    @AfterAll
    void stop() throws Exception {
        if (proxy != null) {
            proxy.close();
        }
        if (backend != null) {
            backend.close();
        }
    }

    /** And at the end the row of the table that they make. */
    @TestFactory
    Stream<DynamicTest> the_application_sees_the_clients_true_request() {
        Stream<DynamicTest> requests = LiveRequests.all().stream()
                .filter(request -> links().contains(request.link()))
                .map(request -> dynamicTest(request.toString(), () -> ask(request)));
        return Stream.concat(requests, Stream.of(dynamicTest("the table in " + Tally.PAGE.getFileName(), this::row)));
    }

    private void ask(LiveRequest request) throws IOException {
        int port = request.link().tls() ? proxy.tls() : proxy.plain();
        Optional<Difference> difference = Difference.of(name, request);
        LiveRequest expected =
                difference.map(one -> one.in(request)).orElse(request).at(port);
        Seen seen = LiveClient.ask(expected, port);
        if (difference.isEmpty()) {
            tally.add(expected, seen);
        }
        if (difference.filter(one -> one.isStatusOf(seen)).isPresent()) {
            return;
        }
        assertThat(expected.urlMistake(seen))
                .as("%s%n%s%n%s", request, expected.head(), seen)
                .isNull();
        assertThat(expected.clientMistake(seen))
                .as("%s%n%s%n%s", request, expected.head(), seen)
                .isNull();
    }

    private void row() throws Exception {
        String version = version();
        if (WRITE) {
            tally.write(version);
        }
        assertThat(tally.isInPage()).as(tally.row(version)).isTrue();
        assertThat(tally.requests()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void the_page_shows_these_settings() throws IOException {
        assertThat(Files.readString(Tally.PAGE.resolveSibling(page)))
                .contains("```properties\n" + settings.replace("; ", "\n") + "\n```");
    }

    /** The head that the page explains, in {@code examples/proxies}. */
    abstract String recorded();

    /** A head without what differs from run to run. */
    String comparable(String head) {
        return head;
    }

    @Test
    void the_recorded_request_is_what_the_proxy_sends() throws Exception {
        Path file = Recipe.FOLDER.resolve(recorded());
        try (Tap tap = new Tap();
                Proxy another = started("127.0.0.1:" + tap.port())) {
            String head = tap.record(another);
            if (WRITE) {
                Files.writeString(file, comparable(head), ISO_8859_1);
            }
            assertThat(comparable(head)).isEqualTo(comparable(Files.readString(file, ISO_8859_1)));
        }
    }
}
