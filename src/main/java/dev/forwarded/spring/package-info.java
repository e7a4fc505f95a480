/**
 * Registers the filter in Spring Boot 3.5, 4.0 and 4.1, from the properties {@code forwarded.*}. Spring is an optional
 * dependency: outside Spring Boot nothing here is loaded.
 *
 * <p>{@link dev.forwarded.spring.ForwardedAutoConfiguration} registers it, with the settings of
 * {@link dev.forwarded.spring.ForwardedProperties}; {@link dev.forwarded.spring.ForwardedRequestPostProcessors} is for
 * tests.
 *
 * <p>More: <a href="https://forwarded.dev/forwarded-filter/docs/spring-boot.md">Spring Boot</a>, <a href="https://forwarded.dev/forwarded-filter/docs/testing.md">Testing</a>.
 *
 * @since 1.0.0
 */
@NullMarked
package dev.forwarded.spring;

import org.jspecify.annotations.NullMarked;
