package dev.forwarded;

import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.Scheme;
import dev.forwarded.internal.settings.Family;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.PrefixMode;
import dev.forwarded.internal.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one place that asks what is worth saying of a request: of the settings, what was received and what is believed. */
final class Findings {

    private final Resolution resolution;
    private final Trust peer;
    private final Plan plan;
    private final ReceivedRequest received;
    private final Believed believed;
    private final List<Believed.Hop> trace;
    private final List<Finding> findings = new ArrayList<>();

    private Findings(Resolution resolution, Trust peer, List<Believed.Hop> trace) {
        this.resolution = resolution;
        this.peer = peer;
        this.plan = resolution.plan();
        this.received = resolution.received();
        this.believed = resolution.believed();
        this.trace = trace;
    }

    /** All findings, the reason of a rejection first. */
    static List<Finding> of(Resolution resolution, Trust peer, Decision decision, List<Believed.Hop> trace) {
        Findings all = new Findings(resolution, peer, trace);
        if (decision instanceof RejectedRequestException rejected) {
            all.findings.add(rejected.finding());
        }
        all.believed.ignored().forEach(ignored -> all.findings.add(ignored.finding()));
        if (peer.isTrusted()) {
            all.unread();
        } else {
            all.untrusted();
        }
        if (peer.isTrusted() && decision instanceof OriginalRequest original) {
            all.port(original);
            all.scheme(original);
            all.client(original);
            all.findings.addAll(LikelyFaults.of(resolution, trace, original));
        }
        return List.copyOf(all.findings);
    }

    private String peerText() {
        return FindingKind.peer(received.peerAddress());
    }

    private void add(FindingKind kind, @Nullable Object... values) {
        findings.add(kind.of(values));
    }

    private void untrusted() {
        if (plan.hidden.forwarded().stream().allMatch(name -> received.header(name) == null)) {
            return;
        }
        String secretHeader = plan.secret == null ? "" : plan.secret.header();
        switch (peer) {
            case REWRITTEN -> add(FindingKind.ALREADY_REWRITTEN);
            case NO_SECRET -> add(FindingKind.SECRET_MISSING, peerText(), secretHeader);
            case NOT_LISTED ->
                add(FindingKind.UNTRUSTED_PEER, peerText(), TrustAdvice.of(plan, received.peerAddress()));
            default -> {}
        }
    }

    /** Headers with a value that the settings leave unread. */
    private void unread() {
        ignoredFamily();
        ignoredFields();
        String prefix = plan.header(Field.PREFIX);
        if (plan.prefixMode == PrefixMode.IGNORE && plan.pinnedPrefix == null && hasValue(prefix)) {
            add(FindingKind.PREFIX_IGNORED, prefix);
        }
    }

    private void ignoredFamily() {
        Family other = plan.family == Family.FORWARDED ? Family.X_FORWARDED : Family.FORWARDED;
        plan.ignored.stream()
                .filter(this::hasValue)
                .findFirst()
                .ifPresent(header -> add(FindingKind.FAMILY_IGNORED, peerText(), header, plan.family.word, other.word));
    }

    private void ignoredFields() {
        List<Field> ignored = Field.TAKEN.stream()
                .filter(field -> !plan.takes(field) && hasValue(plan.header(field)))
                .toList();
        if (plan.readsXForwarded && plan.publicUrl == null && !ignored.isEmpty()) {
            String headers = ignored.stream().map(plan::header).collect(Collectors.joining(", "));
            String words = ignored.stream().map(field -> field.word).collect(Collectors.joining(","));
            add(FindingKind.FIELD_IGNORED, plan.settings.word(Setting.FIELDS), headers, words);
        }
    }

    private boolean hasValue(String header) {
        return HeaderValues.isPresent(received, header);
    }

    /** A port that was stated, and is not that of the answer or rests on one header alone. */
    private void port(OriginalRequest original) {
        String header = plan.header(Field.PORT);
        boolean isStated = believed.port != Authority.NO_PORT;
        if (isStated && believed.port != original.port()) {
            add(FindingKind.PORT_OF_LISTENER, header, believed.port, original.port());
        } else if (isStated
                && believed.portRule == PortRule.PORT_HEADER
                && original.port() != Authority.defaultPort(original.scheme())
                && !isHostWithPort()) {
            add(FindingKind.PORT_UNCONFIRMED, believed.port, header);
        }
    }

    /** Whether the received host has a port, where none was forwarded: one with a port would have given the port. */
    private boolean isHostWithPort() {
        ReceivedHost sent = resolution.host();
        Authority host = sent == null ? null : sent.authority();
        return host != null && believed.host == null && host.port() != Authority.NO_PORT;
    }

    private void scheme(OriginalRequest original) {
        boolean isStated = believed.scheme != null
                || believed.hasRead(Field.PROTO)
                || !believed.ignored().isEmpty();
        boolean isRead = plan.takes(Field.PROTO) && !plan.isCountedAway(Field.PROTO);
        if (isRead && !isStated && !received.scheme().equals(Scheme.HTTPS)) {
            add(FindingKind.SCHEME_NOT_STATED, peerText(), original.scheme(), statement());
        }
    }

    /** What the proxy would have to send to state the scheme. */
    private String statement() {
        String header = plan.header(Field.PROTO);
        return switch (plan.family) {
            case EITHER -> header + ", or proto in Forwarded,";
            case FORWARDED -> "proto in Forwarded";
            case X_FORWARDED -> header;
        };
    }

    private void client(OriginalRequest original) {
        if (!original.clientNode().equals(original.clientAddress())) {
            String address = original.clientAddress();
            add(FindingKind.CLIENT_HIDDEN, original.clientNode(), address.isEmpty() ? "none of them" : address);
        } else if (believed.client != null && endsAtTrusted()) {
            add(FindingKind.CLIENT_TRUSTED, original.clientAddress());
        }
    }

    /** Whether the walk ends because nothing is left, at a node that is trusted. */
    private boolean endsAtTrusted() {
        Believed.Hop last = trace.get(trace.size() - 1);
        return last.verdict() == Believed.Verdict.TRUSTED && last.position() != plan.walkCap;
    }
}
