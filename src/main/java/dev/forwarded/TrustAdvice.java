package dev.forwarded;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to write into {@code trustedProxies} if a peer that is not trusted is the user's proxy after all: the complete
 * new value. It may offer the trust name that the address lies in, never a network guessed from one address.
 */
final class TrustAdvice {

    private TrustAdvice() {}

    static String of(Settings settings, @Nullable String peer) {
        if (Peer.isUnix(peer)) {
            return "If it is your proxy, set " + line(settings, "unix");
        }
        String address = Peer.text(peer);
        String ifProxy = "If it is your proxy, set " + line(settings, address);
        String name = name(address);
        if (name == null) {
            return "This may be a client that reached the application directly. " + ifProxy;
        }
        return ifProxy + "; or, only if no client can reach this port except through the proxy, " + line(settings, name)
                + " with hops=1";
    }

    private static String line(Settings settings, String added) {
        String old = settings.word(Setting.TRUSTED_PROXIES);
        String list = settings.hopsAlone() || settings.secretAlone() ? "" : old;
        return "trustedProxies=" + (list.isEmpty() ? added : list + "," + added);
    }

    /** The trust name that the address lies in; null if it lies in none. */
    private static @Nullable String name(String text) {
        IpAddress address = IpAddress.parse(text);
        for (Map.Entry<String, List<CidrBlock>> name : TrustList.NAMES.entrySet()) {
            if (address != null && name.getValue().stream().anyMatch(block -> block.contains(address))) {
                return name.getKey();
            }
        }
        return null;
    }
}
