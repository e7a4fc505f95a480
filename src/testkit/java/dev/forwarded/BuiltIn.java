package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of the README about what others make of a request: a row's first cell is what is asked and the request, and
 * the others are what the application sees. The table is the input of the tests, and their expectation.
 */
public final class BuiltIn {

    public static final String SPRING = "Spring's `framework`";
    public static final String TOMCAT = "Tomcat's `RemoteIpValve`";
    public static final String JETTY = "Jetty's customizer";
    public static final String FILTER = "this filter";

    /** The only proxy that the filter and the valve trust. */
    public static final String PROXY = "127.0.0.1";

    private static final String STRANGER = "127.0.0.66";
    private static final String PAST = "past the proxy";
    private static final String COOKIE = "session cookie";
    private static final String HEADING = "## Why not the built-in?";
    private static final Path README = Path.of("README.md").toAbsolutePath();
    private static final Pattern HEADER = Pattern.compile("`([^`]+: [^`]+)`");
    private static final Pattern ASKED = Pattern.compile("`(\\w+\\(\\))` of ");

    private BuiltIn() {}

    private static List<List<String>> table() {
        try {
            return Files.readAllLines(README).stream()
                    .dropWhile(line -> !line.equals(HEADING))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .filter(line -> line.startsWith("|") && !line.startsWith("|-"))
                    .map(BuiltIn::cells)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    /** Fails if the column says anything else than what the server at the port makes of the requests. */
    public static void check(String column, int port) throws IOException {
        List<List<String>> table = table();
        int index = table.get(0).indexOf(column);
        assertThat(table).hasSize(8);
        assertThat(index).as(column).isPositive();
        for (List<String> row : table.subList(1, table.size())) {
            assertThat(seen(row.get(0), port))
                    .as(column + ": " + row.get(0))
                    .isEqualTo(row.get(index).replace("`", ""));
        }
    }

    private static String seen(String request, int port) throws IOException {
        String answer = answer(request, port);
        String status = answer.substring(9, 12);
        if (!status.equals("200")) {
            return status;
        }
        if (request.startsWith(COOKIE)) {
            return answer.contains("; Secure") ? "Secure" : "not Secure";
        }
        Matcher asked = ASKED.matcher(request);
        assertThat(asked.find()).as(request).isTrue();
        String start = "\n" + asked.group(1) + "=";
        String value = answer.substring(answer.indexOf(start) + start.length());
        return value.substring(0, value.indexOf('\n'));
    }

    private static String answer(String request, int port) throws IOException {
        String headers = HEADER.matcher(request)
                .results()
                .map((MatchResult code) -> code.group(1) + "\r\n")
                .collect(Collectors.joining());
        String head = "GET /app/cart HTTP/1.1\r\nHost: inner\r\n" + headers + "Connection: close\r\n\r\n";
        InetAddress peer = InetAddress.getByName(request.contains(PAST) ? STRANGER : PROXY);
        try (Socket socket = new Socket(InetAddress.getByName(PROXY), port, peer, 0)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** What the application of the tests answers. */
    public static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getSession();
        StringBuilder answer = new StringBuilder("\n");
        answer.append("getRemoteAddr()=").append(request.getRemoteAddr()).append('\n');
        answer.append("getScheme()=").append(request.getScheme()).append('\n');
        answer.append("getServerName()=").append(request.getServerName()).append('\n');
        answer.append("getServerPort()=").append(request.getServerPort()).append('\n');
        String port = ":" + request.getLocalPort() + "/";
        answer.append("getRequestURL()=")
                .append(request.getRequestURL().toString().replace(port, ":8080/"))
                .append('\n');
        response.getWriter().print(answer);
    }
}
