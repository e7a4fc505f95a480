package dev.forwarded.proxies;

/** How the client of a test reaches the proxy. */
enum Link {
    PLAIN("http", false, false),
    TLS("https", false, false),
    HTTP_2("https", true, false),
    PLAIN_IPV6("http", false, true),
    TLS_IPV6("https", false, true),
    HTTP_2_IPV6("https", true, true);

    final String scheme;
    final boolean http2;
    final boolean ipv6;

    Link(String scheme, boolean http2, boolean ipv6) {
        this.scheme = scheme;
        this.http2 = http2;
        this.ipv6 = ipv6;
    }

    boolean tls() {
        return scheme.equals("https");
    }

    /** Of the client: not the proxy's address, where the machine has a second one. */
    String client() {
        return ipv6 ? "::1" : "127.0.0.77";
    }

    String proxy() {
        return ipv6 ? "::1" : "127.0.0.1";
    }

    /** Puts the facts of this link into a text. */
    String fill(String text) {
        return text.replace("{scheme}", scheme)
                .replace("{other}", tls() ? "http" : "https")
                .replace("{default}", tls() ? "443" : "80")
                .replace("{otherDefault}", tls() ? "80" : "443");
    }
}
