package dev.forwarded;

import java.util.List;

/** Headers that are not read unless {@code names} gives them, and in which proxies state what others may leave out. */
final class OtherHeaders {

    /** The client's address alone. */
    static final List<String> CLIENT = List.of("X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP");

    /** The scheme, or whether TLS was used. */
    static final List<String> SCHEME = List.of(
            "X-Forwarded-Proto",
            "X-Forwarded-Protocol",
            "X-Forwarded-Scheme",
            "X-Forwarded-Ssl",
            "X-Scheme",
            "X-Url-Scheme",
            "X-Proxied-Https",
            "Front-End-Https",
            "CloudFront-Forwarded-Proto",
            "WL-Proxy-SSL");

    /** The host. */
    static final List<String> HOST = List.of("X-Original-Host", "X-Forwarded-Host");

    private OtherHeaders() {}
}
