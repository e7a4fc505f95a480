package dev.forwarded;

/** A request for every finding that an account can hold, for the account itself and for the page that shows it. */
public final class FindingCases {

    /** Of the requests: a finding, the settings that bring it about, and the header lines. */
    public static final String REQUESTS = """
            untrusted-headers; peer=192.0.2.7 onUntrusted=reject; X-Forwarded-Proto: https
            invalid-value; headers=x-forwarded; X-Forwarded-For: 1.2.3
            values-differ; headers=x-forwarded hops=2; X-Forwarded-For: 1.2.3.4, 127.0.0.1; X-Forwarded-Proto: https, http
            too-many-hops; trustedProxies=127.0.0.1; X-Forwarded-For: MANY
            families-disagree; ; Forwarded: proto=https; X-Forwarded-Proto: http
            family-invalid; ; Forwarded: proto=ftp; X-Forwarded-Proto: http
            no-authority; ; Host: a b; X-Forwarded-Proto: https
            host-not-allowed; allowedHosts=shop.example.com; Host: evil.example
            not-stated; require=proto; Host: shop.example.com
            chain-too-short; headers=x-forwarded hops=2; X-Forwarded-For: 192.0.2.1
            untrusted-peer; peer=192.0.2.7; X-Forwarded-Proto: https
            secret-missing; trustedSecret=X-Proxy-Secret=0123456789abcdef; X-Forwarded-Proto: https
            already-rewritten; REWRITTEN; X-Forwarded-Proto: https
            family-ignored; headers=forwarded; X-Forwarded-Proto: https
            field-ignored; fields=for,proto; X-Forwarded-Host: shop.example.com
            prefix-ignored; ; X-Forwarded-Prefix: /shop
            port-of-listener; ; Host: shop.example.com; X-Forwarded-Proto: https; X-Forwarded-Port: 80
            port-unconfirmed; ; Host: shop.example.com; X-Forwarded-Proto: https; X-Forwarded-Port: 8443
            scheme-not-stated; ; X-Forwarded-For: 192.0.2.1
            client-hidden; ; X-Forwarded-For: unknown
            client-not-stated; headers=x-forwarded; Host: shop.example.com; X-Forwarded-Proto: https; X-Real-IP: 203.0.113.5
            proxy-missing; headers=x-forwarded; X-Forwarded-For: 203.0.113.5, 10.1.2.3
            hops-beyond-trust; headers=x-forwarded hops=3 trustedProxies=loopback; X-Forwarded-For: 1.2.3.4, 203.0.113.5
            field-not-counted; headers=x-forwarded hops=for=2; X-Forwarded-For: 1.2.3.4, 10.1.2.3; X-Forwarded-Proto: https
            scheme-of-inner-hop; headers=x-forwarded trustedProxies=loopback; X-Forwarded-For: 1.2.3.4, 127.0.0.2; X-Forwarded-Proto: http
            scheme-stated-elsewhere; headers=x-forwarded; X-Forwarded-For: 1.2.3.4; X-Forwarded-Ssl: on
            host-looks-internal; headers=x-forwarded; Host: orders:8080; X-Forwarded-Proto: https
            host-stated-elsewhere; headers=x-forwarded; Host: shop.example.com; X-Original-Host: www.example.com; X-Forwarded-Proto: https
            values-unread; headers=x-forwarded; X-Forwarded-For: 1.2.3.4; X-Forwarded-Proto: https, http
            client-trusted; ; X-Forwarded-For: 127.0.0.2
            """;

    private FindingCases() {}
}
