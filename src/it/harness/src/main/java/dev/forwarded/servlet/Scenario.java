package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row of the table: settings, a request as it comes over the wire, what the application does, what is answered. */
final class Scenario {

    private final String name;
    private String settings = "headers=x-forwarded";
    private String request = "";
    private int status = 200;
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();
    private final List<String> containers = new ArrayList<>();
    private final List<String> excluded = new ArrayList<>();

    private Scenario(String name) {
        this.name = name;
    }

    static Scenario scenario(String name) {
        return new Scenario(name);
    }

    Scenario settings(String text) {
        settings = text;
        return this;
    }

    Scenario request(String head) {
        request = head;
        return this;
    }

    Scenario on(String path, Action action) {
        actions.put(path, action);
        return this;
    }

    Scenario status(int expected) {
        status = expected;
        return this;
    }

    /** All lines of the header joined by {@code " AND "}; the text {@code none} for an absent one. */
    Scenario header(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Lines of the body. */
    Scenario sees(String... expected) {
        lines.addAll(List.of(expected));
        return this;
    }

    /** On containers whose name begins so these lines stand in the place of those of the same getter. */
    Scenario insteadOn(String start, String... expected) {
        if (Container.is(start)) {
            lines.removeIf(line ->
                    List.of(expected).stream().anyMatch(other -> getter(other).equals(getter(line))));
            lines.addAll(List.of(expected));
        }
        return this;
    }

    private static String getter(String line) {
        return line.substring(0, line.indexOf('=') + 1);
    }

    /** Texts that are nowhere in the answer. */
    Scenario without(String... texts) {
        absent.addAll(List.of(texts));
        return this;
    }

    /** Runs on containers whose name begins so only: a difference that the documentation lists. */
    Scenario onlyOn(String... starts) {
        containers.addAll(List.of(starts));
        return this;
    }

    /** The same: not on containers whose name begins so. */
    Scenario notOn(String... starts) {
        excluded.addAll(List.of(starts));
        return this;
    }

    boolean isForThisContainer() {
        return excluded.stream().noneMatch(Container::is) && isNamed();
    }

    private boolean isNamed() {
        return containers.isEmpty() || containers.stream().anyMatch(Container::is);
    }

    void run() throws IOException {
        Stage stage = Stage.with(settings);
        actions.forEach(stage::on);
        Answer answer = stage.ask(request);
        assertThat(answer.status()).as("status of %s", answer).isEqualTo(status);
        headers.forEach(
                (header, value) -> assertThat(answer.value(header)).as(header).isEqualTo(value));
        if (!lines.isEmpty()) {
            assertThat(answer.body().lines().toList()).containsAll(lines);
        }
        for (String text : absent) {
            assertThat(answer.toString()).doesNotContain(text);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
