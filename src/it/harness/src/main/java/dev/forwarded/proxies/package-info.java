/** Tests behind real proxies, each started from its recipe in {@code examples/proxies}. */
package dev.forwarded.proxies;
