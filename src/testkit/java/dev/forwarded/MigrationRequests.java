package dev.forwarded;

import java.util.List;
import java.util.stream.Stream;

/**
 * The requests over which other components and the library are compared, each from two peers.
 *
 * @param name a few words
 * @param peer the address of the direct neighbour
 * @param head the request line and the header lines
 */
public record MigrationRequests(String name, String peer, String head) {

    /** The proxy. */
    public static final String PROXY = "127.0.0.1";

    /** Somebody who reaches the port directly. */
    public static final String STRANGER = "127.0.0.66";

    private static final String TABLE = """
            nothing forwarded
            Host: shop.example.com

            nothing forwarded, Host with a port
            Host: shop.example.com:8080

            a client
            Host: shop.example.com
            X-Forwarded-For: 192.0.2.1

            a client with IPv6
            Host: shop.example.com
            X-Forwarded-For: 2001:db8::1

            a client with a port
            Host: shop.example.com
            X-Forwarded-For: 192.0.2.1:4711

            a client with IPv6 and a port
            Host: shop.example.com
            X-Forwarded-For: [2001:db8::1]:4711

            a client behind what it claims
            Host: shop.example.com
            X-Forwarded-For: 192.0.2.66, 192.0.2.1

            a client behind a proxy of ours
            Host: shop.example.com
            X-Forwarded-For: 192.0.2.1, 10.0.0.2

            a client behind a proxy of ours and what it claims
            Host: shop.example.com
            X-Forwarded-For: 192.0.2.66, 192.0.2.1, 10.0.0.2

            clients in two lines
            Host: shop.example.com
            X-Forwarded-For: 192.0.2.66
            X-Forwarded-For: 192.0.2.1

            an unknown client
            Host: shop.example.com
            X-Forwarded-For: unknown

            a client that is no address
            Host: shop.example.com
            X-Forwarded-For: <script>

            an empty client
            Host: shop.example.com
            X-Forwarded-For:

            https
            Host: shop.example.com
            X-Forwarded-Proto: https

            https in capitals
            Host: shop.example.com
            X-Forwarded-Proto: HTTPS

            http
            Host: shop.example.com
            X-Forwarded-Proto: http

            a secure WebSocket
            Host: shop.example.com
            X-Forwarded-Proto: wss

            https, then http
            Host: shop.example.com
            X-Forwarded-For: 192.0.2.1, 10.0.0.2
            X-Forwarded-Proto: https, http

            https twice
            Host: shop.example.com
            X-Forwarded-For: 192.0.2.1, 10.0.0.2
            X-Forwarded-Proto: https, https

            no scheme
            Host: shop.example.com
            X-Forwarded-Proto: gopher

            an empty scheme
            Host: shop.example.com
            X-Forwarded-Proto:

            https, Host with a port
            Host: shop.example.com:9443
            X-Forwarded-Proto: https

            https, Host with the port of http
            Host: shop.example.com:80
            X-Forwarded-Proto: https

            a host
            Host: backend
            X-Forwarded-Host: shop.example.com

            a host with a port
            Host: backend
            X-Forwarded-Host: shop.example.com:9443

            two hosts
            Host: backend
            X-Forwarded-For: 192.0.2.1, 10.0.0.2
            X-Forwarded-Host: shop.example.com, inner.example.com

            a host twice
            Host: backend
            X-Forwarded-For: 192.0.2.1, 10.0.0.2
            X-Forwarded-Host: shop.example.com, shop.example.com

            a host with IPv6
            Host: backend
            X-Forwarded-Host: [2001:db8::9]:9443

            no host
            Host: backend
            X-Forwarded-Host: shop/evil

            a host with user information
            Host: backend
            X-Forwarded-Host: user@shop.example.com

            a port
            Host: shop.example.com
            X-Forwarded-Port: 9443

            a port, Host with a port
            Host: shop.example.com:8080
            X-Forwarded-Port: 9443

            https and its port
            Host: shop.example.com
            X-Forwarded-Proto: https
            X-Forwarded-Port: 443

            https and another port
            Host: shop.example.com
            X-Forwarded-Proto: https
            X-Forwarded-Port: 9443

            https and the port of http
            Host: shop.example.com
            X-Forwarded-Proto: https
            X-Forwarded-Port: 80

            a host with a port and another port
            Host: backend
            X-Forwarded-Proto: https
            X-Forwarded-Host: shop.example.com:9443
            X-Forwarded-Port: 18443

            no port
            Host: shop.example.com
            X-Forwarded-Port: none

            all of a proxy
            Host: backend
            X-Forwarded-For: 192.0.2.1
            X-Forwarded-Proto: https
            X-Forwarded-Host: shop.example.com
            X-Forwarded-Port: 443

            all of a proxy but the client
            Host: backend
            X-Forwarded-Proto: https
            X-Forwarded-Host: shop.example.com

            a prefix
            Host: shop.example.com
            X-Forwarded-Prefix: /shop

            two prefixes
            Host: shop.example.com
            X-Forwarded-Prefix: /outer, /inner

            no prefix
            Host: shop.example.com
            X-Forwarded-Prefix: /../etc

            Forwarded
            Host: backend
            Forwarded: for=192.0.2.1;proto=https;host=shop.example.com

            Forwarded with ports
            Host: backend
            Forwarded: for="192.0.2.1:4711";proto=https;host="shop.example.com:9443"

            Forwarded with IPv6
            Host: backend
            Forwarded: for="[2001:db8::1]";proto=https;host="[2001:db8::9]"

            Forwarded with two elements
            Host: backend
            Forwarded: for=192.0.2.1;proto=https;host=shop.example.com, for=10.0.0.2;proto=http;host=inner.example.com

            Forwarded with a hidden client
            Host: shop.example.com
            Forwarded: for=_hidden;proto=https

            Forwarded with an open quote
            Host: shop.example.com
            Forwarded: for="192.0.2.1;proto=https

            both families, the same
            Host: backend
            Forwarded: for=192.0.2.1;proto=https;host=shop.example.com
            X-Forwarded-For: 192.0.2.1
            X-Forwarded-Proto: https
            X-Forwarded-Host: shop.example.com

            both families, not the same
            Host: shop.example.com
            Forwarded: for=192.0.2.66;proto=http
            X-Forwarded-For: 192.0.2.1
            X-Forwarded-Proto: https

            X-Forwarded-Ssl
            Host: shop.example.com
            X-Forwarded-Ssl: on

            X-Forwarded-Server
            Host: shop.example.com
            X-Forwarded-Server: inner.example.com

            X-Proxied-Https
            Host: shop.example.com
            X-Proxied-Https: on

            X-Real-IP
            Host: shop.example.com
            X-Real-IP: 192.0.2.1
            """;

    /** All of them, from the proxy and from a stranger. */
    public static List<MigrationRequests> all() {
        return Stream.of(TABLE.split("\n\n"))
                .flatMap(block -> Stream.of(PROXY, STRANGER).map(peer -> read(block, peer)))
                .toList();
    }

    private static MigrationRequests read(String block, String peer) {
        int end = block.indexOf('\n');
        return new MigrationRequests(
                block.substring(0, end),
                peer,
                "GET /app/dump HTTP/1.1\n" + block.substring(end + 1).stripTrailing() + "\n");
    }
}
