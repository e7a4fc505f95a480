package dev.forwarded;

import dev.forwarded.internal.http.Scheme;
import dev.forwarded.internal.settings.AllowedHosts;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.PublicUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request resolved: the decision, and what it rests on. The steps are those of {@link ForwardedResolver}; an
 * account is this with a list for the walk.
 */
final class Resolution {

    private final Plan plan;
    private final ReceivedRequest received;
    private Believed believed;
    private ForwardedPath path;
    private @Nullable ReceivedHost host;

    /**
     * @param trace where to keep the walk, for an account; null for nowhere
     */
    Resolution(Plan plan, ReceivedRequest received, @Nullable List<Believed.Hop> trace) {
        this.plan = plan;
        this.received = received;
        this.believed = new Believed(plan.rejectsInvalid, trace);
        this.path = ForwardedPath.none(plan);
    }

    Plan plan() {
        return plan;
    }

    ReceivedRequest received() {
        return received;
    }

    /** What was taken from the headers, once it is decided. */
    Believed believed() {
        return believed;
    }

    /** The received host, as far as it was looked at. */
    @Nullable
    ReceivedHost host() {
        return host;
    }

    Decision decide(Trust peer) {
        return peer.isTrusted() ? believing() : asReceived();
    }

    /** The peer is not trusted: what it sends says nothing. */
    private Decision asReceived() {
        if (plan.rejectsUntrusted && hasForwarded()) {
            return new RejectedRequestException(
                    FindingCase.of(FindingKind.UNTRUSTED_HEADERS, FindingKind.peer(received.peerAddress())));
        }
        host = plan.allowedHosts == null ? null : ReceivedHost.of(received);
        Origin origin = origin(null);
        FindingCase refusal = notServed(origin);
        return refusal == null
                ? OriginalRequest.untrusted(received, origin, path)
                : new RejectedRequestException(refusal);
    }

    private Decision believing() {
        Origin agreed = readFamilies();
        if (!believed.isRefused()) {
            path = ForwardedPath.of(plan, received, believed);
        }
        if (!believed.isRefused() && needsHost()) {
            host = host == null ? ReceivedHost.of(received) : host;
            checkHost(host);
        }
        Origin origin = origin(agreed);
        if (!believed.isRefused()) {
            path = path.under(origin, plan, received, believed);
        }
        FindingCase refusal = believed.isRefused() ? believed.refusal : notStated();
        refusal = refusal == null ? notServed(origin) : refusal;
        return refusal == null
                ? OriginalRequest.trusted(received, origin, path, believed, isRemarkable(origin))
                : new RejectedRequestException(refusal);
    }

    /** Whether an account may hold a finding on the proxies; asked of every request, so nothing is looked up. */
    private boolean isRemarkable(Origin origin) {
        boolean isHttp = plan.takes(Field.PROTO) && origin.scheme().equals(Scheme.HTTP);
        boolean isClientUnknown = plan.takesClient && believed.client == null;
        return isHttp || isClientUnknown || believed.hasMore() || origin.host().indexOf('.') < 0;
    }

    /** Reads the family that is present; gives the origin on which both agree, null if only one is present. */
    private @Nullable Origin readFamilies() {
        ForwardedHops forwarded = ForwardedHops.open(plan, received);
        XForwardedHops xForwarded =
                plan.readsXForwarded ? XForwardedHops.open(plan, received, forwarded == null) : null;
        if (forwarded != null && xForwarded != null) {
            return agree(forwarded, xForwarded);
        }
        if (forwarded != null) {
            forwarded.read(believed);
        } else if (xForwarded != null) {
            xForwarded.read(believed);
        } else if (plan.hopsAlone && plan.countedHops > 1 && plan.takesClient) {
            believed.tooShort = true;
        }
        return null;
    }

    /** Both families, each by itself: they must come to the same, under either policy. */
    private @Nullable Origin agree(ForwardedHops forwarded, XForwardedHops xForwarded) {
        Believed one = believed.strict();
        forwarded.read(one);
        believed = one;
        if (isInvalidFamily(one)) {
            return null;
        }
        Believed other = believed.strict();
        xForwarded.read(other);
        other.forwarded = true;
        believed = other;
        if (isInvalidFamily(other)) {
            return null;
        }
        host = ReceivedHost.of(received);
        Origin oneOrigin = AuthorityRules.origin(one, received, host);
        Origin otherOrigin = AuthorityRules.origin(other, received, host);
        boolean isSame = plan.publicUrl != null || oneOrigin.isSame(otherOrigin);
        if (!isSame || !one.isSameClient(other, received)) {
            other.refusal = FindingCase.of(
                    FindingKind.FAMILIES_DISAGREE,
                    oneOrigin.text(),
                    one.clientText(received),
                    otherOrigin.text(),
                    other.clientText(received));
        }
        other.agreeWith(one);
        return otherOrigin;
    }

    private static boolean isInvalidFamily(Believed family) {
        FindingCase refusal = family.refusal;
        family.refusal = refusal == null
                ? null
                : new FindingCase(FindingKind.FAMILY_INVALID, () ->
                        new Object[] {refusal.finding().sentence()});
        return refusal != null;
    }

    private boolean needsHost() {
        boolean isPinned = plan.publicUrl != null;
        return believed.forwarded || !isPinned && (believed.host == null || plan.allowedHosts != null);
    }

    /** A contradictory Host voids the headers whose meaning rests on it; where none does, the server's word stands. */
    private void checkHost(ReceivedHost found) {
        if (found.isContradictory() && restsOnHost()) {
            believed.refuse(noAuthority());
            believed = believed.isRefused() ? believed : believed.withoutValues();
            path = ForwardedPath.none(plan);
        } else if (found.isContradictory()) {
            host = null;
        }
    }

    private boolean restsOnHost() {
        boolean hasHost = believed.host != null || plan.publicUrl != null;
        return believed.forwarded || !hasHost && (believed.xForwarded || path.isRead());
    }

    private FindingCase noAuthority() {
        return FindingCase.of(FindingKind.NO_AUTHORITY, received.header(ReceivedHost.HEADER), received.serverName());
    }

    private @Nullable FindingCase notStated() {
        for (int i = 0; i < plan.required.size(); i++) {
            Field field = plan.required.get(i);
            if (!believed.states(field)) {
                return FindingCase.of(FindingKind.NOT_STATED, FindingKind.peer(received.peerAddress()), field.word);
            }
        }
        return null;
    }

    private Origin origin(@Nullable Origin agreed) {
        PublicUrl pinned = plan.publicUrl;
        if (pinned != null) {
            return AuthorityRules.pinned(pinned);
        }
        return agreed != null ? agreed : AuthorityRules.origin(believed, received, host);
    }

    private @Nullable FindingCase notServed(Origin origin) {
        AllowedHosts allowed = plan.allowedHosts;
        if (allowed == null) {
            return null;
        }
        if (host == null || !host.isHost()) {
            return noAuthority();
        }
        return isAllowed(allowed, origin) ? null : FindingCase.of(FindingKind.HOST_NOT_ALLOWED, origin.authority());
    }

    private boolean isAllowed(AllowedHosts allowed, Origin origin) {
        return allowed.allows(origin.host(), origin.port())
                || allowed.allowsProbe(origin.host(), received.localAddress()) && !hasForwarded();
    }

    /** Whether there is a line, even an empty one, of a forwarded header. */
    private boolean hasForwarded() {
        return plan.hidden.forwarded().stream().anyMatch(name -> received.header(name) != null);
    }
}
