package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.ws.webcontainer.facade.LikeLiberty;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.apache.catalina.core.LikeGlassFish;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** What the filter does by the server that it meets, as far as that shows without one. */
class FilterServersTest {

    private static final Map<String, String> WRONG = Map.of("hopps", "1");

    private final List<String> said = new ArrayList<>();
    private final StringWriter body = new StringWriter();
    private final List<String> passed = new ArrayList<>();
    private int status;

    /** Keeps what is logged. */
    private final InvocationHandler handler = (proxy, method, values) -> {
        if (method.getName().equals("log")) {
            said.add((String) values[0]);
        }
        return null;
    };

    private static ServletContext plain(InvocationHandler handler) {
        return (ServletContext) Proxy.newProxyInstance(
                FilterServersTest.class.getClassLoader(), new Class<?>[] {ServletContext.class}, handler);
    }

    private record Config(ServletContext context, Map<String, String> parameters) implements FilterConfig {

        @Override
        public String getFilterName() {
            return "forwarded";
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public String getInitParameter(String name) {
            return parameters.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }
    }

    private HttpServletResponse response() {
        InvocationHandler ignoring = (proxy, method, values) -> null;
        return new HttpServletResponseWrapper((HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, ignoring)) {

            @Override
            public void setStatus(int sc) {
                status = sc;
            }

            @Override
            public ServletOutputStream getOutputStream() {
                throw new IllegalStateException("has a writer");
            }

            @Override
            public PrintWriter getWriter() {
                return new PrintWriter(body);
            }
        };
    }

    private void ask(Filter filter, String header) throws Exception {
        HttpServletRequest request = new StubRequest("192.0.2.1", "GET /app/x HTTP/1.1\nHost: inner\n" + header);
        filter.doFilter(request, response(), (given, response) -> {
            String name = header.substring(0, header.indexOf(':'));
            passed.add(name + "=" + ((HttpServletRequest) given).getHeader(name));
        });
    }

    @Test
    void a_server_that_goes_on_without_the_filter_answers_every_request_with_503() throws Exception {
        ForwardedFilter filter = new ForwardedFilter();
        filter.init(new Config(LikeGlassFish.context(handler), WRONG));
        ask(filter, "X-Forwarded-Proto: https");
        ask(filter, "Accept: */*");
        assertThat(passed).isEmpty();
        assertThat(status).isEqualTo(503);
        assertThat(body.toString()).startsWith("503 Service Unavailable").doesNotContain("hopps");
    }

    @Test
    void any_other_server_is_told_by_an_exception() {
        assertThatThrownBy(() -> new ForwardedFilter().init(new Config(plain(handler), WRONG)))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("hopps");
    }

    @Test
    void right_settings_filter_there_too() throws Exception {
        ForwardedFilter filter = new ForwardedFilter();
        filter.init(new Config(LikeGlassFish.context(handler), Map.of()));
        ask(filter, "X-Forwarded-Proto: https");
        assertThat(passed).containsExactly("X-Forwarded-Proto=null");
    }

    @Test
    void names_of_tomcat_without_its_filters_are_not_tomcat() {
        assertThat(Server.of(LikeGlassFish.context(handler))).isEqualTo(Server.GLASSFISH);
        assertThat(Server.of(plain(handler))).isEqualTo(Server.OTHER);
        assertThat(Server.of(null)).isEqualTo(Server.OTHER);
    }

    @Test
    void on_liberty_the_headers_of_its_plug_in_are_hidden() throws Exception {
        ForwardedFilter filter = new ForwardedFilter();
        filter.init(new Config(LikeLiberty.context(handler), Map.of()));
        ask(filter, "$WSSN: evil.example");
        assertThat(passed).containsExactly("$WSSN=null");
    }

    @Test
    void without_a_provider_the_servlet_context_is_told() {
        FilterLog log = Slf4jLog.of(NOPLogger.NOP_LOGGER);
        log.through(plain(handler));
        log.info("starts");
        log.warn("warns");
        log.error("fails");
        assertThat(said).containsExactly("INFO starts", "WARN warns", "ERROR fails");
    }

    /** Has the library's classes again, and none of SLF4J's. */
    private static final class WithoutSlf4j extends URLClassLoader {

        WithoutSlf4j(URL classes) {
            super(new URL[] {classes}, FilterServersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j.")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            boolean own = name.startsWith("dev.forwarded.") && loaded == null;
            return own ? findClass(name) : loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }

    @Test
    void without_slf4j_the_filter_starts_and_speaks_through_the_servlet_context() throws Exception {
        URL classes =
                ForwardedFilter.class.getProtectionDomain().getCodeSource().getLocation();
        try (WithoutSlf4j loader = new WithoutSlf4j(classes)) {
            Filter filter = (Filter) loader.loadClass("dev.forwarded.servlet.ForwardedFilter")
                    .getConstructor()
                    .newInstance();
            filter.init(new Config(plain(handler), Map.of("trustedProxies", "10.0.0.0/8")));
            ask(filter, "X-Forwarded-Proto: https");
        }
        assertThat(passed).containsExactly("X-Forwarded-Proto=null");
        assertThat(said).anySatisfy(line -> assertThat(line).startsWith("INFO Forwarded filter: "));
        assertThat(said).anySatisfy(line -> assertThat(line).startsWith("WARN Forwarded filter: "));
    }
}
