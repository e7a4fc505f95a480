package dev.forwarded;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.HeaderList;
import dev.forwarded.internal.http.Host;
import dev.forwarded.internal.http.IpAddress;
import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.http.Scheme;
import dev.forwarded.internal.settings.Family;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Setting;
import dev.forwarded.internal.settings.TrustList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is likely wrong with the proxies in front, or with the settings for them, though the request is served: the
 * answer is compared with what else the request says. Each finding states only what is so; what it means is left to its
 * fix.
 */
final class LikelyFaults {

    private final Plan plan;
    private final ReceivedRequest received;
    private final Believed believed;
    private final @Nullable Authority receivedHost;
    private final OriginalRequest original;
    private final List<Finding> findings = new ArrayList<>();

    private LikelyFaults(Resolution resolution, OriginalRequest original) {
        this.plan = resolution.plan();
        this.received = resolution.received();
        this.believed = resolution.believed();
        ReceivedHost host = ReceivedHost.of(received);
        this.receivedHost = host.isStated() ? host.authority() : null;
        this.original = original;
    }

    /** Of a request that a trusted peer sent and that is served. */
    static List<Finding> of(Resolution resolution, List<Believed.Hop> trace, OriginalRequest original) {
        LikelyFaults faults = new LikelyFaults(resolution, original);
        faults.client();
        faults.trust(trace);
        faults.counts();
        if (faults.plan.publicUrl == null) {
            faults.scheme();
            faults.host();
            faults.unreadValues();
        }
        return faults.findings;
    }

    private void add(FindingKind kind, @Nullable Object... values) {
        findings.add(kind.of(values));
    }

    private void client() {
        if (believed.client != null || !plan.takesClient || !plan.readsXForwarded || plan.isCountedAway(Field.FOR)) {
            return;
        }
        String stated = plan.header(Field.FOR);
        if (!hasValue(stated)) {
            first(OtherHeaders.CLIENT, header -> !isRead(header) && isAddress(received.header(header)))
                    .ifPresent(other -> add(
                            FindingKind.CLIENT_NOT_STATED,
                            FindingKind.peer(received.peerAddress()),
                            stated,
                            other,
                            other));
        }
    }

    private static Optional<String> first(List<String> texts, Predicate<String> test) {
        return texts.stream().filter(test).findFirst();
    }

    private static boolean isAddress(@Nullable String value) {
        return value != null && IpAddress.parse(value) != null;
    }

    private boolean isRead(String header) {
        return Field.COUNTED.stream().anyMatch(field -> Ascii.equalsIgnoreCase(plan.header(field), header));
    }

    private boolean hasValue(String header) {
        return HeaderValues.isPresent(received, header);
    }

    /** The walk ends at a node that is not trusted and looks like a proxy. */
    private void trust(List<Believed.Hop> trace) {
        Believed.Hop last = trace.isEmpty() ? null : trace.get(trace.size() - 1);
        Node node = last == null ? null : last.node();
        boolean isClient = node != null && node.isAddress() && node.equals(believed.client);
        if (last == null || node == null || !isClient || last.verdict() != Believed.Verdict.NOT_TRUSTED) {
            return;
        }
        int more = HeaderValues.count(received, last.header()) - last.position();
        if (more > 0 && TrustList.nameOf(new IpAddress(node.high(), node.low())) != null) {
            add(
                    FindingKind.PROXY_MISSING,
                    node.name(),
                    more,
                    TrustAdvice.ofNode(plan, received.peerAddress(), node.name()));
        }
        int counted = plan.walkCap;
        if (counted != Plan.UNLIMITED && last.position() < counted && more > 0) {
            add(FindingKind.HOPS_BEYOND_TRUST, counted, last.position(), node.name());
        }
    }

    /** A header is there, and {@code hops} counts other fields alone. */
    private void counts() {
        if (!plan.hopsAlone || plan.countedHops > 0 || !plan.readsXForwarded) {
            return;
        }
        List<Field> leftOut = Field.TAKEN.stream()
                .filter(field ->
                        plan.takes(field) && plan.count(field) == Plan.NO_COUNT && hasValue(plan.header(field)))
                .toList();
        if (!leftOut.isEmpty()) {
            String counts = plan.settings.word(Setting.HOPS);
            String headers = leftOut.stream().map(plan::header).collect(Collectors.joining(", "));
            String more = leftOut.stream().map(field -> "," + field.word + "=1").collect(Collectors.joining());
            add(FindingKind.FIELD_NOT_COUNTED, counts, headers, counts + more);
        }
    }

