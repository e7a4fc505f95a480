package dev.forwarded.proxies;

/** Behind Apache Traffic Server. */
final class TrafficServerProxyIT extends LiveTests {

    TrafficServerProxyIT() {
        super(
                "Traffic Server",
                "trafficserver.md",
                "profile=trafficserver; fields=for,proto; trustedProxies=127.0.0.1; prefix=prepend");
    }

    @Override
    String version() throws Exception {
        return TrafficServer.version();
    }

    @Override
    void start(Proxy proxy, String application) throws Exception {
        TrafficServer.edge(proxy, application);
    }

    @Override
    String recorded() {
        return "trafficserver/request.http";
    }

    /** Its Via names a UUID of each start. */
    @Override
    String comparable(String head) {
        return head.replaceAll("traffic_server\\[[-0-9a-f]+]", "traffic_server[]")
                .replaceAll("ApacheTrafficServer/[0-9.]+", "");
    }
}
