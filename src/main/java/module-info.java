/** The original, client-facing request behind trusted proxies. */
module dev.forwarded {
    requires static org.jspecify;

    exports dev.forwarded;
}
