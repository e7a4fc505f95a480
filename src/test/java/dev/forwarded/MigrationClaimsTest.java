package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The settings that {@code docs/moving-over.md} mentions outside its blocks. */
final class MigrationClaimsTest {

    @TestFactory
    Stream<DynamicTest> each_does_what_the_page_says() {
        return Cases.tests("peer=127.0.0.1 1; server=backend 8080", """
                X-Forwarded-Ssl is read under another name
                trustedProxies=all; headers=x-forwarded; names=proto=X-Forwarded-Ssl
                Host: shop.example.com
                X-Forwarded-Ssl: on
                -> url=https://shop.example.com/

                Two prefixes are joined by a count
                trustedProxies=127.0.0.1; headers=x-forwarded; prefix=replace; hops=prefix=2
                Host: shop.example.com
                X-Forwarded-Prefix: /outer, /inner
                -> prefix=/outer/inner

                The outer scheme of two is taken by a count
                trustedProxies=127.0.0.1,10.0.0.0/8; headers=x-forwarded; hops=proto=2
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, 10.0.0.2
                X-Forwarded-Proto: https, http
                -> url=https://shop.example.com/; client=192.0.2.1

                A host that is none is passed over
                trustedProxies=127.0.0.1; headers=x-forwarded; onInvalid=ignore
                Host: shop.example.com
                X-Forwarded-Proto: https
                X-Forwarded-Host: shop/evil
                -> url=https://shop.example.com/

                Without onInvalid=ignore a value that is none is refused
                headers=x-forwarded; hops=for=1,proto=1,host=0,port=0,prefix=0
                Host: shop.example.com
                X-Forwarded-Proto: gopher
                -> 400 invalid-value

                With trustedProxies beside the counts a stranger is not believed
                headers=x-forwarded; hops=for=1,proto=1,host=0,port=0,prefix=0; trustedProxies=10.0.0.0/8
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                X-Forwarded-Proto: https
                -> url=http://shop.example.com/; client=127.0.0.1; trusted=false

                Only Forwarded
                trustedProxies=all; headers=forwarded
                Host: shop.example.com
                X-Forwarded-Proto: http
                Forwarded: proto=https
                -> url=https://shop.example.com/
                """);
    }

    @Test
    void with_nobody_trusted_the_headers_are_only_removed() {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .headers("x-forwarded")
                .trustedProxies("")
                .build();
        RequestHead head = RequestHead.parse("GET / HTTP/1.1\nHost: shop.example.com\nX-Forwarded-Proto: https\n");
        assertThat(((OriginalRequest) resolver.decide(head)).url()).isEqualTo("http://shop.example.com/");
        assertThat(Plans.hides(resolver, "X-Forwarded-Proto")).isTrue();
        assertThat(Plans.hides(resolver, "Forwarded")).isTrue();
    }
}
