package dev.forwarded.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A Spring Boot application behind a gateway, told twice: without the filter, which shows the failure, and behind it,
 * with the settings of the story's page, which shows that it is gone.
 */
final class SpringStory implements AutoCloseable {

    /** What a client makes of the application's answer. */
    @FunctionalInterface
    interface Look {
        String at(SpringShop shop) throws Exception;
    }

    private final SpringShop off;
    private final SpringShop on;

    SpringStory(String page, String heading, Class<?> application, String... properties) {
        off = SpringShop.off(application, List.of(properties));
        on = SpringShop.on(new Page(page), heading, application, List.of(properties));
    }

    SpringShop off() {
        return off;
    }

    SpringShop on() {
        return on;
    }

    /** What is seen without the filter, and what behind it. */
    Stream<DynamicTest> row(String sentence, Look look, String without, String with) {
        assertThat(without).as("the failure").isNotEqualTo(with);
        return Stream.of(test("without the filter: " + sentence, off, look, without), test(sentence, on, look, with));
    }

    /** What the filter does not change. */
    Stream<DynamicTest> both(String sentence, Look look, String expected) {
        return Stream.of(
                test("without the filter: " + sentence, off, look, expected), test(sentence, on, look, expected));
    }

    private static DynamicTest test(String name, SpringShop shop, Look look, String expected) {
        return dynamicTest(name, () -> assertThat(look.at(shop)).isEqualTo(expected));
    }

    @Override
    public void close() {
        off.close();
        on.close();
    }
}
