package dev.forwarded.servlet;

import static dev.forwarded.servlet.Scenario.scenario;

import java.util.stream.Stream;

/** What the application sees, and what the client is answered. Redirects have a table of their own. */
final class Scenarios {

    /** One proxy that ends TLS and states everything. */
    static final String ONE_HOP = """
            Host: inner:8080
            X-Forwarded-For: 203.0.113.7
            X-Forwarded-Proto: https
            X-Forwarded-Host: shop.example
            """;

    private static final String PREFIX = ONE_HOP + "X-Forwarded-Prefix: /shop\n";
    private static final String REPLACE = "headers=x-forwarded; prefix=replace";
    private static final String PREPEND = "headers=x-forwarded; prefix=prepend";
    private static final String NOBODY = "headers=x-forwarded; trustedProxies=10.0.0.0/8";

    /** Open Liberty as it is by default: before any filter it takes the scheme of anybody, whatever the header says. */
    private static final String LIBERTY = "liberty-25";

    private static final Action FORWARD =
            (request, response) -> request.getRequestDispatcher("/dump").forward(request, response);
    private static final Action INCLUDE =
            (request, response) -> request.getRequestDispatcher("/dump").include(request, response);

    private Scenarios() {}

    static Stream<Scenario> all() {
        return Stream.of(getters(), hosts(), headers(), prefixes(), refusals(), strangers(), dispatches())
                .flatMap(scenarios -> scenarios);
    }

