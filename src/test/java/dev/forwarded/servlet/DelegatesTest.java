package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.PushBuilder;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in for an object of the container asks it for everything that it does not know better. */
@SuppressWarnings("deprecation")
class DelegatesTest {

    /** The last call that reached the container's own object, and its answer. */
    private static final class Container {

        private @Nullable String called;
        private Object @Nullable [] given;
        private @Nullable Object answered;
        private boolean isOriginal;

        <T> T as(Class<T> type) {
            return proxy(type, (object, method, values) -> {
                called = method.getName();
                given = values;
                answered = answer(method.getReturnType());
                return answered;
            });
        }

        private @Nullable Object answer(Class<?> type) {
            return type == boolean.class ? Boolean.valueOf(isOriginal) : type == void.class ? null : sample(type);
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object sample(Class<?> type) {
        if (type == long.class) {
            return 4711L;
        }
        if (type == Class.class) {
            return Runnable.class;
        }
        return type == String.class
                ? "text"
                : type == Set.class
                        ? Set.of("Accept")
                        : proxy(type, (object, method, values) -> values != null && object == values[0]);
    }

    private static Stream<Method> methodsOf(Class<?> type) {
        return Stream.of(type.getMethods())
                .sorted((one, other) -> one.toString().compareTo(other.toString()));
    }

    static Stream<Method> ofPush() {
        return methodsOf(PushBuilder.class);
    }

    static Stream<Method> ofAsync() {
        return methodsOf(AsyncContext.class).filter(method -> !isDispatchToItself(method));
    }

    private static boolean isDispatchToItself(Method method) {
        return method.getName().equals("dispatch") && method.getParameterCount() == 0;
    }

    @ParameterizedTest
    @MethodSource("ofPush")
    void a_push_is_the_containers(Method method) throws Exception {
        Container container = new Container();
        PushBuilder push = new ClientFacingPush(container.as(PushBuilder.class), "X-Forwarded-For"::equals);
        Object answer = call(method, push, container);
        assertThat(answer).isEqualTo(method.getReturnType() == PushBuilder.class ? push : container.answered);
    }

    @ParameterizedTest
    @MethodSource("ofAsync")
    void an_asynchronous_context_is_the_containers(Method method) throws Exception {
        Container container = new Container();
        container.isOriginal = false;
        AsyncContext context =
                ClientFacingAsync.of(container.as(AsyncContext.class), request("/shop/app/a"), request("/app/a"));
        container.isOriginal = true;
        assertThat(context).isInstanceOf(ClientFacingAsync.class);
        assertThat(call(method, context, container)).isEqualTo(container.answered);
    }

    private static HttpServletRequest request(String path) {
        return proxy(
                HttpServletRequest.class,
                (object, method, values) -> method.getName().equals("getRequestURI") ? path : null);
    }

    private static @Nullable Object call(Method method, Object wrapper, Container container) throws Exception {
        Object[] values = Arrays.stream(method.getParameterTypes())
                .map(DelegatesTest::sample)
                .toArray();
        Object answer = method.invoke(wrapper, values);
        assertThat(container.called).isEqualTo(method.getName());
        assertThat(container.given == null ? new Object[0] : container.given).isEqualTo(values);
        return answer;
    }
}
