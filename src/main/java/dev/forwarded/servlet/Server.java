package dev.forwarded.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** Servers that need something of their own, known by their classes: what they call themselves is often changed. */
enum Server {
    /** Takes request attributes for its access log and its session cookie. */
    TOMCAT,

    /** GlassFish and Payara, whose classes have Tomcat's names. They go on without a filter whose init has thrown. */
    GLASSFISH,

    /** Believes forwarded headers by itself, before any filter. */
    LIBERTY,

    /** Its outer requests answer with received paths, and its own servlets work with them. */
    JETTY,

    OTHER;

    static Server of(@Nullable ServletContext context) {
        Class<?> type = context == null ? Object.class : context.getClass();
        String name = type.getName();
        if (name.startsWith("org.apache.catalina.")) {
            return hasRemoteIpFilter(type) ? TOMCAT : GLASSFISH;
        }
        if (name.startsWith("com.ibm.ws.webcontainer")) {
            return LIBERTY;
        }
        return name.startsWith("org.eclipse.jetty.") ? JETTY : OTHER;
    }

    /** Whether the path of a dispatch is decoded; the others look for a servlet by the path as it is written. */
    boolean decodesTargets() {
        return this != GLASSFISH && this != LIBERTY;
    }

    private static boolean hasRemoteIpFilter(Class<?> context) {
        try {
            Class.forName("org.apache.catalina.filters.RemoteIpFilter", false, context.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
