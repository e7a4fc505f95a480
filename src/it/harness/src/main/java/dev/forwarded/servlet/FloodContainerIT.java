package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.servlet.Logs.FilterLevel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many requests with random forwarded headers: each is served or refused, and leaves nothing behind. */
class FloodContainerIT {

    /** Tomcat ends the connection with each 400, and what is under way with it. */
    private static final int PIPELINED = Container.is("tomcat") ? 1 : 64;

    private static final long KEPT_BYTES = 4_000_000;

    private static final String[] SETTINGS = {
        "headers=x-forwarded; prefix=replace",
        "headers=either; onInvalid=ignore; prefix=prepend; hops=2",
        "headers=forwarded; redirects=relative; names=url=X-Original-URL"
    };

    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void every_request_is_served_or_refused_and_leaves_nothing_behind() throws IOException {
        flood(9_000);
    }

    @Test
    @Tag("full")
    void so_it_is_with_more_requests() throws IOException {
        flood(102_000);
    }

    /** In parts, since what is logged is kept until it is read: an account for each request. */
    @Test
    @Tag("full")
    void so_it_is_when_every_request_is_explained() throws IOException {
        for (int part = 0; part < 34; part++) {
            statuses.clear();
            try (Logs logs = new Logs(FilterLevel.DEBUG)) {
                for (String settings : SETTINGS) {
                    flood(stage(settings), 1000, 100 * part + settings.hashCode());
                }
                assertThat(statuses.keySet()).as("%s", statuses).isSubsetOf(200, 302, 400, 404, 409);
                assertThat(logs.text()).doesNotContain("Exception", "\tat ");
                assertThat(logs.ofFilter()).hasSizeGreaterThan(1000);
            }
        }
    }

    private void flood(int requests) throws IOException {
        try (Logs logs = new Logs(FilterLevel.WARN)) {
            for (String settings : SETTINGS) {
                flood(stage(settings), 1000, 1);
            }
            long before = usedMemory();
            statuses.clear();
            for (String settings : SETTINGS) {
                flood(stage(settings), requests / SETTINGS.length, settings.hashCode());
            }
            assertThat(statuses.values().stream().mapToInt(count -> count).sum())
                    .isEqualTo(requests);
            assertThat(usedMemory() - before).as("bytes kept").isLessThan(KEPT_BYTES);
            assertThat(statuses.keySet()).as("%s", statuses).isSubsetOf(200, 302, 400, 404, 409);
            assertThat(statuses.get(200)).as("%s", statuses).isGreaterThan(requests / 10);
            assertThat(statuses.get(400)).as("%s", statuses).isGreaterThan(requests / 10);
            assertThat(logs.text()).doesNotContain("Exception", "\tat ");
            assertThat(logs.ofFilter()).as("lines for %s", statuses).hasSizeLessThan(200);
        }
    }

    private static Stage stage(String settings) {
        return Stage.with(settings)
                .on("/redirect", (request, response) -> response.sendRedirect("x?y"))
                .on(
                        "/forward",
                        (request, response) ->
                                request.getRequestDispatcher("/dump").forward(request, response))
                .on("/fail", (request, response) -> response.sendError(409))
                .on("/async", (request, response) -> request.startAsync().dispatch("/dump"))
                .on("/session", (request, response) -> request.getSession().invalidate());
    }

    /** Pipelined over one connection, or a new one where the container closes it. */
    private void flood(Stage stage, int requests, long seed) throws IOException {
        Mutations mutations = new Mutations(seed);
        Deque<String> unanswered = new ArrayDeque<>();
        int sent = 0;
        while (sent < requests || !unanswered.isEmpty()) {
            try (RawHttp connection = new RawHttp(stage.port())) {
                connection.send(String.join("", unanswered));
                boolean open = true;
                while (open && (sent < requests || !unanswered.isEmpty())) {
                    StringBuilder batch = new StringBuilder();
                    for (; unanswered.size() < PIPELINED && sent < requests; sent++) {
                        unanswered.add(mutations.next());
                        batch.append(unanswered.getLast());
                    }
                    connection.send(batch.toString());
                    open = read(connection, unanswered);
                }
            }
        }
    }

    /** Reads the answers of half the requests under way; false if the connection ends before. */
    private boolean read(RawHttp connection, Deque<String> unanswered) throws IOException {
        for (int left = (unanswered.size() + 1) / 2; left > 0; left--) {
            Answer answer = connection.read(false);
            String request = unanswered.remove();
            statuses.merge(answer.status(), 1, Integer::sum);
            assertThat(answer.status())
                    .as("%s answered with %s", request, answer)
                    .isLessThan(500);
            if (answer.value("Connection").equals("close")) {
                return false;
            }
        }
        return true;
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
