/** The original, client-facing request behind trusted proxies. */
module dev.forwarded {
    requires org.slf4j;
    requires static jakarta.servlet;
    requires static org.jspecify;

    exports dev.forwarded;
    exports dev.forwarded.servlet;
}
