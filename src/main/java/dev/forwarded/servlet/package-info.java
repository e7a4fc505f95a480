/**
 * The servlet filter, and what other filters need of it.
 *
 * <p>{@link dev.forwarded.servlet.ForwardedFilter} puts the original request before the application;
 * {@link dev.forwarded.servlet.ForwardedRequests} gives its answer to other filters,
 * {@link dev.forwarded.servlet.ExplainServlet} shows it on a page, and a
 * {@link dev.forwarded.servlet.RefusalHandler} is told of requests that are refused.
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
 *
 * <p>More: <a href="https://forwarded.dev/forwarded-filter/docs/web-xml.md">web.xml</a>, <a href="https://forwarded.dev/forwarded-filter/docs/own-filters.md">Filters of your own</a>, <a
 * href="https://forwarded.dev/forwarded-filter/docs/containers.md">Containers</a>, <a href="https://forwarded.dev/forwarded-filter/docs/design.md">Design</a>.
 *
 * @since 1.0.0
 */
@NullMarked
package dev.forwarded.servlet;

import org.jspecify.annotations.NullMarked;
