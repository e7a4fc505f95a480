/**
 * The servlet filter, and what other filters need of it.
 *
 * <p>{@link dev.forwarded.servlet.ForwardedFilter} puts the original request before the application;
 * {@link dev.forwarded.servlet.ForwardedRequests} gives its answer to other filters.
 *
 * <p>Behind them, in the order of reading:
 *
 * <ol>
 *   <li>{@code ServletReceived}: what the container received.
 *   <li>{@code OriginalHttpRequest}: the request as the application sees it, with {@code PathAttributes} and
 *       {@code ClientFacingAsync} for forwards and asynchronous requests.
 *   <li>{@code OriginalHttpResponse}, {@code Redirects}: where redirects lead.
 *   <li>{@code SessionCookie}, {@code UndertowCookies}, {@code TomcatAttributes}, {@code JettyPaths}: what containers do
 *       differently.
 *   <li>{@code Warnings}, {@code Networks}, {@code LineBudget}: what the log is told, and how often.
 * </ol>
 *
 * <p>It may depend on {@code dev.forwarded}, {@code dev.forwarded.internal.settings}, the Servlet API and SLF4J.
 */
@NullMarked
package dev.forwarded.servlet;

import org.jspecify.annotations.NullMarked;
