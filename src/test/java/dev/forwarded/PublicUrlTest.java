package dev.forwarded;

import dev.forwarded.internal.settings.Planned;
import dev.forwarded.internal.settings.PublicUrl;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A pinned URL. */
final class PublicUrlTest {

    @TestFactory
    Stream<DynamicTest> grammar() {
        return Cases.lines("""
                A host | https://shop.example.com -> https shop.example.com 443 ()
                A slash behind it | https://shop.example.com/ -> https shop.example.com 443 ()
                A port | https://shop.example.com:8443 -> https shop.example.com 8443 ()
                The default port | http://shop.example.com:80/ -> http shop.example.com 80 ()
                A prefix | https://shop.example.com/shop/eu -> https shop.example.com 443 (/shop/eu)
                A prefix with a slash behind it | https://shop.example.com:8443/shop/ -> https shop.example.com 8443 (/shop)
                An IPv6 address | http://[2001:db8::1]:8080/a -> http [2001:db8::1] 8080 (/a)
                The scheme in any case | HTTPS://shop.example.com -> https shop.example.com 443 ()
                No scheme | shop.example.com -> illegal
                Another scheme | ftp://shop.example.com -> illegal
                No host | https:// -> illegal
                No host but a path | https:///shop -> illegal
                User information | https://user@shop.example.com -> illegal
                An illegal port | https://shop.example.com:0 -> illegal
                A query | https://shop.example.com/?a -> illegal
                A query without path | https://shop.example.com?a -> illegal
                A fragment | https://shop.example.com/#a -> illegal
                A dot segment | https://shop.example.com/a/.. -> illegal
                An encoded path | https://shop.example.com/a%20b -> https shop.example.com 443 (/a%20b)
                An encoded slash | https://shop.example.com/a%2Fb -> illegal
                A name beyond ASCII | https://b\u00fccher.example -> illegal
                A pattern | https://*.example.com -> illegal
                """, PublicUrlTest::show);
    }

    private static String show(String text) {
        PublicUrl url;
        try {
            url = Planned.planOf(ForwardedResolver.builder().publicUrl(text).build()).publicUrl;
        } catch (IllegalArgumentException illegal) {
            return "illegal";
        }
        return url.scheme() + " " + url.authority().host() + " " + url.port() + " (" + url.prefix() + ")";
    }

    @TestFactory
    Stream<DynamicTest> pinned() {
        return Cases.tests(
                "publicUrl=https://shop.example.com; context=/app; request=GET /app/x?y HTTP/1.1; server=backend 8080",
                """
                Every request has its scheme, host and port
                Host: backend:8080
                -> url=https://shop.example.com/app/x?y; port=443; contextPath=/app

                From a peer that is not trusted, too
                peer=192.0.2.9 4711
                Host: evil.example
                X-Forwarded-For: 6.6.6.6
                -> url=https://shop.example.com/app/x?y; client=192.0.2.9; clientPort=4711; trusted=false

                Without Host, too
                request=GET / HTTP/1.0; context=
                X-Ignored: x
                -> url=https://shop.example.com/

                With an illegal Host, too
                Host: a b
                -> url=https://shop.example.com/app/x?y

                The headers of proto, host and port are not read at all
                Host: backend
                X-Forwarded-Proto: gopher
                X-Forwarded-Host: a b
                X-Forwarded-Port: 0
                -> url=https://shop.example.com/app/x?y; hops=0

                The client address still is
                Host: backend
                X-Forwarded-For: 192.0.2.1
                -> client=192.0.2.1

                Of Forwarded as well, whose elements are parsed whole
                headers=forwarded
                Host: backend
                Forwarded: for=192.0.2.1;proto=http;host=evil.example
                -> url=https://shop.example.com/app/x?y; client=192.0.2.1

                A bad client address is invalid
                Host: backend
                X-Forwarded-For: x
                -> 400 invalid-value

                A path in it replaces the context path
                publicUrl=https://shop.example.com:8443/shop
                Host: backend
                -> url=https://shop.example.com:8443/shop/x?y; prefix=/shop; contextPath=/shop

                Or goes before it
                publicUrl=https://shop.example.com/shop; prefix=prepend
                Host: backend
                -> url=https://shop.example.com/shop/app/x?y; contextPath=/shop/app

                For a peer that is not trusted, too
                publicUrl=https://shop.example.com/shop; prefix=replace; peer=192.0.2.9 1
                Host: backend
                -> url=https://shop.example.com/shop/x?y

                Under a path the prefix header is not read
                publicUrl=https://shop.example.com/shop; prefix=replace
                Host: backend
                X-Forwarded-Prefix: /%
                -> contextPath=/shop

                Without a path it is
                prefix=replace
                Host: backend
                X-Forwarded-Prefix: /a
                -> url=https://shop.example.com/a/x?y

                A slash is no path
                publicUrl=https://shop.example.com/; prefix=replace
                Host: backend
                X-Forwarded-Prefix: /a
                -> contextPath=/a

                The path stays where the headers of a request without authority are ignored
                publicUrl=https://shop.example.com/shop; headers=forwarded; onInvalid=ignore
                Host: a b
                Forwarded: for=192.0.2.1
                -> url=https://shop.example.com/shop/x?y; client=127.0.0.1
                """);
    }
}
