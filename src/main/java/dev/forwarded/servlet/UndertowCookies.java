package dev.forwarded.servlet;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Undertow keeps response cookies out of sight of the Servlet API until it writes them, and a cookie added in place of
 * its own loses SameSite. By its own API they can be fixed in place. By reflection, since nothing here may need it.
 */
final class UndertowCookies {

    private static final @Nullable UndertowCookies API = load();

    private final Method current;
    private final Method exchange;
    private final Method cookies;
    private final Method name;
    private final Method setSecure;

    private UndertowCookies(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> context = Class.forName("io.undertow.servlet.handlers.ServletRequestContext", false, loader);
        Class<?> cookie = Class.forName("io.undertow.server.handlers.Cookie", false, loader);
        current = context.getMethod("current");
        exchange = context.getMethod("getExchange");
        cookies = cookies(exchange.getReturnType());
        name = cookie.getMethod("getName");
        setSecure = cookie.getMethod("setSecure", boolean.class);
    }

    /** Quarkus has an Undertow of its own, with a map of older versions. */
    private static Method cookies(Class<?> exchange) throws NoSuchMethodException {
        try {
            return exchange.getMethod("responseCookies");
        } catch (NoSuchMethodException older) {
            return exchange.getMethod("getResponseCookies");
        }
    }

    private static @Nullable UndertowCookies load() {
        for (ClassLoader loader : new ClassLoader[] {
            Thread.currentThread().getContextClassLoader(), UndertowCookies.class.getClassLoader()
        }) {
            try {
                return new UndertowCookies(loader);
            } catch (ReflectiveOperationException | LinkageError absent) {
                // The next loader may see it; on other containers none does.
            }
        }
        return null;
    }

    /** Makes the cookie of this name secure; false if this is not Undertow, or it has no such cookie. */
    static boolean secure(String cookieName) {
        try {
            return API != null && API.secureNamed(cookieName);
        } catch (ReflectiveOperationException | RuntimeException unusable) {
            return false;
        }
    }

    private boolean secureNamed(String cookieName) throws ReflectiveOperationException {
        Object context = current.invoke(null);
        if (context == null) {
            return false;
        }
        Object written = cookies.invoke(exchange.invoke(context));
        boolean found = false;
        for (Object cookie : written instanceof Map<?, ?> map ? map.values() : (Iterable<?>) written) {
            if (cookieName.equals(name.invoke(cookie))) {
                setSecure.invoke(cookie, true);
                found = true;
            }
        }
        return found;
    }
}
