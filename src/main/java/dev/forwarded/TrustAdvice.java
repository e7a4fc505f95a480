package dev.forwarded;

import dev.forwarded.internal.http.IpAddress;
import dev.forwarded.internal.http.PeerAddress;
import dev.forwarded.internal.http.Printable;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Setting;
import dev.forwarded.internal.settings.TrustList;
import org.jspecify.annotations.Nullable;

/**
 * What to write into {@code trustedProxies} if a peer that is not trusted is the user's proxy after all: the complete
 * new value. It may offer the trust name that the address lies in, never a network guessed from one address.
 */
final class TrustAdvice {

    private TrustAdvice() {}

    static FindingKind.Written of(Plan plan, @Nullable String peer) {
        return new FindingKind.Written(text(plan, peer));
    }

    private static String text(Plan plan, @Nullable String peer) {
        if (PeerAddress.isUnix(peer)) {
            return "If it is your proxy, set " + line(plan, "unix");
        }
        String text = Printable.of(PeerAddress.text(peer));
        String ifProxy = "If it is your proxy, set " + line(plan, text);
        IpAddress address = IpAddress.parse(text);
        String name = address == null ? null : TrustList.nameOf(address);
        if (name == null) {
            return "This may be a client that reached the application directly. " + ifProxy;
        }
        return ifProxy + "; or, only if no client can reach this port except through the proxy, " + line(plan, name)
                + " with hops=1";
    }

    /** What to write if a node that a peer passes on is a proxy: whoever names it must then name the peer, too. */
    static FindingKind.Written ofNode(Plan plan, @Nullable String peer, String node) {
        String named = PeerAddress.isUnix(peer) ? "unix" : Printable.of(PeerAddress.text(peer));
        return new FindingKind.Written(line(plan, plan.secretAlone ? named + "," + node : node));
    }

    /** The setting with one more entry. */
    private static String line(Plan plan, String added) {
        String old = plan.secretAlone ? "" : plan.settings.word(Setting.TRUSTED_PROXIES);
        return "trustedProxies=" + (old.isEmpty() ? added : old + "," + added);
    }
}
