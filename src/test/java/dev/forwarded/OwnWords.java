package dev.forwarded;

import dev.forwarded.internal.settings.Profile;
import dev.forwarded.internal.settings.Setting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of the library itself: a request that holds them is the likeliest to be taken for a sentence of ours. */
public final class OwnWords {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){2,100})\"");

    private OwnWords() {}

    /** Settings, profiles, findings with their sentences, and what the grammars are made of. */
    public static Set<String> all() {
        Set<String> words = new LinkedHashSet<>(List.of(
                "for=",
                "proto=",
                "host=",
                "by=",
                "for=\"[",
                "]\"",
                "\\\"",
                ", ",
                ";",
                "unknown",
                "_hidden",
                "unix:",
                "https",
                "http",
                "wss",
                "ws",
                "on",
                "off",
                "127.0.0.1",
                "10.0.0.7",
                "[::1]",
                "::ffff:10.0.0.1",
                "%eth0",
                "fe80::1",
                "HTTP/1.1",
                "HTTP/2.0",
                "\r\n",
                "\n\n",
                "GET / ",
                "Host: ",
                "Forwarded: ",
                "X-Real-IP: ",
                "X-Forwarded-For: ",
                "X-Forwarded-Proto: ",
                "X-Forwarded-Host: ",
                "X-Forwarded-Port: ",
                "X-Forwarded-Prefix: ",
                "peer=",
                "scheme=https",
                "server=",
                "loopback",
                "private",
                "all",
                "cgnat",
                "10.0.0.0/8",
                "x-forwarded",
                "forwarded",
                "either",
                "ignore",
                "reject",
                "replace",
                "prepend",
                "true",
                "../",
                "/..;/",
                "//",
                "/\\",
                "%2e",
                "%2f",
                "\u00a0",
                "\u0085",
                "explain",
                "--json"));
        Setting.all().forEach(setting -> words.add(setting.key() + "="));
        Profile.ALL.forEach(profile -> words.add(profile.name()));
        for (FindingKind kind : FindingKind.values()) {
            words.add(kind.name());
            words.add(kind.id());
        }
        return words;
    }

    /** The texts in quotes of a source file. */
    public static Set<String> quoted(String source) {
        Set<String> words = new LinkedHashSet<>();
        for (Matcher matcher = QUOTED.matcher(source); matcher.find(); ) {
            words.add(matcher.group(1).translateEscapes());
        }
        return words;
    }
}
