package dev.forwarded.oracle;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammars of RFC 7239 and of the documented tolerances, as regular expressions over copies: small, slow, and
 * written from the ABNF, not from the library. Addresses are left to Guava and the JDK.
 */
public final class Grammar {

    /** One end of a proxy crossing: an address, or an identifier if there is none. */
    public record Node(@Nullable InetAddress address, String name, int port) {}

    /** A host, with port 0 if none is stated. */
    public record Authority(String host, int port) {

        @Override
        public String toString() {
            return port == 0 ? host : host + ":" + port;
        }
    }

    /** A forwarded-element; malformed, or what it states. */
    public record Element(
            boolean malformed,
            @Nullable Node node,
            @Nullable String proto,
            @Nullable Authority host) {}

    static final Element MALFORMED = new Element(true, null, null, null);

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]";
    private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*\"";
    private static final Pattern PAIR = Pattern.compile("(" + TOKEN + "+)=(.*)", Pattern.DOTALL);
    private static final Pattern QUOTED_STRING = Pattern.compile(QUOTED);
    private static final Pattern TOKEN_ONLY = Pattern.compile(TOKEN + "*");
    private static final Pattern UNQUOTED_NODE = Pattern.compile("(?:" + TOKEN + "|[:\\[\\]])*");
    private static final Pattern UNQUOTED_OTHER = Pattern.compile("[!-~&&[^\"\\\\,;]]*");

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final String V4 = OCTET + "(?:\\." + OCTET + "){3}";
    private static final String OBFUSCATED = "_[A-Za-z0-9._-]+";
    private static final String PORT = "(?::([0-9]{1,5}|" + OBFUSCATED + "))?";
    private static final Pattern V4_NODE = Pattern.compile("(" + V4 + ")" + PORT);
    private static final Pattern V6_NODE = Pattern.compile("\\[([^\\]]*)\\]" + PORT, Pattern.DOTALL);
    private static final Pattern NAME_NODE = Pattern.compile("((?i:unknown)|" + OBFUSCATED + ")" + PORT);
    private static final Pattern NINE_GROUPS =
            Pattern.compile("((?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}):([0-9]{1,4})");

    private static final String LABEL = "[A-Za-z0-9_-]{1,63}";
    private static final Pattern HOST = Pattern.compile(
            "(\\[[^\\]]*\\]|" + LABEL + "(?:\\." + LABEL + ")*\\.?)(?::([0-9]{1,5})?)?", Pattern.DOTALL);
    private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}");

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]*");
    private static final Pattern V4_ONLY = Pattern.compile(V4);
    private static final Pattern V4_IN_BRACKETS = Pattern.compile("\\[" + V4 + "\\]");
    private static final Pattern ESCAPE = Pattern.compile("(?s)\\\\(.)");
    private static final Pattern ASCII = Pattern.compile("[\\x00-\\x7f]*");

    private Grammar() {}

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** The text without optional white space at its ends. */
    static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The parts between separators that stand outside quotes; null if a quote is left open. */
    private static @Nullable List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (!quoted && c == separator) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return quoted ? null : parts;
    }

    /** The elements of all lines, from the first to the last; a line with an open quote is one malformed element. */
    public static List<Element> elements(List<String> lines) {
        List<Element> elements = new ArrayList<>();
        for (String line : lines) {
            List<String> parts = parts(line, ',');
            if (parts == null) {
                elements.add(MALFORMED);
                continue;
            }
            parts.stream()
                    .map(Grammar::trimmed)
                    .filter(part -> !part.isEmpty())
                    .forEach(part -> elements.add(element(part)));
        }
        return elements;
    }

    private static Element element(String text) {
        Map<String, String> stated = new HashMap<>();
        List<String> pairs = parts(text, ';');
        for (String pair : pairs == null ? List.of("") : pairs) {
            if (!trimmed(pair).isEmpty() && !isPair(trimmed(pair), stated)) {
                return MALFORMED;
            }
        }
        String forNode = stated.get("for");
        String proto = stated.get("proto");
        String host = stated.get("host");
        Element element = new Element(
                false,
                forNode == null ? null : node(forNode, true),
                proto == null ? null : scheme(proto, false),
                host == null ? null : authority(host));
        boolean legal = (forNode == null) == (element.node == null)
                && (proto == null) == (element.proto == null)
                && (host == null) == (element.host == null);
        return legal ? element : MALFORMED;
    }

    /** Whether the text is a pair whose parameter is not there yet; notes what it states. */
    private static boolean isPair(String text, Map<String, String> stated) {
        Matcher pair = PAIR.matcher(text);
        if (!pair.matches()) {
            return false;
        }
        String name = pair.group(1).toLowerCase(Locale.ROOT);
        String value = pair.group(2);
        boolean quoted = QUOTED_STRING.matcher(value).matches();
        Pattern unquoted = switch (name) {
            case "for", "by", "host" -> UNQUOTED_NODE;
            case "proto" -> TOKEN_ONLY;
            default -> UNQUOTED_OTHER;
        };
        if (!quoted && !unquoted.matcher(value).matches()) {
            return false;
        }
        boolean interpreted = List.of("for", "proto", "host").contains(name);
        if (quoted) {
            String inner = value.substring(1, value.length() - 1);
            // The documented limit: nothing legal is longer when each of its characters is escaped.
            if (interpreted && inner.contains("\\") && inner.length() > 520) {
                return false;
            }
            value = ESCAPE.matcher(inner).replaceAll("$1");
        }
        return !interpreted || value.isEmpty() || stated.put(name, value) == null;
    }

    /** The address of an IP literal as the library has it: no zone, nothing beyond ASCII. */
    public static @Nullable InetAddress address(String text) {
        boolean plain = ADDRESS.matcher(text).matches() && InetAddresses.isInetAddress(text);
        return plain ? InetAddresses.forString(text) : null;
    }

    /** An IPv6 literal, of a link-local address also with a zone, which is a token. */
    private static @Nullable InetAddress v6(String text) {
        int percent = text.indexOf('%');
        String bare = percent < 0 ? text : text.substring(0, percent);
        InetAddress address = bare.contains(":") ? address(bare) : null;
        boolean zoned = percent >= 0;
        boolean legal = !zoned
                || text.substring(percent + 1).matches(TOKEN + "+")
                        && address instanceof Inet6Address v6
                        && v6.isLinkLocalAddress();
        return legal ? address : null;
    }

    /** A node; null if the text is none. */
    public static @Nullable Node node(String text, boolean forwarded) {
        if (forwarded && V4_IN_BRACKETS.matcher(text).matches()) {
            return node(address(text.substring(1, text.length() - 1)), null);
        }
        if (!forwarded && text.equalsIgnoreCase("unix:")) {
            return new Node(null, "unix", 0);
        }
        for (Pattern pattern : List.of(V4_NODE, V6_NODE)) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()) {
                String inner = matcher.group(1);
                return node(pattern == V4_NODE ? address(inner) : v6(inner), matcher.group(2));
            }
        }
        Matcher name = NAME_NODE.matcher(text);
        if (name.matches()) {
            int port = port(name.group(2));
            boolean unknown = name.group(1).equalsIgnoreCase("unknown");
            return port < 0 ? null : new Node(null, unknown ? "unknown" : name.group(1), port);
        }
        InetAddress bare = v6(text);
        Matcher nine = NINE_GROUPS.matcher(text);
        return bare == null && nine.matches() ? node(address(nine.group(1)), nine.group(2)) : node(bare, null);
    }

    private static @Nullable Node node(@Nullable InetAddress address, @Nullable String port) {
        boolean legal = address != null && port(port) >= 0;
        return legal ? new Node(address, InetAddresses.toAddrString(address), port(port)) : null;
    }

    /** The port of a node; 0 if it says nothing, -1 if it is none. */
    private static int port(@Nullable String text) {
        int port = text == null || text.startsWith("_") ? 0 : Integer.parseInt(text);
        return port <= 65535 ? port : -1;
    }

    /** A host with or without port; null if the text is none. */
    public static @Nullable Authority authority(String text) {
        Matcher matcher = HOST.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String host = matcher.group(1);
        String port = matcher.group(2);
        int number = port == null ? 0 : Integer.parseInt(port);
        boolean legal = isHost(host) && number <= 65535 && (port == null || number > 0);
        return legal ? new Authority(host, number) : null;
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            String inner = host.substring(1, host.length() - 1);
            return inner.contains(":") && address(inner) != null;
        }
        String bare = withoutDot(host);
        return bare.length() <= 253
                && (!FOUR_NUMBERS.matcher(bare).matches()
                        || V4_ONLY.matcher(bare).matches());
    }

    /** The scheme, also by a switch; null if the text is none. */
    static @Nullable String scheme(String text, boolean alsoSwitches) {
        String word = ASCII.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : "";
        if (List.of("https", "wss").contains(word)
                || alsoSwitches && List.of("on", "true", "1").contains(word)) {
            return "https";
        }
        boolean http = List.of("http", "ws").contains(word);
        return http || alsoSwitches && List.of("off", "false", "0").contains(word) ? "http" : null;
    }

    /** Whether two hosts are the same: without case, brackets and one trailing dot, addresses by value. */
    static boolean isSame(String one, String other) {
        return same(one).equals(same(other));
    }

    private static Object same(String host) {
        String bare = withoutDot(host.toLowerCase(Locale.ROOT));
        boolean brackets = bare.startsWith("[") && bare.endsWith("]");
        InetAddress address = address(brackets ? bare.substring(1, bare.length() - 1) : bare);
        return address == null ? bare : address;
    }
}
