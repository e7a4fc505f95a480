package dev.forwarded.bench;

import dev.forwarded.servlet.ForwardedFilter;
import dev.forwarded.spring.ForwardedAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * What the filter costs at start-up: the classes that a JVM has loaded, and the time since its start, when the first
 * request is answered; with and without the filter, on embedded Jetty and in Spring Boot. The JVMs take turns.
 */
public final class StartUp {

    private static final int ROUNDS = 9;

    private StartUp() {}

    /** Measures in JVMs of their own. */
    static void main() throws Exception {
        Map<String, List<long[]>> measured = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String kind : List.of("jetty", "jetty-filter", "boot", "boot-filter")) {
                measured.computeIfAbsent(kind, key -> new ArrayList<>()).add(inJvm(kind));
            }
        }
        measured.forEach((kind, each) -> System.out.printf(
                "%-13s %,6d classes, first answer after %,6d ms (median of %d)%n",
                kind, median(each, 0), median(each, 1), each.size()));
    }

    private static long median(List<long[]> measured, int index) {
        return measured.stream().mapToLong(each -> each[index]).sorted().toArray()[measured.size() / 2];
    }

    private static long[] inJvm(String kind) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        String[] numbers = printed.substring(printed.lastIndexOf("measured ") + "measured ".length())
                .trim()
                .split(" ");
        return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
    }

    /** The JVM that is measured. */
    public static final class Child {

        private Child() {}

        /** Takes the kind. */
        public static void main(String[] arguments) throws Exception {
            boolean filters = arguments[0].endsWith("-filter");
            int port = arguments[0].startsWith("jetty") ? jetty(filters) : boot(filters);
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/app").openConnection();
            connection.setRequestProperty("X-Forwarded-For", "203.0.113.7");
            connection.setRequestProperty("X-Forwarded-Proto", "https");
            connection.getResponseCode();
            long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
            long since = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            System.out.println("measured " + classes + " " + since);
            System.exit(0);
        }

        private static int jetty(boolean filters) throws Exception {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            ServletContextHandler context = new ServletContextHandler("/");
            context.addServlet(new ServletHolder(new Hello()), "/*");
            if (filters) {
                context.addFilter(new FilterHolder(new ForwardedFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
            }
            server.setHandler(context);
            server.start();
            return connector.getLocalPort();
        }

        private static int boot(boolean filters) {
            ServletWebServerApplicationContext context = (ServletWebServerApplicationContext) SpringApplication.run(
                    filters ? Filtered.class : Plain.class,
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--spring.main.banner-mode=off");
            return context.getWebServer().getPort();
        }
    }

    /** An application that answers. */
    private static final class Hello extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().print(request.getRequestURL().toString());
        }
    }

    /** Spring Boot as it is. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Plain {}

    /** The same with the filter. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ForwardedAutoConfiguration.class
    })
    static class Filtered {}
}
