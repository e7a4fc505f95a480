package dev.forwarded;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way from what was received to what is original.
 *
 * <ol>
 *   <li>The peer: if it is not trusted, no forwarded header is parsed.
 *   <li>The family: which headers are read ({@link Family}).
 *   <li>The walk over the hops and the fields that it believes ({@link ForwardedFamily}, {@link XForwardedFamily}).
 *   <li>The prefix and the original target.
 *   <li>The received authority, where it counts ({@link ReceivedAuthority}).
 *   <li>What must be stated.
 *   <li>Scheme, host and port together ({@link Origin}), and whether that host is served at all.
 * </ol>
 */
sealed class Resolution {

    private final Settings settings;
    private final ReceivedRequest received;
    private final Recorder recorder;

    Resolution(Settings settings, ReceivedRequest received, Recorder recorder) {
        this.settings = settings;
        this.received = received;
        this.recorder = recorder;
    }

    final Settings settings() {
        return settings;
    }

    final ReceivedRequest received() {
        return received;
    }

    final Recorder recorder() {
        return recorder;
    }

    /** Whether invalid input is answered with 400. */
    boolean rejectsInvalid() {
        return settings.rejectsInvalid();
    }

    /** Refuses an invalid value: rejects the request or, by policy, lets the caller ignore the value. */
    final void invalid(Finding finding) {
        if (rejectsInvalid()) {
            throw new RejectedRequestException(finding);
        }
        recorder.finding(finding);
    }

    /** Remarks on something that is ignored by rule; the text is made only if somebody records. */
    final void notice(Problem problem, String header, int number) {
        if (recorder != Recorder.NONE) {
            recorder.finding(problem.of(header, number));
        }
    }

    final Decision decide() {
        try {
            return settings.trustsPeerOf(received) ? believed() : asReceived();
        } catch (RejectedRequestException rejected) {
            recorder.finding(rejected.finding());
            return rejected;
        }
    }

    /** The peer is not trusted: what it sends says nothing. */
    private OriginalRequest asReceived() {
        if (settings.rejectsUntrusted() && settings.hidden().hasForwarded(received)) {
            throw new RejectedRequestException(Problem.UNTRUSTED_HEADERS.of(received.peerAddress()));
        }
        boolean checked = settings.allowedHosts() != null;
        Origin origin = origin(new Facts(), checked ? ReceivedAuthority.of(received) : null);
        return OriginalRequest.untrusted(received, origin, Rewrite.none(settings));
    }

    private OriginalRequest believed() {
        Facts facts = facts();
        Rewrite rewrite = Rewrite.read(this);
        ReceivedAuthority authority = needsAuthority(facts) ? ReceivedAuthority.of(received) : null;
        if (authority != null && authority.isContradictory()) {
            if (restsOnHost(facts, rewrite)) {
                Resolution policy = facts.isOfBothFamilies() ? new Strict(this) : this;
                policy.invalid(noAuthority());
                facts = new Facts();
                rewrite = Rewrite.none(settings);
            } else {
                authority = null;
            }
        }
        require(facts);
        Origin origin = origin(facts, authority);
        return OriginalRequest.trusted(received, origin, rewrite, facts);
    }

    /** What the families state; if both are present, what they agree on. */
    private Facts facts() {
        ForwardedFamily forwarded = settings.family().readsForwarded() ? ForwardedFamily.open(this) : null;
        XForwardedFamily xForwarded = settings.family().readsXForwarded() ? XForwardedFamily.open(this) : null;
        if (forwarded != null && xForwarded != null) {
            return agreed(forwarded, xForwarded);
        }
        return forwarded != null ? forwarded.read() : xForwarded != null ? xForwarded.read() : new Facts();
    }

    /** Both families, each by itself: they must come to the same, under either policy. */
    private Facts agreed(ForwardedFamily forwarded, XForwardedFamily xForwarded) {
        Resolution strict = new Strict(this);
        Facts one = valid(forwarded.under(strict)::read);
        Facts other = valid(xForwarded.under(strict)::read);
        ReceivedAuthority authority = ReceivedAuthority.of(received);
        Origin oneOrigin = Origin.of(one, received, authority, Recorder.NONE);
        Origin otherOrigin = Origin.of(other, received, authority, Recorder.NONE);
        boolean sameOrigin = settings.publicUrl() != null || oneOrigin.isSame(otherOrigin);
        if (!sameOrigin || !one.isSameClient(other, received)) {
            throw new RejectedRequestException(Problem.FAMILIES_DISAGREE.of(
                    oneOrigin.text(), one.clientText(received), otherOrigin.text(), other.clientText(received)));
        }
        return other.agreeing(one, otherOrigin);
    }

    private static Facts valid(Supplier<Facts> family) {
        try {
            return family.get();
        } catch (RejectedRequestException invalid) {
            throw new RejectedRequestException(
                    Problem.FAMILY_INVALID.of(invalid.finding().sentence()));
        }
    }

    private boolean needsAuthority(Facts facts) {
        boolean pinned = settings.publicUrl() != null;
        return facts.forwarded || !pinned && (facts.host == null || settings.allowedHosts() != null);
    }

    /** Whether headers were read whose meaning rests on the received Host. */
    private boolean restsOnHost(Facts facts, Rewrite rewrite) {
        boolean hasHost = facts.host != null || settings.publicUrl() != null;
        return facts.forwarded || !hasHost && (facts.xForwarded || rewrite.isRead());
    }

    private Finding noAuthority() {
        return Problem.NO_AUTHORITY.of(received.header("Host"), received.serverName());
    }

    private void require(Facts facts) {
        // Usually there is none, and looking for one would cost an iterator.
        if (settings.require().isEmpty()) {
            return;
        }
        for (Field field : settings.require()) {
            if (!facts.states(field)) {
                throw new RejectedRequestException(Problem.NOT_STATED.of(received.peerAddress(), field.word));
            }
        }
    }

    /** Scheme, host and port together, if that host is served. */
    private Origin origin(Facts facts, @Nullable ReceivedAuthority authority) {
        PublicUrl pinned = settings.publicUrl();
        if (pinned != null) {
            return Origin.pinned(pinned);
        }
        AllowedHosts allowed = settings.allowedHosts();
        if (allowed != null && (authority == null || !authority.isHost())) {
            throw new RejectedRequestException(noAuthority());
        }
        Origin origin = Origin.of(facts, received, authority, recorder);
        if (allowed != null && !isAllowed(allowed, origin)) {
            throw new RejectedRequestException(Problem.HOST_NOT_ALLOWED.of(origin.authority()));
        }
        return origin;
    }

    private boolean isAllowed(AllowedHosts allowed, Origin origin) {
        return allowed.allows(origin.host(), origin.port())
                || allowed.allowsProbe(origin.host(), received.localAddress())
                        && !settings.hidden().hasForwarded(received);
    }

    /** Rejects what is invalid under either policy. */
    private static final class Strict extends Resolution {

        Strict(Resolution resolution) {
            super(resolution.settings, resolution.received, resolution.recorder);
        }

        @Override
        boolean rejectsInvalid() {
            return true;
        }
    }
}
