/**
 * The command line: explains a recorded request. Not in the library, but a runnable jar beside it.
 *
 * <p>{@link dev.forwarded.cli.Main} is what {@code java -jar} runs.
 */
@NullMarked
package dev.forwarded.cli;

import org.jspecify.annotations.NullMarked;
