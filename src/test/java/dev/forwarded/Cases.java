package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Cases as text, with an empty line between two. A case is a sentence; {@code key=value} for settings and for what is
 * known of the connection ({@code peer}, {@code scheme}, {@code server}, {@code local}, {@code context}, and
 * {@code request} for the request line), several in a line with {@code "; "} between; header lines as they stand on
 * the wire; and, behind {@code ->}, what is expected: facts, or 400 with the id of the finding.
 */
public final class Cases {

    private static final List<String> CONNECTION = List.of("peer", "scheme", "server", "local", "context", "request");

    private final Map<String, String> given = new LinkedHashMap<>();
    private final StringBuilder headers = new StringBuilder();
    private final List<String> expected = new ArrayList<>();
    private String sentence = "";

    private Cases() {}

    /** A test for every case of a table. */
    public static Stream<DynamicTest> tests(String table) {
        return tests("", table);
    }

    /** The same, with settings that hold where a case says nothing else. */
    public static Stream<DynamicTest> tests(String common, String table) {
        return Stream.of(table.split("\n\n+")).map(block -> read(common, block)).map(Cases::test);
    }

    /** A test for every line {@code sentence | input -> answer} of a table. */
    public static Stream<DynamicTest> lines(String table, UnaryOperator<String> function) {
        return table.lines().filter(line -> !line.isEmpty()).map(line -> {
            int bar = line.indexOf(" | ");
            int arrow = line.lastIndexOf(" -> ");
            String input = line.substring(bar + 3, arrow);
            String answer = line.substring(arrow + 4);
            return dynamicTest(line, () -> assertThat(function.apply(input)).isEqualTo(answer));
        });
    }

    private static Cases read(String common, String block) {
        Cases one = new Cases();
        one.settings(common);
        List<String> lines = block.lines().toList();
        one.sentence = lines.get(0);
        lines.subList(1, lines.size()).forEach(one::line);
        return one;
    }

    private void line(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        if (line.startsWith("-> ")) {
            expected.addAll(List.of(line.substring(3).split("; ")));
        } else if (colon >= 0 && (equals < 0 || colon < equals)) {
            headers.append(line).append("\r\n");
        } else {
            settings(line);
        }
    }

    private void settings(String line) {
        for (String word : line.isEmpty() ? new String[0] : line.split("; ")) {
            int equals = word.indexOf('=');
            given.put(word.substring(0, equals), word.substring(equals + 1));
        }
    }

    private DynamicTest test() {
        return dynamicTest(sentence, () -> {
            assertThat(expected).as("what is expected").isNotEmpty();
            assertThat(answer(resolver().decide(received()))).isEqualTo(String.join("; ", expected));
        });
    }

    private ForwardedResolver resolver() {
        Map<String, String> settings = new LinkedHashMap<>(given);
        settings.keySet().removeAll(CONNECTION);
        return ForwardedResolver.builder().settings(settings).build();
    }

    private RequestHead received() {
        String line = given.getOrDefault("request", "GET / HTTP/1.1");
        RequestHead head = RequestHead.parse(line + "\r\n" + headers + "\r\n")
                .scheme(given.getOrDefault("scheme", "http"))
                .contextPath(given.getOrDefault("context", ""));
        String[] peer = given.getOrDefault("peer", "127.0.0.1 40112").split(" ", 2);
        head = head.peer(peer[0], Integer.parseInt(peer[1]));
        String[] server = given.getOrDefault("server", "backend 8080").split(" ", 2);
        head = head.server(server[0], Integer.parseInt(server[1]));
        return given.containsKey("local") ? head.localAddress(given.get("local")) : head;
    }

    private String answer(Decision decision) {
        if (decision instanceof RejectedRequestException rejected) {
            return rejection(rejected.finding());
        }
        OriginalRequest original = (OriginalRequest) decision;
        if (expected.get(0).startsWith("400")) {
            return "served: " + original;
        }
        return expected.stream()
                .map(fact -> fact.substring(0, fact.indexOf('=')))
                .map(name -> name + "=" + fact(original, name))
                .collect(Collectors.joining("; "));
    }

    private String rejection(Finding finding) {
        String line = finding.toString();
        return expected.stream()
                .skip(1)
                .map(says -> line.contains(says.substring("says ".length())) ? says : line)
                .collect(Collectors.joining("; ", "400 " + finding.id() + (expected.size() > 1 ? "; " : ""), ""));
    }

    private static Object fact(OriginalRequest original, String name) {
        return switch (name) {
            case "url" -> original.url();
            case "urlWithPort" -> original.urlWithPort();
            case "scheme" -> original.scheme();
            case "secure" -> original.isSecure();
            case "host" -> original.host();
            case "port" -> original.port();
            case "authority" -> original.authority();
            case "prefix" -> original.prefix();
            case "contextPath" -> original.contextPath();
            case "client" -> original.clientNode();
            case "address" -> original.clientAddress();
            case "clientPort" -> original.clientPort();
            case "peer" -> original.peerAddress();
            case "trusted" -> original.isTrusted();
            case "hops" -> original.hops();
            case "overridden" -> original.pathOverridden();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
