package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** X-Forwarded-Prefix, and the header that names the original target. */
final class PrefixAndTargetTest {

    @TestFactory
    Stream<DynamicTest> prefix() {
        return Cases.tests("context=/app; request=GET /app/cart?a=%20b HTTP/1.1", """
                A prefix is ignored by default, even a bad one
                Host: shop.example.com
                X-Forwarded-Prefix: //evil.example
                -> url=http://shop.example.com/app/cart?a=%20b; prefix=; contextPath=/app

                It replaces the context path
                prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /shop
                -> url=http://shop.example.com/shop/cart?a=%20b; prefix=/shop; contextPath=/shop

                Or goes before it
                prefix=prepend
                Host: shop.example.com
                X-Forwarded-Prefix: /shop
                -> url=http://shop.example.com/shop/app/cart?a=%20b; prefix=/shop; contextPath=/shop/app

                Trailing slashes are dropped
                prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /shop//
                -> contextPath=/shop

                A slash is the empty prefix
                prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /
                -> url=http://shop.example.com/cart?a=%20b; contextPath=

                An empty header is absent
                prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix:
                -> contextPath=/app

                So is a list of empty items
                prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: , ""
                -> contextPath=/app

                Only the last value is believed, however long the walk
                prefix=replace; trustedProxies=loopback, 10.0.0.0/8; headers=x-forwarded
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1, 10.0.0.3, 10.0.0.2
                X-Forwarded-Prefix: /%, /shop, ,
                -> prefix=/shop

                Of several lines it is in the last one
                prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /evil
                X-Forwarded-Prefix: /shop
                -> prefix=/shop

                Only the last value where everybody is trusted, too
                prefix=replace; trustedProxies=all; headers=x-forwarded
                Host: shop.example.com
                X-Forwarded-Prefix: /evil, /shop
                -> prefix=/shop

                A count joins the last N, the outer first
                prefix=prepend; hops=prefix=2; trustedProxies=loopback
                Host: shop.example.com
                X-Forwarded-Prefix: /x, /a/, /, /b
                -> prefix=/b

                A count reads N values
                prefix=prepend; hops=prefix=2; trustedProxies=loopback
                Host: shop.example.com
                X-Forwarded-Prefix: /%, /a/, /b/
                -> contextPath=/a/b/app

                With fewer there is none
                prefix=prepend; hops=prefix=2; trustedProxies=loopback
                Host: shop.example.com
                X-Forwarded-Prefix: /a
                -> contextPath=/app

                A bad prefix is invalid
                prefix=replace
                Host: shop.example.com
                X-Forwarded-Prefix: /shop/..
                -> 400 invalid-value; says X-Forwarded-Prefix

                By policy it is dropped alone
                prefix=replace; onInvalid=ignore; headers=x-forwarded
                Host: shop.example.com
                X-Forwarded-Proto: https
                X-Forwarded-Prefix: /a%2fb
                -> url=https://shop.example.com/app/cart?a=%20b

                A peer that is not trusted says nothing
                prefix=replace; peer=192.0.2.9 1
                Host: shop.example.com
                X-Forwarded-Prefix: /%
                -> contextPath=/app

                Another name
                prefix=replace; names=prefix=X-Script-Name
                Host: shop.example.com
                X-Script-Name: /shop
                X-Forwarded-Prefix: /evil
                -> contextPath=/shop

                The raw path keeps its encoding
                prefix=replace; request=GET /app/a%2Fb/%e2%82%ac;x=1 HTTP/1.1
                Host: shop.example.com
                X-Forwarded-Prefix: /shop
                -> url=http://shop.example.com/shop/a%2Fb/%e2%82%ac;x=1

                The path begins with exactly one slash
                prefix=replace; request=GET //evil.example/x HTTP/1.1; context=
                Host: shop.example.com
                X-Forwarded-Prefix: /
                -> url=http://shop.example.com/evil.example/x
                """);
    }

    @Test
    void joined_prefixes_have_up_to_256_characters() {
        String half = "/" + "a".repeat(127);
        assertThat(((OriginalRequest) joined(half + ", " + half)).url())
                .isEqualTo("http://shop.example.com" + half + half + "/");
        assertThat(joined(half + ", " + half + "a")).isInstanceOf(RejectedRequestException.class);
    }

    private static Decision joined(String value) {
        ForwardedResolver resolver = ForwardedResolver.builder()
                .trustedProxies("loopback")
                .set("prefix", "replace")
                .set("hops", "prefix=2")
                .build();
        return resolver.decide(
                RequestHead.parse("GET / HTTP/1.1\nHost: shop.example.com\nX-Forwarded-Prefix: " + value + "\n"));
    }

