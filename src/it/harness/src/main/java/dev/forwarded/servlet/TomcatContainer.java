package dev.forwarded.servlet;

import static dev.forwarded.servlet.Reflect.call;
import static dev.forwarded.servlet.Reflect.make;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Embedded Tomcat with HTTP/2 in the clear. */
final class TomcatContainer implements Container {

    private final Path directory = directory();
    private final Object tomcat = make("org.apache.catalina.startup.Tomcat");

    TomcatContainer(Application application) {
        call(tomcat, "setBaseDir", directory.toString());
        call(tomcat, "setPort", 0);
        Object connector = call(tomcat, "getConnector");
        call(connector, "setProperty", "address", "127.0.0.1");
        call(connector, "setProperty", "maxKeepAliveRequests", "-1");
        call(connector, "addUpgradeProtocol", make("org.apache.coyote.http2.Http2Protocol"));
        Path files = application.files == null ? directory : application.files;
        Object context = call(tomcat, "addContext", application.context, files.toString());
        if (application.files != null) {
            call(context, "addServletContainerInitializer", new DefaultServlets(), Set.of());
            call(context, "addWelcomeFile", "index.html");
        }
        application.errorPages.forEach((status, path) -> call(context, "addErrorPage", errorPage(status, path)));
        call(context, "addServletContainerInitializer", application, Set.of());
        application.initializers.forEach(type -> call(context, "addServletContainerInitializer", make(type), Set.of()));
        if (application.accessLog != null) {
            call(call(context, "getPipeline"), "addValve", accessLog(application.accessLog));
        }
        if (application.handlesForwarded) {
            call(call(context, "getPipeline"), "addValve", remoteIp());
        }
        call(tomcat, "start");
        if (!(boolean) call(call(context, "getState"), "isAvailable")) {
            close();
            throw new IllegalStateException("the web application did not start, see the log");
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tomcat");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object accessLog(Path directory) {
        Object valve = make("org.apache.catalina.valves.AccessLogValve");
        call(valve, "setDirectory", directory.toString());
        call(valve, "setRequestAttributesEnabled", true);
        call(valve, "setBuffered", false);
        call(valve, "setPattern", "%h %a %v %p %H %U");
        return valve;
    }

    /** As Spring Boot sets it up for {@code native}, but for the one proxy of the tests. */
    private static Object remoteIp() {
        Object valve = make("org.apache.catalina.valves.RemoteIpValve");
        call(valve, "setInternalProxies", "127\\.0\\.0\\.1");
        call(valve, "setHostHeader", "X-Forwarded-Host");
        call(valve, "setPortHeader", "X-Forwarded-Port");
        return valve;
    }

    private static Object errorPage(int status, String path) {
        Object page = make("org.apache.tomcat.util.descriptor.web.ErrorPage");
        call(page, "setErrorCode", status);
        call(page, "setLocation", path);
        return page;
    }

    private static final class DefaultServlets implements ServletContainerInitializer {

        @Override
        public void onStartup(Set<Class<?>> classes, ServletContext context) {
            context.addServlet("default", "org.apache.catalina.servlets.DefaultServlet")
                    .addMapping("/");
        }
    }

    @Override
    public int port() {
        return (int) call(call(tomcat, "getConnector"), "getLocalPort");
    }

    @Override
    public void close() {
        call(tomcat, "stop");
        call(tomcat, "destroy");
    }
}
