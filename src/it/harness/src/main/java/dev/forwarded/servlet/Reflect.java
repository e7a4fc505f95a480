package dev.forwarded.servlet;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

/** Calls by name: one test class talks to versions of a container whose packages and signatures differ. */
public final class Reflect {

    private Reflect() {}

    public static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }

    public static Object make(String type, Object... arguments) {
        Constructor<?> constructor = fitting(type(type).getConstructors(), type, arguments);
        return run(() -> constructor.newInstance(arguments));
    }

    public static Object call(Object target, String name, Object... arguments) {
        Method method = fitting(methods(target.getClass(), name), target.getClass() + "." + name, arguments);
        method.setAccessible(true);
        return run(() -> method.invoke(target, arguments));
    }

    public static Object callStatic(String type, String name, Object... arguments) {
        Method method = fitting(methods(type(type), name), type + "." + name, arguments);
        return run(() -> method.invoke(null, arguments));
    }

    static Object constant(String type, String name) {
        return run(() -> type(type).getField(name).get(null));
    }

    static Object array(String type, Object... elements) {
        Object array = Array.newInstance(type(type), elements.length);
        for (int i = 0; i < elements.length; i++) {
            Array.set(array, i, elements[i]);
        }
        return array;
    }

    private static Method[] methods(Class<?> type, String name) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .toArray(Method[]::new);
    }

    private static <E extends Executable> E fitting(E[] candidates, String what, Object[] arguments) {
        return Stream.of(candidates)
                .filter(candidate -> fits(candidate.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(what + " takes no " + Arrays.asList(arguments)));
    }

    private static boolean fits(Class<?>[] types, Object[] arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            boolean isNull = arguments[i] == null && !types[i].isPrimitive();
            if (!isNull && !boxed(types[i]).isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static Class<?> boxed(Class<?> type) {
        if (!type.isPrimitive()) {
            return type;
        }
        return type == int.class ? Integer.class : type == boolean.class ? Boolean.class : Long.class;
    }

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    private static Object run(Call call) {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause().toString(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
