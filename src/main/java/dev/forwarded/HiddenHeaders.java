package dev.forwarded;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which headers count as forwarded headers, and which the application does not see. */
final class HiddenHeaders {

    /** Forwarded headers, whoever sends them. */
    static final List<String> ALWAYS = List.of(
            ForwardedElements.NAME,
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl",
            "X-Forwarded-Scheme",
            "X-Forwarded-Server",
            "X-Forwarded-By");

    /** What other code is known to read in their place. */
    static final List<String> KIN = List.of(
            "X-Forwarded",
            "X-Forwarded-Path",
            "X-Forwarded-Uri",
            "X-Forwarded-Protocol",
            "X-Forwarded-Context",
            "Forwarded-For",
            "X-Original-Host",
            "X-Original-For",
            "X-Original-Proto",
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-HTTP-Host-Override",
            "X-Host",
            "X-Scheme",
            "X-Url-Scheme",
            "Front-End-Https",
            "X-Proxied-Https",
            "Proxy-Client-IP",
            "WL-Proxy-Client-IP",
            "WL-Proxy-SSL",
            "HTTP_CLIENT_IP",
            "HTTP_X_FORWARDED_FOR",
            "X-Cluster-Client-IP",
            "X-Client-IP",
            "Client-IP");

    private final String[] forwarded;
    private final List<String> watched;
    private final Set<String> hidden;

    /**
     * @param configured the header names of the settings, forwarded headers too
     * @param hides whether forwarded headers and their kin are hidden
     * @param added further headers to hide
     * @param kept headers that stay visible after all
     * @param secrets the header of the trusted secret, always hidden
     */
    HiddenHeaders(
            Collection<String> configured,
            boolean hides,
            Collection<String> added,
            Collection<String> kept,
            Collection<String> secrets) {
        Set<String> names = names(ALWAYS);
        names.addAll(configured);
        forwarded = names.toArray(String[]::new);
        hidden = names(hides ? names : List.of());
        hidden.addAll(hides ? KIN : List.of());
        hidden.addAll(added);
        hidden.removeAll(names(kept));
        hidden.addAll(secrets);
        names.addAll(added);
        names.addAll(secrets);
        watched = List.copyOf(names);
    }

    private static Set<String> names(Collection<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }

    /** Whether the request has a line, even an empty one, of a forwarded header. */
    boolean hasForwarded(ReceivedRequest received) {
        for (String name : forwarded) {
            if (received.header(name) != null) {
                return true;
            }
        }
        return false;
    }

    /** The headers that are read, or hidden for their own sake. */
    List<String> watched() {
        return watched;
    }

    boolean hides(String name) {
        return hidden.contains(name);
    }

    boolean isForwarded(String name) {
        for (String each : forwarded) {
            if (Ascii.equalsIgnoreCase(each, name)) {
                return true;
            }
        }
        return false;
    }
}