    private static Stream<Scenario> getters() {
        return Stream.of(
                scenario("scheme, host, port and client come from the proxy")
                        .request("GET /app/dump?a=%20b HTTP/1.1\n" + ONE_HOP)
                        .sees("scheme=https", "secure=true", "serverName=shop.example", "serverPort=443")
                        .sees("url=https://shop.example/app/dump", "query=a=%20b", "uri=/app/dump")
                        .sees("remoteAddr=203.0.113.7", "remoteHost=203.0.113.7", "remotePort=0")
                        .sees("answer=https://shop.example/app/dump from 203.0.113.7")
                        .sees("original=https://shop.example/app/dump from 203.0.113.7"),
                scenario("the local address and the connection stay those of the socket")
                        .request("GET /app/dump HTTP/1.1\n" + ONE_HOP)
                        .sees("localAddr=127.0.0.1", "connectionSecure=false")
                        .insteadOn(LIBERTY, "connectionSecure=true"),
                scenario("Forwarded says the same")
                        .settings("headers=forwarded")
                        .request("""
                                GET /app/dump HTTP/1.1
                                Host: inner:8080
                                Forwarded: for="[2001:db8::7]:4711";proto=https;host=shop.example
                                """)
                        .sees("url=https://shop.example/app/dump", "serverPort=443", "secure=true")
                        .sees("remoteAddr=2001:db8::7", "remotePort=4711"),
                scenario("a request without any header that is read is the container's own")
                        .request("GET /app/class HTTP/1.1\nHost: inner:8080\nX-Real-IP: 192.0.2.1\n")
                        .on(
                                "/class",
                                (request, response) -> response.getWriter()
                                        .println("wrapped="
                                                + (request instanceof jakarta.servlet.ServletRequestWrapper)
                                                + (response instanceof jakarta.servlet.ServletResponseWrapper)))
                        .sees("wrapped=falsefalse"),
                scenario("only the host is forwarded: the port is the default of the received scheme")
                        .request("GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Host: shop.example\n")
                        .sees("url=http://shop.example/app/dump", "serverPort=80", "secure=false")
                        .sees("remoteAddr=127.0.0.1"),
                scenario("only the scheme is forwarded: the received host and port stay")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example:8443\nX-Forwarded-Proto: https\n")
                        .sees("url=https://shop.example:8443/app/dump", "serverPort=8443", "secure=true"),
                scenario("the port has a header of its own")
                        .request("GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Host: shop.example\n"
                                + "X-Forwarded-Proto: https\nX-Forwarded-Port: 8443\n")
                        .sees("url=https://shop.example:8443/app/dump", "serverPort=8443", "intHeader=-1"),
                scenario("ws and wss are http and https")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nX-Forwarded-Proto: wss\n")
                        .sees("scheme=https", "secure=true", "serverPort=443"),
                scenario("https in front of http in front of us: the received scheme may be told to be http")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nX-Forwarded-Proto: http\n")
                        .sees("scheme=http", "secure=false", "url=http://shop.example/app/dump"),
                scenario("hops: the client is the second value from the right")
                        .settings("headers=x-forwarded; hops=2")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\n"
                                + "X-Forwarded-For: 198.51.100.1, 203.0.113.7\nX-Forwarded-For: 192.0.2.9\n")
                        .sees("remoteAddr=203.0.113.7"),
                scenario("hops: a request that came a shorter way stays as received")
                        .settings("headers=x-forwarded; hops=2")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nX-Forwarded-For: 203.0.113.7\n")
                        .sees("remoteAddr=127.0.0.1", "scheme=http"),
                scenario("the walk ends at the first address that is not trusted")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\n"
                                + "X-Forwarded-For: 198.51.100.66, 203.0.113.7, 127.0.0.2\n")
                        .sees("remoteAddr=203.0.113.7"),
                scenario("a client that a proxy does not name has the proxy's address")
                        .settings("headers=forwarded")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nForwarded: for=_hidden;proto=https\n")
                        .sees("remoteAddr=127.0.0.1", "remotePort=0", "scheme=https")
                        .sees("answer=https://shop.example/app/dump from _hidden"),
                scenario("encoded and repeated characters of the path are untouched")
                        .request("GET /app/dump;v=1?a=b%26&%C3%A4 HTTP/1.1\n" + ONE_HOP)
                        .sees("uri=/app/dump;v=1", "url=https://shop.example/app/dump;v=1", "query=a=b%26&%C3%A4"));
    }

    private static Stream<Scenario> hosts() {
        return Stream.of(
                scenario("an IPv6 host keeps its brackets")
                        .request("GET /app/dump HTTP/1.1\nHost: inner\nX-Forwarded-Host: [2001:db8::1]:8443\n"
                                + "X-Forwarded-Proto: https\n")
                        .sees("serverName=[2001:db8::1]", "serverPort=8443", "host=[2001:db8::1]:8443")
                        .sees("url=https://[2001:db8::1]:8443/app/dump"),
                scenario("a received IPv6 Host has brackets too, whatever the container does")
                        .request("GET /app/dump HTTP/1.1\nHost: [::1]:8080\nX-Forwarded-Proto: https\n")
                        .sees("serverName=[::1]", "url=https://[::1]:8080/app/dump"),
                scenario("Host is the original authority")
                        .request("GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Host: Shop.Example.:444\n"
                                + "X-Forwarded-Proto: https\n")
                        .sees("host=Shop.Example.:444", "hosts=[Shop.Example.:444]", "serverName=Shop.Example."),
                scenario("HTTP/1.0 without Host: a forwarded host stands for it, and is a header")
                        .request("GET /app/dump HTTP/1.0\nX-Forwarded-Host: shop.example\n")
                        .sees("url=http://shop.example/app/dump", "host=shop.example", "headerNames=host"),
                scenario("publicUrl pins every request, forwarded or not")
                        .settings("headers=x-forwarded; publicUrl=https://shop.example/store")
                        .request("GET /app/dump HTTP/1.1\nHost: whatever:8080\n")
                        .sees("url=https://shop.example/store/dump", "contextPath=/store", "host=shop.example")
                        .sees("secure=true", "remoteAddr=127.0.0.1"),
                scenario("an allowed host is served")
                        .settings("headers=x-forwarded; allowedHosts=*.shop.example")
                        .request("GET /app/dump HTTP/1.1\nHost: www.shop.example:81\n")
                        .sees("url=http://www.shop.example:81/app/dump", "host=www.shop.example:81"),
                scenario("a host that is not allowed is answered with 400")
                        .settings("headers=x-forwarded; allowedHosts=*.shop.example")
                        .request("GET /app/dump HTTP/1.1\nHost: evil.example\n")
                        .status(400)
                        .without("evil"),
                scenario("what must be stated is stated")
                        .settings("headers=x-forwarded; require=proto")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\n")
                        .status(400),
                scenario("the secret makes the peer trusted and is not seen")
                        .settings("headers=x-forwarded; trustedSecret=X-Proxy-Secret=0123456789abcdef")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nX-Forwarded-Proto: https\n"
                                + "X-Proxy-Secret: 0123456789abcdef\n")
                        .sees("scheme=https", "headerNames=host")
                        .without("0123456789abcdef"),
                scenario("without the secret nothing is believed, and all is hidden")
                        .settings("headers=x-forwarded; trustedSecret=X-Proxy-Secret=0123456789abcdef")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nX-Forwarded-Proto: https\n"
                                + "X-Proxy-Secret: 0123456789abcdeX\n")
                        .sees("scheme=http", "headerNames=host")
                        .without("0123456789")
                        .insteadOn(LIBERTY, "scheme=https"));
    }

    private static Stream<Scenario> headers() {
        String many = ONE_HOP + """
                x-forwarded-for: 203.0.113.8
                X-Forwarded-By: Sun, 06 Nov 1994 08:49:37 GMT
                X-Forwarded-Port: 443
                X-Forwarded-User: alice
                X-Real-IP: 192.0.2.1
                X-Original-URL: /admin
                Client-IP: 192.0.2.2
                Accept: */*
                """;
        return Stream.of(
                scenario("forwarded headers and their kin are hidden, others are not")
                        .request("GET /app/dump HTTP/1.1\n" + many)
                        .sees("headerNames=accept,host,x-forwarded-user,x-real-ip")
                        .sees("X-Forwarded-For=null", "X-Forwarded-Fors=[]", "X-Forwarded-Proto=null")
                        .sees("intHeader=-1", "dateHeader=-1", "X-Forwarded-User=alice", "X-Real-IPs=[192.0.2.1]"),
                scenario("hideHeaders=false shows them; Host is the original one all the same")
                        .settings("headers=x-forwarded; hideHeaders=false")
                        .request("GET /app/dump HTTP/1.1\n" + many)
                        .sees("headerNames=accept,client-ip,host,x-forwarded-by,x-forwarded-for,x-forwarded-host,"
                                + "x-forwarded-port,x-forwarded-proto,x-forwarded-user,x-original-url,x-real-ip")
                        .sees("X-Forwarded-Fors=[203.0.113.7, 203.0.113.8]", "X-Forwarded-Host=shop.example")
                        .sees("intHeader=443", "dateHeader=784111777000", "host=shop.example"),
                scenario("hideHeaders takes names to hide, and to keep")
                        .settings("headers=x-forwarded; hideHeaders=true,X-Real-IP,-X-Forwarded-Proto")
                        .request("GET /app/dump HTTP/1.1\n" + many)
                        .sees("headerNames=accept,host,x-forwarded-proto,x-forwarded-user")
                        .sees("X-Real-IP=null", "X-Forwarded-Proto=https"),
                scenario("the family that is not read is hidden too")
                        .settings("headers=forwarded")
                        .request("GET /app/dump HTTP/1.1\n" + ONE_HOP)
                        .sees("url=http://inner:8080/app/dump", "headerNames=host", "X-Forwarded-Host=null")
                        .insteadOn(LIBERTY, "url=https://inner:8080/app/dump"),
                scenario("an underscore twin is another header")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nX_Forwarded_Proto: https\n")
                        .sees("scheme=http"),
                scenario("a renamed header is read, the usual one is not")
                        .settings("headers=x-forwarded; names=host=X-Original-Host")
                        .request("GET /app/dump HTTP/1.1\nHost: inner\nX-Original-Host: shop.example\n"
                                + "X-Forwarded-Host: evil.example\n")
                        .sees("serverName=shop.example", "headerNames=host")
                        .without("evil"),
                scenario("an empty forwarded header is hidden, and says nothing")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nX-Forwarded-Proto:\n")
                        .sees("scheme=http", "headerNames=host", "remoteAddr=127.0.0.1")
                        .insteadOn(LIBERTY, "scheme="));
    }

    private static Stream<Scenario> prefixes() {
        return Stream.of(
                scenario("a prefix is ignored by default")
                        .request("GET /app/dump HTTP/1.1\n" + PREFIX)
                        .sees("uri=/app/dump", "contextPath=/app", "servletPath=", "pathInfo=/dump"),
                scenario("a prefix replaces the context path")
                        .settings(REPLACE)
                        .request("GET /app/dump HTTP/1.1\n" + PREFIX)
                        .sees("uri=/shop/dump", "contextPath=/shop", "servletPath=", "pathInfo=/dump")
                        .sees("url=https://shop.example/shop/dump"),
                scenario("a prefix stands before the context path")
                        .settings(PREPEND)
                        .request("GET /app/dump HTTP/1.1\n" + PREFIX)
                        .sees("uri=/shop/app/dump", "contextPath=/shop/app", "pathInfo=/dump")
                        .sees("url=https://shop.example/shop/app/dump"),
                scenario("a prefix of slashes only is an empty prefix")
                        .settings(REPLACE)
                        .request("GET /app/dump HTTP/1.1\n" + ONE_HOP + "X-Forwarded-Prefix: /\n")
                        .sees("uri=/dump", "contextPath=", "url=https://shop.example/dump"),
                scenario("after a FORWARD the path is the target's, with the prefix")
                        .settings(REPLACE)
                        .request("GET /app/forward HTTP/1.1\n" + PREFIX)
                        .on("/forward", FORWARD)
                        .sees("uri=/shop/dump", "contextPath=/shop", "url=https://shop.example/shop/dump")
                        .notOn("jetty"),
                scenario("after a FORWARD of Jetty the path is the target's, without the prefix")
                        .settings(REPLACE)
                        .request("GET /app/forward HTTP/1.1\n" + PREFIX)
                        .on("/forward", FORWARD)
                        .sees("uri=/app/dump", "url=https://shop.example/app/dump")
                        .onlyOn("jetty"),
                scenario("the attributes of a FORWARD have the prefix that replaces")
                        .settings(REPLACE)
                        .request("GET /app/forward HTTP/1.1\n" + PREFIX)
                        .on("/forward", FORWARD)
                        .sees("dispatch=FORWARD", "forward.request_uri=/shop/forward", "forward.context_path=/shop"),
                scenario("the attributes of a FORWARD have the prefix that stands before")
                        .settings(PREPEND)
                        .request("GET /app/forward HTTP/1.1\n" + PREFIX)
                        .on("/forward", FORWARD)
                        .sees("forward.request_uri=/shop/app/forward", "forward.context_path=/shop/app"),
                scenario("the answer still is the request of the client after a FORWARD")
                        .settings(REPLACE)
                        .request("GET /app/forward?q=1 HTTP/1.1\n" + PREFIX)
                        .on("/forward", FORWARD)
                        .sees("answer=https://shop.example/shop/forward from 203.0.113.7"),
                scenario("an error page sees the prefix, and the path of the error with it")
                        .settings(REPLACE)
                        .request("GET /app/fail HTTP/1.1\n" + PREFIX)
                        .on("/fail", (request, response) -> response.sendError(409))
                        .status(409)
                        .sees("dispatch=ERROR", "error.status_code=409", "error.request_uri=/shop/fail")
                        .sees("contextPath=/shop", "uri=/shop/error", "url=https://shop.example/shop/error"),
                scenario("an error page sees the prefix that stands before")
                        .settings(PREPEND)
                        .request("GET /app/fail HTTP/1.1\n" + PREFIX)
                        .on("/fail", (request, response) -> response.sendError(409))
                        .status(409)
                        .sees("error.request_uri=/shop/app/fail", "uri=/shop/app/error"),
                scenario("the context path that a cookie or a link is made of is the client's")
                        .settings(REPLACE)
                        .request("GET /app/link HTTP/1.1\n" + PREFIX)
                        .on(
                                "/link",
                                (request, response) -> response.getWriter()
                                        .println(request.getContextPath()
                                                + request.getServletPath()
                                                + request.getPathInfo()))
                        .sees("/shop/link"));
    }

    private static Stream<Scenario> refusals() {
        String invalid = "GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: <script>x</script>\n";
        return Stream.of(
                scenario("an invalid header is answered with 400, plainly, and is not repeated")
                        .request(invalid)
                        .status(400)
                        .header("Cache-Control", "no-store")
                        .sees("400 Bad Request: the forwarded headers or the host of this request are not acceptable.")
                        .without("script", "inner"),
                scenario("HEAD is refused the same")
                        .request(invalid.replace("GET", "HEAD"))
                        .status(400)
                        .header("Cache-Control", "no-store")
                        .header("Content-Length", "87"),
                scenario("no error page runs")
                        .settings("headers=x-forwarded; require=host")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\n")
                        .status(400)
                        .without("dispatch"),
                scenario("with onInvalid=ignore the invalid field alone is dropped")
                        .settings("headers=x-forwarded; onInvalid=ignore")
                        .request("GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: gopher\n"
                                + "X-Forwarded-Host: shop.example\n")
                        .sees("scheme=http", "serverName=shop.example")
                        .insteadOn(LIBERTY, "scheme=gopher"),
                scenario("families that disagree are refused")
                        .settings("headers=either")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nX-Forwarded-For: 203.0.113.7\n"
                                + "Forwarded: for=203.0.113.8\n")
                        .status(400),
                scenario("families that agree are believed")
                        .settings("headers=either")
                        .request("GET /app/dump HTTP/1.1\nHost: shop.example\nX-Forwarded-For: 203.0.113.7\n"
                                + "Forwarded: for=203.0.113.7\n")
                        .sees("remoteAddr=203.0.113.7", "headerNames=host"),
                scenario("a broken Forwarded element is refused whole")
                        .settings("headers=forwarded")
                        .request(
                                "GET /app/dump HTTP/1.1\nHost: shop.example\nForwarded: for=203.0.113.7;proto=\"https\n")
                        .status(400));
    }

    private static Stream<Scenario> strangers() {
        return Stream.of(
                scenario("from a peer that is not trusted everything stays as received, and is hidden")
                        .settings(NOBODY)
                        .request("GET /app/dump?q HTTP/1.1\n" + ONE_HOP + "Client-IP: 192.0.2.2\n")
                        .sees("scheme=http", "secure=false", "url=http://inner:8080/app/dump", "remoteAddr=127.0.0.1")
                        .sees("host=inner:8080", "hosts=[inner:8080]", "headerNames=host", "X-Forwarded-For=null")
                        .sees("answer=http://inner:8080/app/dump from 127.0.0.1")
                        .insteadOn(
                                LIBERTY,
                                "scheme=https",
                                "secure=true",
                                "url=https://inner:8080/app/dump",
                                "answer=https://inner:8080/app/dump from 127.0.0.1"),
                scenario("a prefix of a peer that is not trusted is ignored")
                        .settings(NOBODY + "; prefix=replace")
                        .request("GET /app/dump HTTP/1.1\n" + PREFIX)
                        .sees("uri=/app/dump", "contextPath=/app"),
                scenario("an invalid header of a peer that is not trusted is not even parsed")
                        .settings(NOBODY)
                        .request("GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: gopher\n")
                        .sees("scheme=http")
                        .insteadOn(LIBERTY, "scheme=gopher"),
                scenario("onUntrusted=reject answers with 400")
                        .settings(NOBODY + "; onUntrusted=reject")
                        .request("GET /app/dump HTTP/1.1\nHost: inner:8080\nX-Forwarded-Proto: https\n")
                        .status(400)
                        .without("inner"),
                scenario("onUntrusted=reject serves requests without forwarded headers")
                        .settings(NOBODY + "; onUntrusted=reject")
                        .request("GET /app/dump HTTP/1.1\nHost: inner:8080\n")
                        .sees("url=http://inner:8080/app/dump", "answer=none"),
                scenario("hops=0 believes nobody")
                        .settings("headers=x-forwarded; hops=0")
                        .request("GET /app/dump HTTP/1.1\n" + ONE_HOP)
                        .sees("url=http://inner:8080/app/dump", "headerNames=host")
                        .insteadOn(LIBERTY, "url=https://inner:8080/app/dump"),
                scenario("the answer about a stranger is the request of the client after a FORWARD too")
                        .settings(NOBODY)
                        .request("GET /app/forward?q=1 HTTP/1.1\n" + ONE_HOP)
                        .on("/forward", FORWARD)
                        .sees("answer=http://inner:8080/app/forward from 127.0.0.1")
                        .insteadOn(LIBERTY, "answer=https://inner:8080/app/forward from 127.0.0.1"));
    }

    private static Stream<Scenario> dispatches() {
        return Stream.of(
                scenario("FORWARD keeps the wrapper")
                        .request("GET /app/forward HTTP/1.1\n" + ONE_HOP)
                        .on("/forward", FORWARD)
                        .sees("dispatch=FORWARD", "url=https://shop.example/app/dump", "remoteAddr=203.0.113.7")
                        .sees("headerNames=host", "forward.request_uri=/app/forward"),
                scenario("INCLUDE keeps the wrapper")
                        .request("GET /app/include HTTP/1.1\n" + ONE_HOP)
                        .on("/include", INCLUDE)
                        .sees("dispatch=INCLUDE", "scheme=https", "remoteAddr=203.0.113.7", "headerNames=host"),
                scenario("an INCLUDE inside a FORWARD inside a FORWARD keeps it too")
                        .request("GET /app/outer HTTP/1.1\n" + ONE_HOP)
                        .on(
                                "/outer",
                                (request, response) ->
                                        request.getRequestDispatcher("/inner").forward(request, response))
                        .on(
                                "/inner",
                                (request, response) ->
                                        request.getRequestDispatcher("/include").forward(request, response))
                        .on("/include", INCLUDE)
                        .sees("dispatch=INCLUDE", "scheme=https", "serverName=shop.example", "headerNames=host")
                        .sees("forward.request_uri=/app/outer"),
                scenario("ERROR after sendError is wrapped again")
                        .request("GET /app/fail HTTP/1.1\n" + ONE_HOP)
                        .on("/fail", (request, response) -> response.sendError(409, "no"))
                        .status(409)
                        .sees("dispatch=ERROR", "url=https://shop.example/app/error", "remoteAddr=203.0.113.7")
                        .sees("headerNames=host", "error.request_uri=/app/fail")
                        .sees("answer=https://shop.example/app/fail from 203.0.113.7"),
                scenario("ERROR after an exception is wrapped again")
                        .request("GET /app/fail HTTP/1.1\n" + ONE_HOP)
                        .on("/fail", (request, response) -> {
                            throw new IllegalStateException("wanted");
                        })
                        .status(500)
                        .sees("dispatch=ERROR", "url=https://shop.example/app/error", "remoteAddr=203.0.113.7"),
                scenario("ERROR of a stranger's request hides headers again")
                        .settings(NOBODY)
                        .request("GET /app/fail HTTP/1.1\n" + ONE_HOP)
                        .on("/fail", (request, response) -> response.sendError(409))
                        .status(409)
                        .sees("dispatch=ERROR", "scheme=http", "headerNames=host")
                        .insteadOn(LIBERTY, "scheme=https"),
                scenario("ASYNC after startAsync() is wrapped again")
                        .request("GET /app/async HTTP/1.1\n" + ONE_HOP)
                        .on(
                                "/async",
                                (request, response) -> request.startAsync().dispatch("/dump"))
                        .sees("dispatch=ASYNC", "url=https://shop.example/app/dump", "remoteAddr=203.0.113.7")
                        .sees("headerNames=host", "answer=https://shop.example/app/async from 203.0.113.7"),
                scenario("ASYNC after startAsync(request, response) keeps the wrapper")
                        .request("GET /app/async HTTP/1.1\n" + ONE_HOP)
                        .on(
                                "/async",
                                (request, response) ->
                                        request.startAsync(request, response).dispatch("/dump"))
                        .sees("dispatch=ASYNC", "url=https://shop.example/app/dump", "remoteAddr=203.0.113.7")
                        .sees("headerNames=host"),
                scenario("dispatch() after startAsync() comes back to the same path")
                        .settings(REPLACE)
                        .request("GET /app/once%20more?a=1 HTTP/1.1\n" + PREFIX)
                        .on("/once more", twice(false))
                        .sees("dispatch=ASYNC", "uri=/shop/once%20more", "query=a=1", "values=[1]")
                        .insteadOn("liberty", "uri=/shop/once more", "values=[1, 1]")
                        .insteadOn("glassfish", "uri=/shop/once more")
                        .insteadOn("payara", "uri=/shop/once more"),
                scenario("dispatch() after startAsync(request, response) comes back to the same path")
                        .settings(REPLACE)
                        .request("GET /app/once%20more?a=1 HTTP/1.1\n" + PREFIX)
                        .on("/once more", twice(true))
                        .sees("dispatch=ASYNC", "query=a=1", "values=[1]", "remoteAddr=203.0.113.7")
                        .insteadOn("liberty", "values=[1, 1]"),
                scenario("dispatch() by way of getAsyncContext() comes back to the same path")
                        .settings(REPLACE)
                        .request("GET /app/once%20more?a=1 HTTP/1.1\n" + PREFIX)
                        .on("/once more", (request, response) -> {
                            if (request.getDispatcherType() == jakarta.servlet.DispatcherType.ASYNC) {
                                response.getWriter().println("back");
                            } else {
                                request.startAsync(request, response).setTimeout(5000);
                                request.getAsyncContext().dispatch();
                            }
                        })
                        .sees("back"),
                scenario("a FORWARD to what starts and dispatches ASYNC")
                        .settings(REPLACE)
                        .request("GET /app/forward HTTP/1.1\n" + PREFIX)
                        .on(
                                "/forward",
                                (request, response) ->
                                        request.getRequestDispatcher("/async").forward(request, response))
                        .on(
                                "/async",
                                (request, response) ->
                                        request.startAsync(request, response).dispatch("/dump"))
                        .sees("dispatch=ASYNC", "scheme=https", "headerNames=host"),
                scenario("an answer from another thread")
                        .request("GET /app/thread HTTP/1.1\n" + ONE_HOP)
                        .on("/thread", (request, response) -> {
                            var context = request.startAsync(request, response);
                            context.start(() -> {
                                try {
                                    Dump.write(request, response);
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                                context.complete();
                            });
                        })
                        .sees("dispatch=REQUEST", "url=https://shop.example/app/thread", "headerNames=host"));
    }

    private static Action twice(boolean withRequest) {
        return (request, response) -> {
            if (request.getDispatcherType() != jakarta.servlet.DispatcherType.ASYNC) {
                var context = withRequest ? request.startAsync(request, response) : request.startAsync();
                context.dispatch();
            } else {
                Dump.write(request, response);
                response.getWriter().println("values=" + java.util.List.of(request.getParameterValues("a")));
            }
        };
    }
}
