package dev.forwarded.proxies;

import static java.util.Objects.requireNonNull;

/** What goes wrong where a recipe is not kept to: a sentence of a page, and the request that shows it. */
final class Fault {

    /** Starts a proxy, its recipe changed, in front of an application. */
    @FunctionalInterface
    interface Start {
        void run(Proxy proxy, String application) throws Exception;
    }

    final String page;
    final String sentence;
    private String settings = "";
    private Start start = (proxy, application) -> {};
    private LiveRequest request = LiveRequests.all().get(0);
    private String url = "";
    private String client = "";

    private Fault(String page, String sentence) {
        this.page = page;
        this.sentence = sentence;
    }

    static Fault fault(String page, String sentence) {
        return new Fault(page, sentence);
    }

    Fault settings(String text) {
        settings = text;
        return this;
    }

    Fault start(Start with) {
        start = with;
        return this;
    }

    /** A request of the table. */
    Fault ask(String name, Link link) {
        request = LiveRequests.all().stream()
                .filter(one -> one.name().equals(name) && one.link() == link)
                .findFirst()
                .orElseThrow();
        return this;
    }

    /** The URL that the application takes for the client's, or the status without an answer of the application's. */
    Fault url(String wrong) {
        url = wrong;
        return this;
    }

    /** The address that the application takes for the client's. */
    Fault client(String wrong) {
        client = wrong;
        return this;
    }

    /** What the application says, in the words of this fault. */
    String found() throws Exception {
        try (Backend backend = new Backend(settings);
                Proxy proxy = new Proxy()) {
            start.run(proxy, "127.0.0.1:" + backend.port());
            proxy.await();
            int port = request.link().tls() ? proxy.tls() : proxy.plain();
            Seen seen = requireNonNull(LiveClient.ask(request.at(port), port));
            String told = seen.answered() ? seen.url() : Integer.toString(seen.status());
            return told.replace(":" + port, ":{port}") + " " + seen.client();
        }
    }

    String expected() {
        String ends = url.contains("/") ? client.isEmpty() ? request.link().client() : client : "";
        return url + " " + ends;
    }
}
