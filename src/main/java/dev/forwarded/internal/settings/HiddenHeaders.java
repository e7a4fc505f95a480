package dev.forwarded.internal.settings;

import dev.forwarded.internal.http.Ascii;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which headers count as forwarded headers, and which the application does not see. */
public final class HiddenHeaders {

    /** The header of RFC 7239. */
    public static final String FORWARDED = "Forwarded";

    /** Forwarded headers, whoever sends them. */
    private static final List<String> ALWAYS = List.of(
            FORWARDED,
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
    public static final List<String> KIN = List.of(
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

    private final List<String> forwarded;
    private final List<String> watched;
    private final Set<String> hidden;

    /**
     * @param likely the headers that are read, the likeliest first
     * @param configured the header names of the settings, forwarded headers too
     * @param words what to hide
     * @param secret the header of the trusted secret, always hidden; null for none
     */
    HiddenHeaders(List<String> likely, Collection<String> configured, HideHeaders words, @Nullable String secret) {
        List<String> secrets = secret == null ? List.of() : List.of(secret);
        Set<String> names = names(ALWAYS);
        names.addAll(configured);
        forwarded = inOrder(likely, names);
        hidden = names(words.hides() ? names : List.of());
        hidden.addAll(words.hides() ? KIN : List.of());
        hidden.addAll(words.added());
        hidden.removeAll(names(words.kept()));
        hidden.addAll(secrets);
        names.addAll(words.added());
        names.addAll(secrets);
        watched = inOrder(likely, names);
    }

    private static Set<String> names(Collection<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }

    private static List<String> inOrder(List<String> likely, Set<String> names) {
        List<String> ordered = new ArrayList<>(likely);
        Set<String> rest = names(names);
        rest.removeAll(names(likely));
        ordered.addAll(rest);
        return List.copyOf(ordered);
    }

    /** The headers whose presence makes a request a forwarded one, the likeliest first. */
    public List<String> forwarded() {
        return forwarded;
    }

    /** The headers that are read, or hidden for their own sake, the likeliest first. */
    public List<String> watched() {
        return watched;
    }

    /** Whether the application must not see a header. */
    public boolean hides(String name) {
        return hidden.contains(name);
    }

    /** Whether a header is a forwarded one. */
    boolean isForwarded(String name) {
        return forwarded.stream().anyMatch(each -> Ascii.equalsIgnoreCase(each, name));
    }
}
