package dev.forwarded.bench;

import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Whole requests over a socket: an embedded Jetty for each candidate, all in one JVM, asked in turns, one request after
 * the other on one connection. What counts is the ratio to the server without a filter in the same round.
 */
final class EndToEnd {

    private static final long ROUND_NANOS = 2_000_000_000L;

    private EndToEnd() {}

    /** Takes {@code scenarios=} and {@code rounds=}. */
    static void main(String[] words) throws Exception {
        String scenarios = "none,xfp,fwd1";
        int rounds = 7;
        for (String word : words) {
            scenarios = word.startsWith("scenarios=") ? word.substring("scenarios=".length()) : scenarios;
            rounds = word.startsWith("rounds=") ? Integer.parseInt(word.substring("rounds=".length())) : rounds;
        }
        Map<String, Server> servers = new LinkedHashMap<>();
        for (String candidate : List.of("none", "floor", "ours", "jetty", "spring")) {
            servers.put(candidate, server(candidate));
        }
        for (String scenario : scenarios.split(",")) {
            measure(Scenario.of(scenario), servers, rounds);
        }
        for (Server server : servers.values()) {
            server.stop();
        }
    }

    private static Server server(String candidate) throws Exception {
        Server server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        if (candidate.equals("jetty")) {
            configuration.addCustomizer(new ForwardedRequestCustomizer());
        }
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Reader()), "/*");
        Filter filter = switch (candidate) {
            case "floor" -> new Floor();
            case "ours" -> new ForwardedFilter(Map.of("trustedProxies", "loopback,10.0.0.0/8"));
            case "spring" -> new ForwardedHeaderFilter();
            default -> null;
        };
        if (filter != null) {
            context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        server.setHandler(context);
        server.start();
        return server;
    }

    /** The application: a small answer for which every getter is read. */
    private static final class Reader extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String seen = request.getScheme()
                    + request.isSecure()
                    + request.getServerName()
                    + request.getServerPort()
                    + request.getRemoteAddr()
                    + request.getRequestURL();
            response.setContentLength(seen.length());
            response.getOutputStream().write(seen.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void measure(Scenario scenario, Map<String, Server> servers, int rounds) throws IOException {
        byte[] request = ("GET /app/cart HTTP/1.1\r\n" + String.join("\r\n", scenario.headers()) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        for (int round = -2; round < rounds; round++) {
            double without = 0;
            for (Map.Entry<String, Server> each : servers.entrySet()) {
                double microseconds = microseconds(each.getValue(), request);
                without = each.getKey().equals("none") ? microseconds : without;
                if (round >= 0) {
                    ratios.computeIfAbsent(each.getKey(), key -> new ArrayList<>())
                            .add(microseconds / without);
                }
            }
        }
        ratios.forEach((candidate, each) -> {
            List<Double> sorted = each.stream().sorted().toList();
            System.out.printf(
                    "%-10s %-7s %.3f of no filter (%.3f to %.3f, %d rounds)%n",
                    scenario.word(),
                    candidate,
                    sorted.get(sorted.size() / 2),
                    sorted.get(0),
                    sorted.get(sorted.size() - 1),
                    sorted.size());
        });
    }

    private static double microseconds(Server server, byte[] request) throws IOException {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream answers = new BufferedInputStream(socket.getInputStream());
            long start = System.nanoTime();
            long now = start;
            int count = 0;
            while (now - start < ROUND_NANOS) {
                socket.getOutputStream().write(request);
                readAnswer(answers);
                count++;
                now = System.nanoTime();
            }
            return (now - start) / 1_000.0 / count;
        }
    }

    private static void readAnswer(InputStream answers) throws IOException {
        int length = 0;
        String line = line(answers);
        if (!line.contains(" 200 ")) {
            throw new IOException("Answered with " + line);
        }
        while (!line.isEmpty()) {
            boolean isLength = line.regionMatches(true, 0, "Content-Length:", 0, "Content-Length:".length());
            length = isLength
                    ? Integer.parseInt(
                            line.substring("Content-Length:".length()).trim())
                    : length;
            line = line(answers);
        }
        answers.skipNBytes(length);
    }

    private static String line(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = answers.read(); c != '\n'; c = answers.read()) {
            if (c < 0) {
                throw new IOException("The connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
