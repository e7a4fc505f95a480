package dev.forwarded.servlet;

import static dev.forwarded.servlet.Reflect.call;
import static dev.forwarded.servlet.Reflect.callStatic;
import static dev.forwarded.servlet.Reflect.constant;
import static dev.forwarded.servlet.Reflect.make;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** Undertow with HTTP/2 in the clear, and with filters that are initialised at start-up as the documentation asks. */
final class UndertowContainer implements Container {

    private static final String FILES = "io.undertow.server.handlers.resource.PathResourceManager";

    private final Object manager;
    private final Object server;

    UndertowContainer(Application application) {
        this(application, true);
    }

    UndertowContainer(Application application, boolean eager) {
        Object info = callStatic("io.undertow.servlet.Servlets", "deployment");
        call(info, "setClassLoader", UndertowContainer.class.getClassLoader());
        String context = application.context.isEmpty() ? "/" : application.context;
        call(info, "setContextPath", context);
        call(info, "setDeploymentName", "app");
        call(info, "setEagerFilterInit", eager);
        call(info, "addServletContainerInitializer", initializer(application));
        application.errorPages.forEach((status, path) ->
                call(info, "addErrorPage", callStatic("io.undertow.servlet.Servlets", "errorPage", path, status)));
        if (application.files != null) {
            call(info, "setResourceManager", make(FILES, application.files));
            call(info, "addWelcomePages", (Object) new String[] {"index.html"});
        }
        manager = call(callStatic("io.undertow.servlet.Servlets", "newContainer"), "addDeployment", info);
        call(manager, "deploy");
        Object paths = callStatic("io.undertow.Handlers", "path");
        call(paths, "addPrefixPath", context, call(manager, "start"));
        Object handler = application.handlesForwarded
                ? make("io.undertow.server.handlers.ProxyPeerAddressHandler", paths)
                : paths;
        server = server(application.accessLog == null ? handler : logged(handler, application.accessLog));
        call(server, "start");
    }

    private static Object initializer(Application application) {
        Object factory = make("io.undertow.servlet.util.ImmediateInstanceFactory", application);
        return make(
                "io.undertow.servlet.api.ServletContainerInitializerInfo", application.getClass(), factory, Set.of());
    }

    private static Object logged(Object handler, Path directory) {
        Object receiver = make(
                "io.undertow.server.handlers.accesslog.DefaultAccessLogReceiver",
                (Executor) Runnable::run,
                directory.toFile(),
                "access.");
        return make(
                "io.undertow.server.handlers.accesslog.AccessLogHandler",
                handler,
                receiver,
                "%{i,X-Forwarded-For}",
                UndertowContainer.class.getClassLoader());
    }

    private static Object server(Object handler) {
        Object builder = callStatic("io.undertow.Undertow", "builder");
        call(builder, "addHttpListener", 0, "127.0.0.1");
        call(builder, "setServerOption", constant("io.undertow.UndertowOptions", "ENABLE_HTTP2"), true);
        call(builder, "setIoThreads", 1);
        call(builder, "setWorkerThreads", 4);
        call(builder, "setHandler", handler);
        return call(builder, "build");
    }

    @Override
    public int port() {
        Object listener = ((List<?>) call(server, "getListenerInfo")).get(0);
        return ((InetSocketAddress) call(listener, "getAddress")).getPort();
    }

    @Override
    public void close() {
        call(server, "stop");
        call(manager, "stop");
        call(manager, "undeploy");
    }
}
