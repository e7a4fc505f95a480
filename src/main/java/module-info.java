/** The original, client-facing request behind trusted proxies. */
module dev.forwarded {
    requires org.slf4j;
    requires static jakarta.servlet;
    requires static java.management;
    requires static micrometer.core;
    requires static org.jspecify;
    requires static spring.beans;
    requires static spring.boot;
    requires static spring.boot.actuator;
    requires static spring.boot.autoconfigure;
    requires static spring.context;
    requires static spring.core;
    requires static spring.test;
    requires static spring.web;
    requires static spring.webmvc;

    exports dev.forwarded;
    exports dev.forwarded.servlet;
    exports dev.forwarded.spring;

    opens dev.forwarded.spring to
            spring.beans,
            spring.boot,
            spring.context,
            spring.core;
}
