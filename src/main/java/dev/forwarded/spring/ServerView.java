package dev.forwarded.spring;

import dev.forwarded.RequestHead;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.util.ClassUtils;

/**
 * Keeps a request as it was before the server's own handler of forwarded headers, which acts before any filter: by a
 * valve on Tomcat and by a customizer on Jetty, each in front of the server's. By reflection, since Spring Boot 4 moved
 * the classes that take them, and neither server is on the class path for sure.
 */
final class ServerView implements BeanPostProcessor, SmartInitializingSingleton, PriorityOrdered {

    private static final Log LOG = Log.of(ServerView.class);

    private final boolean isNeeded;
    private boolean isStarted;

    ServerView(boolean isNeeded) {
        this.isNeeded = isNeeded;
    }

    /** The first to change the factory, so that what it adds stands in front. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (!isNeeded || !bean.getClass().getName().endsWith("WebServerFactory")) {
            return bean;
        }
        isStarted = true;
        boolean isSeen = add(bean, "addEngineValves", valve()) || add(bean, "addServerCustomizers", customizer());
        if (!isSeen) {
            LOG.warn(
                    "on this server nobody sees a request before the server has handled its forwarded headers, so nothing"
                            + " is compared");
        }
        return bean;
    }

    /** An application in a container that is there already: what that does to a request it has done before any filter. */
    @Override
    public void afterSingletonsInstantiated() {
        if (isNeeded && !isStarted) {
            LOG.warn("the server is not Spring Boot's own, so neither " + OtherHandler.STRATEGY + " nor a key of its"
                    + " valve has an effect; if the server handles forwarded headers itself, what it changes is not"
                    + " compared");
        }
    }

    /** Gives a factory one more element of the type that a method takes any number of. */
    private static boolean add(Object factory, String name, InvocationHandler handler) {
        Method method = ClassUtils.getMethodIfAvailable(factory.getClass(), name, (Class<?>[]) null);
        if (method == null) {
            return false;
        }
        Class<?> type = method.getParameterTypes()[0].getComponentType();
        Object elements = Array.newInstance(type, 1);
        Array.set(elements, 0, proxy(type, handler));
        call(method, factory, elements);
        return true;
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** Tomcat's {@code Valve}: a link of a chain that it keeps itself. */
    private static InvocationHandler valve() {
        AtomicReference<@Nullable Object> next = new AtomicReference<>();
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "setNext" -> next.getAndSet(arguments[0]);
            case "getNext" -> next.get();
            case "isAsyncSupported" -> true;
            case "invoke" -> {
                safely(() -> keep((HttpServletRequest) arguments[0]));
                yield passOn(method, next.get(), arguments);
            }
            default -> plain(proxy, method, arguments);
        };
    }

    /** The next valve, with the exceptions that it throws. */
    private static @Nullable Object passOn(Method method, @Nullable Object next, Object[] arguments) throws Throwable {
        try {
            return method.invoke(next, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    /** A request that cannot be kept is not compared. */
    private static void safely(Runnable keep) {
        try {
            keep.run();
        } catch (RuntimeException failed) {
            LOG.debug("a request is not compared: " + failed);
        }
    }

    private static void keep(HttpServletRequest request) {
        StringBuilder head = requestLine(request.getMethod(), request.getRequestURI(), request.getProtocol());
        for (String name : Collections.list(request.getHeaderNames())) {
            Collections.list(request.getHeaders(name)).forEach(value -> line(head, name, value));
        }
        request.setAttribute(
                Comparison.RECEIVED,
                RequestHead.parse(head.toString())
                        .scheme(request.getScheme())
                        .server(request.getServerName(), request.getServerPort())
                        .peer(request.getRemoteAddr(), request.getRemotePort()));
    }

    /** Jetty's {@code Server}, which Spring Boot is about to give its own customizer. */
    private static InvocationHandler customizer() {
        return (proxy, method, arguments) -> {
            if (!method.getName().equals("customize")) {
                return plain(proxy, method, arguments);
            }
            for (Object connector : (Object[]) call(arguments[0], "getConnectors")) {
                ((Collection<?>) call(connector, "getConnectionFactories")).forEach(ServerView::addCustomizer);
            }
            return null;
        };
    }

    private static void addCustomizer(Object connectionFactory) {
        if (ClassUtils.hasMethod(connectionFactory.getClass(), "getHttpConfiguration")) {
            Object configuration = call(connectionFactory, "getHttpConfiguration");
            Method method = ClassUtils.getMethod(configuration.getClass(), "addCustomizer", (Class<?>[]) null);
            call(method, configuration, proxy(method.getParameterTypes()[0], (proxy, called, arguments) -> {
                if (!called.getName().equals("customize")) {
                    return plain(proxy, called, arguments);
                }
                safely(new JettyRequest(called.getReturnType(), arguments[0])::keep);
                return arguments[0];
            }));
        }
    }

    /**
     * Jetty's own request, from which the servlet request takes its attributes.
     *
     * @param type the interface, since classes of requests are not public
     * @param request the request
     */
    private record JettyRequest(Class<?> type, Object request) {

        void keep() {
            Object uri = get("getHttpURI");
            Class<?> uris = ClassUtils.getMethod(type, "getHttpURI").getReturnType();
            String path = String.valueOf(call(ClassUtils.getMethod(uris, "getPath"), uri));
            StringBuilder head = requestLine(String.valueOf(get("getMethod")), path, "HTTP/1.1");
            for (Object field : (Iterable<?>) get("getHeaders")) {
                line(head, String.valueOf(call(field, "getName")), String.valueOf(call(field, "getValue")));
            }
            RequestHead kept = RequestHead.parse(head.toString())
                    .scheme(String.valueOf(call(ClassUtils.getMethod(uris, "getScheme"), uri)))
                    .server(String.valueOf(fact("getServerName")), (int) fact("getServerPort"))
                    .peer(String.valueOf(fact("getRemoteAddr")), (int) fact("getRemotePort"));
            call(ClassUtils.getMethod(type, "setAttribute", (Class<?>[]) null), request, Comparison.RECEIVED, kept);
        }

        private Object get(String name) {
            return call(ClassUtils.getMethod(type, name), request);
        }

        /** By a static method of the interface. */
        private Object fact(String name) {
            return call(ClassUtils.getMethod(type, name, type), null, request);
        }
    }

    private static StringBuilder requestLine(String method, String path, String protocol) {
        return new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(' ')
                .append(protocol)
                .append('\n');
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append('\n');
    }

    private static Object call(Object target, String name) {
        return call(ClassUtils.getMethod(target.getClass(), name), target);
    }

    private static Object call(Method method, @Nullable Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What every object has, and nothing for the rest. */
    private static @Nullable Object plain(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "forwarded";
            default -> null;
        };
    }
}
