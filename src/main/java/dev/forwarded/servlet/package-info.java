/**
 * The servlet filter, and what other filters need of it.
 *
 * <p>{@link dev.forwarded.servlet.ForwardedFilter} puts the original request before the application;
 * {@link dev.forwarded.servlet.ForwardedRequests} gives its answer to other filters.
 */
@NullMarked
package dev.forwarded.servlet;

import org.jspecify.annotations.NullMarked;
