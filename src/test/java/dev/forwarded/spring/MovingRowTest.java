package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.forwarded.Decision;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.MigrationPage;
import dev.forwarded.MigrationRequests;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.RequestHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every difference that the tables pin is told with the row of the page that explains it. */
class MovingRowTest {

    private static final Pattern FACTS =
            Pattern.compile("([^:]*)://(.*):([^:/]+)(/app/dump|/.*) secure=(true|false) client=(.*)");

    private static final int LISTENER = 45678;

    @TestFactory
    Stream<DynamicTest> of_springs_filter() throws IOException {
        return rows("spring", "Spring's ForwardedHeaderFilter");
    }

    @TestFactory
    Stream<DynamicTest> of_tomcats_valve() throws IOException {
        return rows("tomcat", "Tomcat's RemoteIpFilter");
    }

    @TestFactory
    Stream<DynamicTest> of_jettys_customizer() throws IOException {
        return Stream.concat(
                rows("jetty-12.0", "Jetty's ForwardedRequestCustomizer"),
                rows("jetty-12.1", "Jetty's ForwardedRequestCustomizer"));
    }

    private static Stream<DynamicTest> rows(String table, String heading) throws IOException {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .settings(MigrationPage.settings(heading))
                .build();
        return Files.readAllLines(Path.of("src/test/resources/migration", table + ".txt")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" \\| "))
                .filter(cells -> !cells[3].equals("400"))
                .map(cells -> dynamicTest(
                        table + ": " + cells[1] + " from the " + cells[2],
                        () -> assertThat(difference(resolver, cells).row()).isEqualTo(cells[0])));
    }

    private static MovingRow.Case difference(ForwardedResolver resolver, String... cells) {
        RequestHead received = received(cells[1], cells[2]);
        Decision decision = resolver.decide(received);
        Seen ours = decision instanceof OriginalRequest original ? Seen.of(original, received) : null;
        String refusal = decision instanceof RejectedRequestException rejected
                ? rejected.finding().id()
                : "";
        return new MovingRow.Case(received, seen(cells[3]), ours, refusal);
    }

    private static RequestHead received(String name, String peer) {
        String address = peer.equals("proxy") ? MigrationRequests.PROXY : MigrationRequests.STRANGER;
        MigrationRequests request = MigrationRequests.all().stream()
                .filter(each -> each.name().equals(name) && each.peer().equals(address))
                .findFirst()
                .orElseThrow();
        return RequestHead.parse(request.head()).peer(address, 0).contextPath("/app");
    }

    private static Seen seen(String facts) {
        Matcher found = FACTS.matcher(facts);
        assertThat(found.matches()).as(facts).isTrue();
        int port = found.group(3).equals("(listener)") ? LISTENER : Integer.parseInt(found.group(3));
        return new Seen(
                found.group(1),
                found.group(2),
                port,
                found.group(4),
                found.group(6),
                found.group(5).equals("true"));
    }

    @TestFactory
    Stream<DynamicTest> of_values_further_left() {
        return Map.of(
                        "X-Forwarded-For: 192.0.2.66, 192.0.2.1", "leftmost-value",
                        "X-Forwarded-Proto: https, http", "leftmost-value")
                .entrySet()
                .stream()
                .map(row -> dynamicTest(row.getKey(), () -> {
                    RequestHead received = RequestHead.parse(
                            "GET / HTTP/1.1\nHost: a\nX-Forwarded-For: 192.0.2.66, 192.0.2.1\n" + row.getKey());
                    Seen theirs = new Seen("https", "a", 443, "/", "192.0.2.66", true);
                    Seen ours = new Seen("http", "a", 80, "/", "192.0.2.1", false);
                    assertThat(new MovingRow.Case(received, theirs, ours, "").row())
                            .isEqualTo(row.getValue());
                }));
    }
}
