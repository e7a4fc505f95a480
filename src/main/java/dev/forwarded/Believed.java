package dev.forwarded;

import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.http.PeerAddress;
import dev.forwarded.internal.settings.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What trusted proxies state, each value with the header and the position in which it stands; null or 0 where they
 * state nothing. A value that is dropped takes its place with it. Plain data, gathered on the walk.
 *
 * <p>Positions are those of {@link dev.forwarded.internal.http.HeaderList#position}.
 */
final class Believed {

    @Nullable
    String scheme;

    String schemeHeader = "";
    int schemePosition;

    @Nullable
    Authority host;

    String hostHeader = "";
    int hostPosition;

    int port;
    int portPosition;

    /** The rule that found the port of the answer. */
    PortRule portRule = PortRule.SERVER;

    @Nullable
    Node client;

    String clientHeader = "";
    int clientPosition;

    /** The client, or the nearest node that has an address; null while that is the peer. */
    @Nullable
    Node addressed;

    /** How many hops were believed. */
    int hops;

    /** Whether {@code Forwarded} was read. */
    boolean forwarded;

    /** Whether the X-Forwarded headers were read. */
    boolean xForwarded;

    /** Whether the chain is shorter than {@code hops}, so that nothing is verified. */
    boolean tooShort;

    /** Why the request is refused; null while it is not. */
    @Nullable
    FindingCase refusal;

    /** Beside the bits of the fields: a list holds more than was read of it. */
    private static final int MORE = 1 << 31;

    /** The X-Forwarded headers whose values were looked at, a bit each. */
    private int read;

    private List<FindingCase> ignored = List.of();

    private final boolean strict;
    private final @Nullable List<Hop> trace;

    /** What became of a hop. */
    enum Verdict {
        TRUSTED,
        NOT_TRUSTED,
        /** Counted, whoever it is. */
        COUNTED,
        /** It names no node: it is used, and ends the walk. */
        NAMELESS,
        INVALID,
        /** Trusted, but one too many in a row. */
        TOO_MANY
    }

    /**
     * A hop that the walk came to.
     *
     * @param header the header that states it
     * @param position its number from the right
     * @param node its node; null if it names none, or is invalid
     * @param verdict what became of it
     */
    record Hop(String header, int position, @Nullable Node node, Verdict verdict) {}

    /**
     * @param strict whether something invalid refuses the request
     * @param trace where to keep the walk, for an account; null for nowhere
     */
    Believed(boolean strict, @Nullable List<Hop> trace) {
        this.strict = strict;
        this.trace = trace;
    }

    /** An empty one, for a family that must agree with the other: something invalid then refuses the request. */
    Believed strict() {
        return new Believed(true, trace);
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** Something is invalid: it refuses the request or is ignored, as the family that states it is read. */
    void refuse(FindingCase finding) {
        refuse(finding, strict);
    }

    /** Something is invalid: it refuses the request or is ignored. */
    void refuse(FindingCase finding, boolean isStrict) {
        if (isStrict) {
            refusal = finding;
        } else {
            ignore(finding);
        }
    }

    boolean isOfBothFamilies() {
        return forwarded && xForwarded;
    }

    void trace(String header, int position, @Nullable Node node, Verdict verdict) {
        if (trace != null) {
            trace.add(new Hop(header, position, node, verdict));
        }
    }

    /** Takes a node for the client; one that is no address leaves the address of the node before it. */
    void client(Node node, String header, int position) {
        client = node;
        clientHeader = header;
        clientPosition = position;
        addressed = node.isAddress() ? node : addressed;
    }

    /** Forgets the client, which carried the walk but is not taken. */
    void dropClient() {
        client = null;
        addressed = null;
    }

    void scheme(@Nullable String stated, String header, int position) {
        scheme = stated;
        schemeHeader = header;
        schemePosition = position;
    }

    void host(@Nullable Authority stated, String header, int position) {
        host = stated;
        hostHeader = header;
        hostPosition = position;
    }

    /** The chain is shorter than the count: what nearer hops stated of the URL is not verified either. */
    void dropUnverified(FindingCase finding) {
        tooShort = true;
        hops = 0;
        scheme = null;
        host = null;
        ignore(finding);
    }

    void port(int stated, int position) {
        port = stated;
        portPosition = position;
    }

    /** The scheme, host or port that is believed; null if there is none. */
    @Nullable
    Object value(Field field) {
        return switch (field) {
            case PROTO -> scheme;
            case HOST -> host;
            default -> has(field) ? Integer.valueOf(port) : null;
        };
    }

    /** Whether a scheme, host or port is believed. */
    boolean has(Field field) {
        return switch (field) {
            case PROTO -> scheme != null;
            case HOST -> host != null;
            default -> port != Authority.NO_PORT;
        };
    }

    void drop(Field field) {
        switch (field) {
            case PROTO -> scheme = null;
            case HOST -> host = null;
            default -> port = Authority.NO_PORT;
        }
    }

    /** Notes whether something stands further left than what was read of a list. */
    void more(boolean isMore) {
        read |= isMore ? MORE : 0;
    }

    boolean hasMore() {
        return (read & MORE) != 0;
    }

    void read(Field field) {
        read |= field.bit;
    }

    /** Whether the values of a field's X-Forwarded header were looked at. */
    boolean hasRead(Field field) {
        return (read & field.bit) != 0;
    }

    /** Something was ignored, by policy or by rule. */
    void ignore(FindingCase finding) {
        ignored = ignored.isEmpty() ? new ArrayList<>() : ignored;
        ignored.add(finding);
    }

    /** What was ignored, by policy or by rule. */
    List<FindingCase> ignored() {
        return ignored;
    }

    /** What is left when no header is believed after all: what was looked at, but no value. */
    Believed withoutValues() {
        Believed nothing = new Believed(strict, trace);
        nothing.read = read;
        nothing.ignored = ignored;
        return nothing;
    }

    /** The address of the client, or of the nearest node that has one, at the latest of the peer. */
    String clientAddress(ReceivedRequest received) {
        return addressed == null ? PeerAddress.text(received.peerAddress()) : addressed.name();
    }

    /** The client, at the latest the peer. */
    Node client(ReceivedRequest received) {
        return client == null ? Node.peer(clientAddress(received), received.peerPort()) : client;
    }

    /** The client for a log: an identifier with the address behind which it is. */
    String clientText(ReceivedRequest received) {
        Node node = client(received);
        return node.isAddress() ? node.name() : node.name() + " behind " + clientAddress(received);
    }

    /** Whether the client is the same; an identifier is the same only as itself, and behind the same address. */
    boolean isSameClient(Believed other, ReceivedRequest received) {
        return client(received).name().equals(other.client(received).name())
                && clientAddress(received).equals(other.clientAddress(received));
    }

    /** Adds what the other family states and this one does not; both came to the same. */
    void agreeWith(Believed other) {
        if (scheme == null) {
            scheme(other.scheme, other.schemeHeader, other.schemePosition);
        }
        if (host == null) {
            host(other.host, other.hostHeader, other.hostPosition);
        }
        boolean isSamePort = client != null && other.client != null && client.port() == other.client.port();
        if (client == null) {
            client = other.client;
            clientHeader = other.clientHeader;
            clientPosition = other.clientPosition;
            addressed = other.addressed;
        }
        // A port that only one of them states is not agreed on, whichever that is.
        client = client == null || isSamePort ? client : client.withoutPort();
        hops = Math.min(hops, other.hops);
        forwarded = true;
    }

    /** Whether a field was stated, for {@code require}. */
    boolean states(Field field) {
        return switch (field) {
            case FOR -> client != null;
            case PORT -> has(field) || host != null;
            default -> has(field);
        };
    }
}
