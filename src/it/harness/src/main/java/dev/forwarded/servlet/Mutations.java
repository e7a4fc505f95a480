package dev.forwarded.servlet;

import java.util.Random;

/** Requests with forwarded headers as an attacker, a fuzzer or a broken proxy writes them. The same for the same seed. */
final class Mutations {

    private static final String[] PATHS = {
        "/app/dump",
        "/app/dump?q=%00",
        "/app/redirect",
        "/app/forward",
        "/app/fail",
        "/app/async",
        "/app/session",
        "/app/no"
    };

    private static final String[] NAMES = {
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "x-forwarded-for",
        "X-Original-URL",
        "X-Forwarded",
        "X-Forwarded-Ssl",
        "Client-IP"
    };

    private static final String[] VALUES = {
        "203.0.113.7",
        "203.0.113.7, 127.0.0.1",
        "[2001:db8::7]:4711",
        "2001:db8::7",
        "unknown",
        "_hidden",
        "unix:",
        "::ffff:127.0.0.1",
        "https",
        "http",
        "wss",
        "https,http",
        "shop.example",
        "shop.example:8443",
        "[2001:db8::1]:443",
        "a_b.example.",
        "443",
        "0",
        "65536",
        "/shop",
        "/shop/",
        "//evil",
        "/../x",
        "for=203.0.113.7;proto=https;host=shop.example",
        "for=\"[2001:db8::7]:4711\";by=_x;proto=http",
        "for=203.0.113.7, for=127.0.0.1;proto=https",
        "for=\"_a\\\"b\";host=\"shop.example:8443\"",
        "for=;proto=",
        ",,,",
        "\"",
        ""
    };

    /** What a container accepts in a value. */
    private static final String CHARACTERS =
            "0123456789abcdefghijklmnopqrstuvwxyz.:,;=\"\\[]/%-_ \t~!<>(){}?#@&\u00e4\u00ff";

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    String next() {
        StringBuilder head = new StringBuilder("GET " + any(PATHS) + " HTTP/1.1\r\n");
        head.append(random.nextInt(10) == 0 ? "Host: [::1]:81\r\n" : "Host: inner.example:8080\r\n");
        for (int lines = random.nextInt(6); lines > 0; lines--) {
            head.append(any(NAMES)).append(": ").append(value()).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private String value() {
        StringBuilder value = new StringBuilder(any(VALUES));
        while (random.nextInt(4) == 0) {
            value.append(random.nextBoolean() ? ", " : ";").append(any(VALUES));
        }
        for (int changes = Math.max(0, random.nextInt(5) - 2); changes > 0; changes--) {
            change(value);
        }
        return random.nextInt(500) == 0 ? value.toString().repeat(1 + random.nextInt(40)) : value.toString();
    }

    private void change(StringBuilder value) {
        int place = random.nextInt(value.length() + 1);
        char character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        if (place == value.length() || random.nextInt(3) == 0) {
            value.insert(place, character);
        } else if (random.nextBoolean()) {
            value.setCharAt(place, character);
        } else {
            value.deleteCharAt(place);
        }
    }

    private String any(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
