package dev.forwarded.spring;

import dev.forwarded.ReceivedRequest;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.IpAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Which row of {@code docs/moving-over.md} a difference belongs to.
 *
 * @param id the id of the row
 * @param explains whether it explains a difference
 */
record MovingRow(String id, Predicate<Case> explains) {

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";
    private static final String PREFIX = "X-Forwarded-Prefix";

    /** A request that the filter would refuse; the first row that fits is the one. */
    private static final List<MovingRow> REFUSED = List.of(
            row(
                    "families-disagree",
                    it -> it.refusal.equals("families-disagree") || it.refusal.equals("family-invalid")),
            row("schemes-differ", it -> it.refusal.equals("values-differ") && it.isList(PROTO)),
            row("list-of-hosts", it -> it.refusal.equals("values-differ") && it.isList(HOST)),
            row("malformed-forwarded", it -> it.isInvalid("Forwarded", value -> true)),
            row("not-a-scheme", it -> it.isInvalid(PROTO, value -> !isScheme(value))),
            row("not-a-host", it -> it.isInvalid(HOST, value -> Authority.parse(value) == null)),
            row("not-a-port", it -> it.isInvalid(PORT, value -> Authority.parse("h:" + value) == null)),
            row("not-an-address", it -> it.isInvalid(FOR, value -> !isAddress(it.theirs.client()))),
            row("not-a-prefix", it -> it.isInvalid(PREFIX, value -> true)));

    private static final List<MovingRow> SERVED = List.of(
            row("x-forwarded-ssl", it -> it.has("X-Forwarded-Ssl") && it.differs("secure")),
            row("x-proxied-https", it -> it.has("X-Proxied-Https") && it.differs("secure")),
            row("x-forwarded-server", it -> it.has("X-Forwarded-Server") && it.differs("host")),
            row(
                    "empty-value",
                    it -> it.theirs.client().isEmpty() || it.theirs.scheme().isEmpty()),
            row(
                    "brackets-of-the-client",
                    it -> it.differs("client") && it.theirs.client().endsWith("]")),
            row("port-of-the-client", it -> it.differs("client") && it.hasClientPort()),
            row("client-without-address", it -> it.differs("client") && !isAddress(it.theirs.client())),
            row("long-ipv6", it -> it.differs("client") && it.isSameClient()),
            row("web-socket", it -> it.differs("scheme") && it.isWebSocket()),
            row("scheme-in-capitals", it -> it.differs("scheme") && it.isSameScheme()),
            row(
                    "brackets-of-the-host",
                    it -> it.differs("host") && it.would().host().equals("[" + it.theirs.host() + "]")),
            row(
                    "list-of-hosts",
                    it -> it.differs("host") && !it.theirs.host().equals(first(it.values(HOST))) && it.isList(HOST)),
            row("prefixes-joined", it -> it.differs("path") && it.isList(PREFIX)),
            row("leftmost-value", it -> it.differs("client", "scheme", "host") && it.hasList()),
            row(
                    "port-of-the-other-scheme",
                    it -> it.differs("port") && it.theirs.port() == (it.would().secure() ? 80 : 443)),
            row("port-of-the-host", it -> it.differs("port") && port(first(it.values(HOST))) != Authority.NO_PORT),
            row("port-needs-a-scheme", it -> it.differs("port") && it.has(PORT) && !it.has(PROTO)),
            row(
                    "port-of-the-received-host",
                    it -> it.differs("port")
                            && port(it.value("Host")) == it.would().port()));

    /**
     * A request on which two handlers do not agree.
     *
     * @param received the request in front of both
     * @param theirs what the application sees
     * @param ours what it would see; null for a refusal
     * @param refusal the id of the refusal; empty for none
     */
    record Case(
            ReceivedRequest received, Seen theirs, @Nullable Seen ours, String refusal) {

        /** The id of the row; empty if none explains the difference. */
        String row() {
            return (ours == null ? REFUSED : SERVED)
                    .stream()
                            .filter(row -> row.explains.test(this))
                            .map(MovingRow::id)
                            .findFirst()
                            .orElse("");
        }

        /** What it would see, and what it sees where the request would be refused. */
        Seen would() {
            return ours == null ? theirs : ours;
        }

        /** What differs; all of it where the request would be refused. */
        List<String> differences() {
            return ours == null ? List.of("status") : theirs.differences(ours);
        }

        private boolean differs(String... names) {
            return Stream.of(names).anyMatch(differences()::contains);
        }

        private boolean has(String header) {
            return received.header(header) != null;
        }

        private String value(String header) {
            String value = received.header(header);
            return value == null ? "" : value;
        }

        private String[] values(String header) {
            return StringUtils.tokenizeToStringArray(value(header), ",");
        }

        private boolean isList(String header) {
            return values(header).length > 1;
        }

        private boolean hasList() {
            return Stream.of("Forwarded", FOR, PROTO, HOST).anyMatch(this::isList);
        }

        private boolean isInvalid(String header, Predicate<String> is) {
            return refusal.equals("invalid-value") && Stream.of(values(header)).anyMatch(is);
        }

        private boolean hasClientPort() {
            String client = theirs.client();
            return client.startsWith(would().client() + ":") || client.startsWith("[" + would().client() + "]:");
        }

        private boolean isSameClient() {
            IpAddress client = IpAddress.parse(theirs.client());
            return client != null && client.equals(IpAddress.parse(would().client()));
        }

        private boolean isSameScheme() {
            return theirs.scheme().equalsIgnoreCase(would().scheme());
        }

        private boolean isWebSocket() {
            return Stream.of(theirs.scheme(), value(PROTO)).anyMatch(scheme -> scheme.startsWith("ws"));
        }
    }

    private static MovingRow row(String id, Predicate<Case> explains) {
        return new MovingRow(id, explains);
    }

    private static String first(String[] values) {
        return values.length == 0 ? "" : values[0];
    }

    private static boolean isScheme(String value) {
        return Stream.of("http", "https", "ws", "wss").anyMatch(value::equalsIgnoreCase);
    }

    private static boolean isAddress(String text) {
        return IpAddress.parse(text) != null;
    }

    private static int port(String authority) {
        Authority parsed = Authority.parse(authority);
        return parsed == null ? Authority.NO_PORT : parsed.port();
    }
}
