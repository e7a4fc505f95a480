package dev.forwarded;

/**
 * What becomes of a request: it is served as an {@link OriginalRequest}, or answered as a
 * {@link RejectedRequestException} says.
 */
public sealed interface Decision permits OriginalRequest, RejectedRequestException {}
