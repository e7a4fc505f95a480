/**
 * The core: from the headers that trusted proxies sent to the URL and address that the client used, without a
 * container.
 *
 * <p>{@link dev.forwarded.ForwardedResolver} is the front door: it turns a {@link dev.forwarded.ReceivedRequest} (what
 * the server saw) into an {@link dev.forwarded.OriginalRequest} (what the client sent), by the headers
 * {@code Forwarded} (RFC 7239) and {@code X-Forwarded-*}, as far as proxies that are trusted wrote them.
 *
 * <p>Nothing here looks up a name, runs a regular expression, recurses, or keeps state between requests.
 */
@NullMarked
package dev.forwarded;

import org.jspecify.annotations.NullMarked;
