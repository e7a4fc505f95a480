package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.ws.webcontainer.facade.LikeLiberty;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.core.LikeGlassFish;
import org.junit.jupiter.api.Test;

/** Where a dispatch without a path goes behind a prefix: servers differ in what they make of a path that they get. */
class ClientFacingAsyncTest {

    private static final InvocationHandler NOTHING = (proxy, method, values) -> null;

    private final List<Object> targets = new ArrayList<>();

    private final AsyncContext async = proxy(AsyncContext.class, (proxy, method, values) -> {
        if (method.getName().equals("dispatch")) {
            targets.add(values[0]);
        }
        return method.getReturnType() == boolean.class ? false : null;
    });

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(ClientFacingAsyncTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Received for {@code /app/a%20b/c%2Fd}, or with a question mark in its last segment. */
    private static HttpServletRequest received(ServletContext context, String last, String decoded) {
        return new HttpServletRequestWrapper(proxy(HttpServletRequest.class, NOTHING)) {

            @Override
            public ServletContext getServletContext() {
                return context;
            }

            @Override
            public String getRequestURI() {
                return "/app/a%20b/" + last;
            }

            @Override
            public String getContextPath() {
                return "/app";
            }

            @Override
            public String getServletPath() {
                return "/a b";
            }

            @Override
            public String getPathInfo() {
                return "/" + decoded;
            }

            @Override
            public String getQueryString() {
                return "q=1";
            }
        };
    }

    private Object target(ServletContext context, String last, String decoded) {
        HttpServletRequest received = received(context, last, decoded);
        HttpServletRequest clientFacing = new HttpServletRequestWrapper(received) {

            @Override
            public String getRequestURI() {
                return "/shop/a%20b/" + last;
            }
        };
        ClientFacingAsync.of(async, clientFacing, received).dispatch();
        return targets.get(targets.size() - 1);
    }

    @Test
    void a_server_that_decodes_gets_the_path_as_it_was_received() {
        assertThat(target(proxy(ServletContext.class, NOTHING), "c%2Fd", "c/d")).isEqualTo("/a%20b/c%2Fd");
    }

    @Test
    void glassfish_gets_the_decoded_path_and_keeps_the_query_itself() {
        assertThat(target(LikeGlassFish.context(NOTHING), "c%2Fd", "c/d")).isEqualTo("/a b/c/d");
    }

    @Test
    void liberty_gets_the_query_too() {
        assertThat(target(LikeLiberty.context(NOTHING), "c%2Fd", "c/d")).isEqualTo("/a b/c/d?q=1");
    }

    @Test
    void a_question_mark_of_the_path_begins_no_query() {
        assertThat(target(LikeGlassFish.context(NOTHING), "c%3Fd", "c?d")).isEqualTo("/a%20b/c%3Fd");
        assertThat(target(LikeLiberty.context(NOTHING), "c%3Fd", "c?d")).isEqualTo("/a%20b/c%3Fd?q=1");
    }
}
