/**
 * The core: from the headers that trusted proxies sent to the URL and address that the client used, without a
 * container.
 *
 * <p>{@link dev.forwarded.ForwardedResolver} is the front door: it turns a {@link dev.forwarded.ReceivedRequest} (what
 * the server saw) into an {@link dev.forwarded.OriginalRequest} (what the client sent), by the headers
 * {@code Forwarded} (RFC 7239) and {@code X-Forwarded-*}, as far as proxies that are trusted wrote them.
 * {@link dev.forwarded.RequestHead} makes a received request of text; {@link dev.forwarded.Decision} is the answer or a
 * {@link dev.forwarded.RejectedRequestException}; {@link dev.forwarded.Explanation} and
 * {@link dev.forwarded.Finding} say why.
 *
 * <p>Behind the door, in the order of reading:
 *
 * <ol>
 *   <li>{@code Resolution}: one request, step by step.
 *   <li>{@code Trust}: may this peer, this node be believed, and why.
 *   <li>{@code Walk} over a {@code HopSource}, which is {@code ForwardedHops} or {@code XForwardedHops}; what it finds
 *       is {@code Believed}.
 *   <li>{@code ReceivedHost}, {@code AuthorityRules} with {@code PortRule}, which give the {@code Origin};
 *       {@code ForwardedPath}.
 *   <li>{@code FindingKind}, {@code Findings}, {@code TrustAdvice}: what is worth saying, and the line to change.
 *   <li>{@code ExplainedHeaders}, {@code ExplainedHops}, {@code ExplainedSources}, {@code ExplanationText}: the account
 *       of a request; {@code StartUpReport}: that of the settings.
 * </ol>
 *
 * <p>It may depend on {@code dev.forwarded.internal.settings}, {@code dev.forwarded.internal.http} and the JDK alone.
 * Nothing here looks up a name, runs a regular expression, recurses, or keeps state between requests.
 *
 * <p>No parameter may be null and no method returns null unless it says so. More: <a
 * href="https://forwarded.dev/forwarded-filter/docs/rules.md">Rules</a>, <a href="https://forwarded.dev/forwarded-filter/docs/settings.md">Settings</a>, <a href="https://forwarded.dev/forwarded-filter/docs/design.md">Design</a>.
 *
 * @since 1.0.0
 */
@NullMarked
package dev.forwarded;

import org.jspecify.annotations.NullMarked;