    @TestFactory
    Stream<DynamicTest> target() {
        return Cases.tests("names=url=X-Original-URL; context=/app; request=GET /app/cart?a=1 HTTP/1.1", """
                Path and query are those of the header
                Host: shop.example.com
                X-Original-URL: /api/cart?b=2
                -> url=http://shop.example.com/api/cart?b=2; overridden=true; contextPath=/app

                Without the header the received target stands
                Host: shop.example.com
                X-Forwarded-For: 192.0.2.1
                -> url=http://shop.example.com/app/cart?a=1; overridden=false

                Without a query in the header there is none
                Host: shop.example.com
                X-Original-URL: /
                -> url=http://shop.example.com/; urlWithPort=http://shop.example.com:80/

                The prefix does not apply to it
                prefix=replace
                Host: shop.example.com
                X-Original-URL: /api
                X-Forwarded-Prefix: /shop
                -> url=http://shop.example.com/api; contextPath=/shop

                Encoding is untouched
                Host: shop.example.com
                X-Original-URL: /a%2Fb;x=1/../c?d=%20&e=|{}
                -> url=http://shop.example.com/a%2Fb;x=1/../c?d=%20&e=|{}

                A comma is part of it
                Host: shop.example.com
                X-Original-URL: /a,b
                -> url=http://shop.example.com/a,b

                Two lines are invalid
                Host: shop.example.com
                X-Original-URL: /a
                X-Original-URL: /a
                -> 400 invalid-value; says X-Original-URL

                The path of a URL of this host is one
                Host: shop.example.com
                X-Original-URL: http://shop.example.com/a?b
                -> url=http://shop.example.com/a?b

                A URL of another port is invalid
                Host: shop.example.com:8080
                X-Original-URL: http://shop.example.com/a
                -> 400 invalid-value

                A URL of the default port of another port is invalid
                Host: shop.example.com
                X-Original-URL: http://shop.example.com:8080/a
                -> 400 invalid-value

                An absolute-form is invalid
                Host: shop.example.com
                X-Original-URL: https://evil.example/a
                -> 400 invalid-value

                An asterisk is invalid
                Host: shop.example.com
                X-Original-URL: *
                -> 400 invalid-value

                A relative path is invalid
                Host: shop.example.com
                X-Original-URL: a/b
                -> 400 invalid-value

                A fragment is invalid
                Host: shop.example.com
                X-Original-URL: /a?b#c
                -> 400 invalid-value

                White space is invalid
                Host: shop.example.com
                X-Original-URL: /a b
                -> 400 invalid-value

                A backslash in the path is invalid
                Host: shop.example.com
                X-Original-URL: /\\evil.example
                -> 400 invalid-value

                Half an escape is invalid
                Host: shop.example.com
                X-Original-URL: /a%2
                -> 400 invalid-value

                No escape at all is invalid
                Host: shop.example.com
                X-Original-URL: /%zz
                -> 400 invalid-value

                By policy it is dropped alone
                onInvalid=ignore; headers=x-forwarded
                Host: shop.example.com
                X-Forwarded-Proto: https
                X-Original-URL: https://evil.example/a
                -> url=https://shop.example.com/app/cart?a=1; overridden=false

                A peer that is not trusted says nothing
                peer=192.0.2.9 1
                Host: shop.example.com
                X-Original-URL: /evil
                -> url=http://shop.example.com/app/cart?a=1; overridden=false

                It is read under a pinned URL, too
                publicUrl=https://www.example.com
                Host: backend
                X-Original-URL: /api
                -> url=https://www.example.com/api

                Without a name for it no such header is read
                names=host=X-Original-Host
                Host: shop.example.com
                X-Original-URL: /evil
                -> url=http://shop.example.com/app/cart?a=1
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example.com/shop | a URL does not belong here, its path alone does",
                "shop | the slash in front is missing"
            })
    void a_prefix_that_is_none_is_told_what_it_looks_like(String prefix, String said) {
        Decision decision = ForwardedResolver.builder()
                .headers("x-forwarded")
                .set("prefix", "replace")
                .build()
                .decide(RequestHead.parse("GET / HTTP/1.1\nHost: a\nX-Forwarded-Prefix: " + prefix + "\n"));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        RejectedRequestException.class,
                        rejected -> assertThat(rejected.finding().sentence()).contains("(" + said + ")"));
    }
}
