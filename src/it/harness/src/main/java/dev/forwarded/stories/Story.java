package dev.forwarded.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.forwarded.servlet.Application;
import dev.forwarded.servlet.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * An application behind a proxy, told twice: without the filter, which shows the failure, and behind it, with the
 * settings of the story's page, which shows that it is gone.
 */
final class Story {

    /** What a client makes of the application's answer. */
    @FunctionalInterface
    interface Look {
        String at(Stage stage) throws Exception;
    }

    private final Stage off;
    private final Stage on;
    private final Stream.Builder<DynamicTest> tests = Stream.builder();

    private Story(Stage off, Stage on) {
        this.off = off;
        this.on = on;
    }

    /** With the settings below a heading of a page. */
    static Story of(String page, String heading, UnaryOperator<Application> application) {
        return of(page, heading, Map.of(), application);
    }

    /** With some of them changed. */
    static Story of(String page, String heading, Map<String, String> changes, UnaryOperator<Application> application) {
        Map<String, String> settings = new LinkedHashMap<>(new Page(page).settings(heading));
        settings.putAll(changes);
        Application filtered = Application.filtered(settings);
        return new Story(start(application, new Application()), start(application, filtered));
    }

    private static Stage start(UnaryOperator<Application> application, Application empty) {
        return Stage.own(application.apply(empty.at("")));
    }

    /** What is seen without the filter, and what behind it. */
    Story row(String sentence, Look look, String without, String with) {
        assertThat(without).as("the failure").isNotEqualTo(with);
        return add("without the filter: " + sentence, off, look, without).add(sentence, on, look, with);
    }

    /** What the filter does not change. */
    Story both(String sentence, Look look, String expected) {
        return add("without the filter: " + sentence, off, look, expected).add(sentence, on, look, expected);
    }

    private Story add(String name, Stage stage, Look look, String expected) {
        tests.add(dynamicTest(name, () -> assertThat(look.at(stage)).isEqualTo(expected)));
        return this;
    }

    Stream<DynamicTest> tests() {
        return tests.build();
    }
}
