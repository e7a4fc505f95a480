package dev.forwarded;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of settings: one row a setting, for every front end. */
enum Setting {
    TRUSTED_PROXIES(
            "trustedProxies",
            "IP, CIDR block, loopback, private, link-local, cgnat, unix, all, _identifier",
            "loopback",
            "who may tell about the original request"),
    HOPS("hops", "N, or per field for=2,proto=1, or both", "", "how many hops are believed"),
    TRUSTED_SECRET(
            "trustedSecret",
            "Header-Name=value, the value at least " + Secret.MIN_LENGTH + " characters",
            "",
            "a peer is trusted only if it also sends this header line"),
    HEADERS("headers", "either, forwarded, x-forwarded", "either", "which family of headers is read"),
    FIELDS("fields", "for, proto, host, port", "for,proto,host,port", "what is taken from the headers"),
    REQUIRE("require", "for, proto, host, port", "", "what a trusted peer must state in every request"),
    NAMES(
            "names",
            "for=, proto=, host=, port=, prefix=, url= and a header name",
            "",
            "other names for the X-Forwarded headers"),
    PREFIX("prefix", "ignore, replace, prepend", "ignore", "what X-Forwarded-Prefix does to the context path"),
    ALLOWED_HOSTS(
            "allowedHosts",
            "host, *.host, either with :port, IP, CIDR block, loopback, private, link-local, cgnat, local, *",
            "",
            "the original hosts that are served"),
    PUBLIC_URL("publicUrl", "https://host[:port][/prefix]", "", "pins scheme, host, port and prefix"),
    ON_INVALID("onInvalid", "reject, ignore", "reject", "what happens to invalid forwarded headers"),
    ON_UNTRUSTED(
            "onUntrusted",
            "ignore, reject",
            "ignore",
            "what happens to forwarded headers of a peer that is not trusted"),
    HIDE_HEADERS(
            "hideHeaders",
            "true, false, true and names to add or, behind a minus, to keep",
            "true",
            "whether the application sees the forwarded headers"),
    REDIRECTS("redirects", "absolute, relative, container", "absolute", "how a redirect is sent"),
    SECURE_SESSION_COOKIE(
            "secureSessionCookie",
            "true, false",
            "true",
            "whether the session cookie gets Secure where only the client's side is https"),
    MODE("mode", "enforce, report", "enforce", "whether requests are changed, or decisions only logged"),
    PROFILE("profile", "the name of a proxy or cloud service", "", "a named set of settings");

    final String key;

    /** The values that it takes, for messages. */
    final String values;

    /** The value where nothing is set; empty for none. */
    final String standard;

    /** What it is for, in a few words. */
    final String meaning;

    Setting(String key, String values, String standard, String meaning) {
        this.key = key;
        this.values = values;
        this.standard = standard;
        this.meaning = meaning;
    }

    static Optional<Setting> of(String key) {
        return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Stream.of(values()).map(setting -> setting.key).toList();
    }
}