    private void scheme() {
        if (!plan.takes(Field.PROTO) || !original.scheme().equals(Scheme.HTTP)) {
            return;
        }
        String header = plan.header(Field.PROTO);
        boolean isSingle = Scheme.HTTP.equals(believed.scheme)
                && believed.schemeHeader.equals(header)
                && HeaderValues.count(received, header) == 1;
        if (isSingle && believed.hops > 1) {
            add(FindingKind.SCHEME_OF_INNER_HOP, believed.hops, header);
        }
        if (plan.readsXForwarded) {
            first(OtherHeaders.SCHEME, other -> !isRead(other) && saysHttps(received.header(other)))
                    .ifPresent(other -> add(FindingKind.SCHEME_STATED_ELSEWHERE, other, other));
        }
    }

    private static boolean saysHttps(@Nullable String value) {
        return value != null && Scheme.HTTPS.equals(Scheme.parseSwitch(value, 0, value.length()));
    }

    private void host() {
        Authority stated = believed.host;
        String named = plan.header(Field.HOST);
        if (stated != null && isPublic(receivedHost) && isInternal(stated)) {
            add(FindingKind.HOST_LOOKS_INTERNAL, stated, believed.hostHeader, named);
        } else if (stated == null && Scheme.HTTPS.equals(believed.scheme) && isInner(receivedHost)) {
            add(FindingKind.HOST_LOOKS_INTERNAL, receivedHost, ReceivedHost.HEADER, named);
        }
        if (plan.readsXForwarded) {
            first(
                            OtherHeaders.HOST,
                            other -> !(plan.takes(Field.HOST) && isNamed(other)) && differs(received.header(other)))
                    .ifPresent(other -> add(
                            FindingKind.HOST_STATED_ELSEWHERE,
                            original.host(),
                            other,
                            received.header(other),
                            line(other)));
        }
    }

    /** Whether a header is the one that states the host, by name. */
    private boolean isNamed(String header) {
        return Ascii.equalsIgnoreCase(header, plan.header(Field.HOST));
    }

    /** The setting, or both, by which the host is taken from a header. */
    private String line(String header) {
        String fields = plan.takes(Field.HOST) ? "" : "fields=" + plan.takenWords() + ",host";
        String names = isNamed(header) ? "" : "names=host=" + header;
        return fields + (fields.isEmpty() || names.isEmpty() ? "" : " and ") + names;
    }

    private boolean differs(@Nullable String value) {
        Authority other = value == null ? null : Authority.parse(value);
        return other != null && !Host.isSame(other.host(), original.host());
    }

    private static boolean isPublic(@Nullable Authority host) {
        return host != null && !isInternal(host) && Host.address(host.host()) == null;
    }

    /** {@code localhost}, {@code _}, any other single label. */
    private static boolean isInternal(Authority host) {
        return Host.address(host.host()) == null && host.host().indexOf('.') < 0;
    }

    /** A single label, or a port of the answer that no client of https is likely to use. */
    private boolean isInner(@Nullable Authority host) {
        int port = original.port();
        boolean isInnerPort = port >= 8000 && port < 8100 || port >= 9000 && port < 9100;
        return host != null && (isInternal(host) || host.port() == port && isInnerPort);
    }

    /** A list holds more values than are read, and one of those differs. */
    private void unreadValues() {
        if (!believed.xForwarded) {
            return;
        }
        for (Field field : List.of(Field.PROTO, Field.HOST, Field.PORT)) {
            Object taken = believed.value(field);
            if (taken != null && believed.hasRead(field) && plan.count(field) == Plan.NO_COUNT) {
                unread(field, taken);
            }
        }
    }

    private void unread(Field field, Object taken) {
        String header = plan.header(field);
        int position = position(field);
        List<String> further = HeaderValues.beyond(received, header, position);
        int count = position + further.size();
        String beside = plan.family == Family.X_FORWARDED ? "" : " beside headers=x-forwarded";
        String line = "hops=" + field.word + "=" + count + beside;
        first(further, value -> position != HeaderList.LEFTMOST && !isSame(field, taken, value))
                .ifPresent(value -> add(FindingKind.VALUES_UNREAD, header, count, taken, value, count, line));
    }

    private int position(Field field) {
        return switch (field) {
            case PROTO -> believed.schemePosition;
            case HOST -> believed.hostPosition;
            default -> believed.portPosition;
        };
    }

    private static boolean isSame(Field field, Object taken, String value) {
        if (field == Field.PROTO) {
            return taken.equals(Scheme.parseSwitch(value, 0, value.length()));
        }
        boolean isPort = field == Field.PORT && taken.equals(Ascii.port(value, 0, value.length()));
        return isPort || Ascii.equalsIgnoreCase(taken.toString(), value);
    }
}
