/**
 * The command line: explains a recorded request, with nothing but this library's jar.
 *
 * <p>{@link dev.forwarded.cli.Main} is what {@code java -jar} runs.
 */
@NullMarked
package dev.forwarded.cli;

import org.jspecify.annotations.NullMarked;
