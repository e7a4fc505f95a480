package dev.forwarded.fuzz;

import dev.forwarded.Decision;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a fuzzer sends, as text: lines of {@code key=value}, an empty line, a request head. The keys are settings, of
 * which those that a resolver refuses are left out, and {@code peer}, {@code scheme} and {@code server}.
 */
public final class FuzzInput {

    private static final int MOST_SETTINGS = 8;

    private static final Set<String> KEYS =
            ForwardedResolver.builder().build().settings().keySet();

    /** The settings that are legal together. */
    public final Map<String, String> settings = new LinkedHashMap<>();

    /** Lines that are no setting. */
    private final Map<String, String> connection = new LinkedHashMap<>();

    /** The request head as it was sent. */
    public final String head;

    public FuzzInput(byte[] data) {
        String text = text(data);
        int end = text.indexOf("\n\n");
        head = end < 0 ? text : text.substring(end + 2);
        if (end > 0) {
            text.substring(0, end).lines().limit(MOST_SETTINGS).forEach(this::add);
        }
    }

    private void add(String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            return;
        }
        String key = asTheTableSpellsIt(line.substring(0, equals));
        String value = line.substring(equals + 1);
        if (List.of("peer", "scheme", "server").contains(key)) {
            connection.put(key, value);
            return;
        }
        String earlier = settings.put(key, value);
        try {
            resolver();
        } catch (IllegalArgumentException refused) {
            settings.remove(key);
            if (earlier != null) {
                settings.put(key, earlier);
            }
        }
    }

    private static String asTheTableSpellsIt(String key) {
        return KEYS.stream().filter(key::equalsIgnoreCase).findFirst().orElse(key);
    }

    /** A byte is a character, as in a header. */
    public static String text(byte[] data) {
        return new String(data, StandardCharsets.ISO_8859_1);
    }

    /** The lines of a text. */
    public static List<String> lines(byte[] data) {
        return new ArrayList<>(List.of(text(data).split("\n", -1)));
    }

    public ForwardedResolver resolver() {
        return ForwardedResolver.builder().settings(settings).build();
    }

    public String peer() {
        return connection.getOrDefault("peer", "127.0.0.1");
    }

    /** The request; null if the head is none. */
    public @Nullable RequestHead request() {
        RequestHead request;
        try {
            request = RequestHead.parse(head);
        } catch (IllegalArgumentException refused) {
            return null;
        }
        request = request.peer(peer(), 4711)
                .scheme(connection.getOrDefault("scheme", "http").equals("https") ? "https" : "http");
        String server = connection.get("server");
        return server == null ? request : request.server(server, 8080);
    }

    /** Everything that a decision says. */
    public static String said(Decision decision) {
        return decision instanceof OriginalRequest original
                ? original.urlWithPort() + " " + original.url() + " " + original.contextPath() + " "
                        + original.clientNode() + " " + original.clientAddress() + " " + original.clientPort() + " "
                        + original.isTrusted() + " " + original.hops()
                : ((RejectedRequestException) decision).finding().toString();
    }

    /** Fails if something is not as it must be. */
    public static void check(boolean holds, String what, Object... details) {
        if (!holds) {
            throw new AssertionError(what + " " + List.of(details));
        }
    }

    /** Fails if a text could steer a terminal or break a line of a log. */
    public static void checkClean(String text) {
        check(text.chars().allMatch(FuzzInput::isClean), "not fit for a log or terminal:", text);
    }

    private static boolean isClean(int c) {
        boolean control = c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0;
        boolean direction = c == 0x200e || c == 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return !control && !direction;
    }
}
