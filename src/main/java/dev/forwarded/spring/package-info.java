/**
 * Registers the filter in Spring Boot 3.5, 4.0 and 4.1, from the properties {@code forwarded.*}. Spring is an optional
 * dependency: outside Spring Boot nothing here is loaded.
 */
@NullMarked
package dev.forwarded.spring;

import org.jspecify.annotations.NullMarked;
