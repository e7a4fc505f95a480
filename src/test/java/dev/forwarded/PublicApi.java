package dev.forwarded;

import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What code outside can name of the exported packages: a line for each type, and below it one for each member. */
public final class PublicApi {

    private static final List<String> EXPORTED =
            List.of("dev.forwarded", "dev.forwarded.servlet", "dev.forwarded.spring");

    private PublicApi() {}

    /** The types with their members, in the order of the alphabet, each line ended by LF. */
    public static String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : EXPORTED) {
            for (Class<?> type : types(name)) {
                text.append(type.toGenericString()).append(kin(type)).append('\n');
                members(type).sorted().forEach(member -> text.append("    " + member + "\n"));
            }
        }
        return text.toString().replace("java.lang.", "").replace("java.util.", "");
    }

    private static String kin(Class<?> type) {
        List<String> kin = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .map(Object::toString)
                .map(name -> name.substring(name.indexOf(' ') + 1))
                .filter(name -> !name.equals("java.lang.Object"))
                .toList();
        return kin.isEmpty() ? "" : " : " + String.join(", ", kin);
    }

    private static List<Class<?>> types(String packageName) throws IOException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes().resolve(packageName.replace('.', '/')))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    types.add(type(packageName + "." + name.substring(0, name.length() - ".class".length())));
                }
            }
        }
        types.removeIf(type -> !isVisible(type));
        return types;
    }

    private static Path classes() {
        try {
            return Path.of(ForwardedResolver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static Stream<String> members(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods(), type.getDeclaredFields())
                .flatMap(Arrays::stream)
                .filter(member -> isVisible((Member) member, type))
                .map(member -> line(member).replace(type.getName() + ".", ""));
    }

    /** A protected member of a final class can be named by nobody outside. */
    private static boolean isVisible(Member member, Class<?> type) {
        boolean isInherited = Modifier.isProtected(member.getModifiers()) && !Modifier.isFinal(type.getModifiers());
        return !member.isSynthetic() && (Modifier.isPublic(member.getModifiers()) || isInherited);
    }

    private static String line(AccessibleObject member) {
        if (member instanceof Field field) {
            return field.toGenericString() + value(field);
        }
        if (member instanceof Constructor<?> constructor) {
            return constructor.toGenericString() + nullable(constructor);
        }
        Method method = (Method) member;
        boolean mayBeNull = isNullable(method.getAnnotatedReturnType());
        return method.toGenericString() + nullable(method) + (mayBeNull ? " may be null" : "");
    }

    private static String value(Field field) {
        try {
            return field.getType().isPrimitive() ? " = " + field.get(null) : "";
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parameters that may be null, by their numbers from 1. */
    private static String nullable(Executable executable) {
        List<String> numbers = IntStream.rangeClosed(1, executable.getParameterCount())
                .filter(i -> isNullable(executable.getAnnotatedParameterTypes()[i - 1]))
                .mapToObj(String::valueOf)
                .toList();
        return numbers.isEmpty() ? "" : " takes null as " + String.join(",", numbers);
    }

    private static boolean isNullable(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
