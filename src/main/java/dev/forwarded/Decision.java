package dev.forwarded;

/**
 * What becomes of a request: it is served as an {@link OriginalRequest}, or answered as a
 * {@link RejectedRequestException} says. There is nothing else, and nobody else implements it.
 *
 * <pre>{@code
 * Decision decision = resolver.decide(received);
 * if (decision instanceof OriginalRequest original) {
 *     serve(original.url());
 * } else if (decision instanceof RejectedRequestException rejected) {
 *     answer(rejected.status());
 * }
 * }</pre>
 *
 * @since 1.0.0
 */
public interface Decision {}
