package dev.forwarded.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A request as a proxy sends it: twelve ordinary headers, and what the scenario adds. */
enum Scenario {
    NONE("nothing forwarded", List.of()),
    UNTRUSTED("one hop of X-Forwarded from a stranger", xForwarded("203.0.113.7")),
    XFP("one hop of X-Forwarded", xForwarded("203.0.113.7")),
    XFF3("three hops, two trusted by block", xForwarded("203.0.113.7, 10.1.2.3, 10.4.5.6")),
    FWD1("one element of Forwarded", List.of("Forwarded: for=203.0.113.7;proto=https;host=shop.example.com")),
    FWD3(
            "three elements of Forwarded, quoted IPv6",
            List.of("Forwarded: for=\"[2001:db8::7]:4711\";proto=https;host=shop.example.com,"
                    + " for=\"[fd00::1]\";proto=http, for=10.4.5.6")),
    HOSTILE8K("8 KiB in X-Forwarded-For", xForwarded(repeated("198.51.100.1, ", 8 << 10) + "203.0.113.7")),
    HOSTILE64K("64 KiB in X-Forwarded-For", xForwarded(repeated("198.51.100.1, ", 64 << 10) + "203.0.113.7")),
    HOSTILEQ("8 KiB of quoted pairs in Forwarded", List.of("Forwarded: for=\"" + repeated("\\a", 8 << 10) + "\"")),
    LINES("500 lines of X-Forwarded-For", lines()),
    BLOCKS1("one hop, 1 trusted block", xForwarded("203.0.113.7")),
    BLOCKS100("one hop, 100 trusted blocks", xForwarded("203.0.113.7")),
    BLOCKS10000("one hop, 10,000 trusted blocks", xForwarded("203.0.113.7"));

    private static final List<String> ORDINARY = List.of(
            "Host: inner:8080",
            "Connection: keep-alive",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language: en-GB,en;q=0.5",
            "Accept-Encoding: gzip, deflate, br",
            "Referer: https://shop.example.com/",
            "Cookie: JSESSIONID=node01qf2v6ykq3q0z1x2; theme=dark",
            "Upgrade-Insecure-Requests: 1",
            "Sec-Fetch-Dest: document",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Site: same-origin");

    /** What the scenario is, in words for a table. */
    final String words;

    private final List<String> added;

    Scenario(String words, List<String> added) {
        this.words = words;
        this.added = added;
    }

    private static List<String> xForwarded(String clients) {
        return List.of(
                "X-Forwarded-For: " + clients,
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: shop.example.com",
                "X-Forwarded-Port: 443");
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>(xForwarded("203.0.113.7"));
        for (int i = 0; i < 499; i++) {
            lines.add(0, "X-Forwarded-For: 198.51.100." + i % 256);
        }
        return lines;
    }

    private static String repeated(String part, int length) {
        return part.repeat(length / part.length());
    }

    static Scenario of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String peer() {
        return this == UNTRUSTED ? "192.0.2.1" : "10.0.0.7";
    }

    List<String> headers() {
        List<String> headers = new ArrayList<>(ORDINARY);
        headers.addAll(added);
        return headers;
    }

    /** The value of {@code trustedProxies}. */
    String trusted() {
        int blocks = switch (this) {
            case BLOCKS100 -> 100;
            case BLOCKS10000 -> 10_000;
            default -> 1;
        };
        String others = String.join(
                ",",
                IntStream.range(1, blocks)
                        .mapToObj(i -> "11." + (i >> 8) + "." + (i & 0xff) + ".0/25")
                        .toList());
        return "10.0.0.0/8" + (this == FWD3 ? ",fd00::/8" : "") + (others.isEmpty() ? "" : "," + others);
    }
}
