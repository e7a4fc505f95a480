package dev.forwarded;

/**
 * What becomes of a request: it is served as an {@link OriginalRequest}, or answered as a
 * {@link RejectedRequestException} says. There is nothing else, and nobody else implements it.
 */
public interface Decision {}
