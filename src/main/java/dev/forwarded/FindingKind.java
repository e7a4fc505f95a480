package dev.forwarded;

import dev.forwarded.internal.http.HeaderList;
import dev.forwarded.internal.http.Printable;
import org.jspecify.annotations.Nullable;

/** The catalogue of findings: an id, a sentence and a fix each, with a {@code {}} for every value from the case. */
enum FindingKind {
    UNTRUSTED_HEADERS(
            "untrusted-headers",
            "The peer {} is not trusted and sends forwarded headers, which onUntrusted=reject forbids",
            "If it is your proxy, add its address to trustedProxies"),
    INVALID_VALUE(
            "invalid-value",
            "{}: expected {} but was \"{}\"",
            "{} the outermost proxy set the header itself instead of passing what the client sent"),
    VALUES_DIFFER(
            "values-differ",
            "Of the last {} values, as many as trusted proxies may have written, some differ: {}",
            "Set {}: the N-th value from the right is the outermost proxy's{}"),
    TOO_MANY_HOPS(
            "too-many-hops",
            "{} names more than {} trusted nodes in a row",
            "Look for a proxy that forwards to itself, or make trustedProxies narrower"),
    FAMILIES_DISAGREE(
            "families-disagree",
            "Forwarded says {} from {}, the X-Forwarded headers say {} from {}",
            "Set headers=forwarded or headers=x-forwarded, whichever your proxy writes, and let it drop the other"),
    FAMILY_INVALID(
            "family-invalid",
            "Both families of headers are present, and one is invalid: {}",
            "Set headers=forwarded or headers=x-forwarded, whichever your proxy writes, and let it drop the other"),
    NO_AUTHORITY(
            "no-authority",
            "The received Host \"{}\" is illegal, repeated, or another host than the server's name \"{}\"",
            "Let the proxy send a legal Host or X-Forwarded-Host; take a name of its own (proxyName,"
                    + " setServerAuthority) from the connector"),
    HOST_NOT_ALLOWED(
            "host-not-allowed",
            "The host {} is not in allowedHosts",
            "If it is a host of yours, add it to allowedHosts"),
    NOT_STATED(
            "not-stated",
            "The trusted peer {} does not state '{}', which require demands",
            "Let the proxy send it with every request, or take it out of require"),
    CHAIN_TOO_SHORT(
            "chain-too-short",
            "{} holds fewer than the {} values that hops counts, so nothing is verified",
            "Set hops to the number of proxies that every request crosses"),

    UNTRUSTED_PEER(
            "untrusted-peer", "The peer {} sends forwarded headers and is not trusted, so they are not believed", "{}"),
    SECRET_MISSING(
            "secret-missing",
            "The peer {} sends forwarded headers without the trusted secret in {}, so they are not believed",
            "If it is your proxy, let it send the header with the value of trustedSecret"),
    ALREADY_REWRITTEN(
            "already-rewritten",
            "Something in front of the filter has already put the value of a forwarded header in the place of the"
                    + " peer's address, so nobody knows who the peer is",
            "Remove RemoteIpValve, RemoteIpFilter, ForwardedRequestCustomizer, ProxyPeerAddressHandler or"
                    + " ForwardedHeaderFilter: this filter does their work"),
    FAMILY_IGNORED(
            "family-ignored",
            "The trusted peer {} sends {}, which headers={} ignores",
            "If your proxy only passes it through from the client, drop it there; if it is what your proxy writes, set"
                    + " headers={}"),
    FIELD_IGNORED(
            "field-ignored",
            "Not read, since fields={}: {}",
            "Nothing is to be done if your proxy passes that from the client; if it sets it on every request, add {} to"
                    + " fields"),
    PREFIX_IGNORED(
            "prefix-ignored",
            "{} is not read, since prefix=ignore",
            "If your proxy strips a path prefix and sets this header on every request, set prefix=replace or"
                    + " prefix=prepend"),
    PORT_OF_LISTENER(
            "port-of-listener",
            "{} says {}, but the port is {}",
            "It is an inner listener's: leave port out of fields, or let the outermost proxy set it"),
    PORT_UNCONFIRMED(
            "port-unconfirmed",
            "The port {} comes from {} alone, the host was sent without one",
            "If the URL should have no port, it is a listener's behind a published one: leave port out of fields"),
    SCHEME_NOT_STATED(
            "scheme-not-stated",
            "The trusted peer {} does not state the scheme, so it stays {}",
            "Let the proxy set {} on every request"),
    CLIENT_HIDDEN(
            "client-hidden",
            "The client is named {} by a proxy, its address stays that of the nearest node that has one, {}",
            "Let the proxy write addresses, if the application needs them"),
    CLIENT_TRUSTED(
            "client-trusted",
            "The client {} is itself in trustedProxies",
            "If it is not one of your proxies, make trustedProxies narrower"),
    CLIENT_NOT_STATED(
            "client-not-stated",
            "The trusted peer {} does not state the client in {}, and sends {}",
            "If your proxy sets that header on every request, set names=for={}"),
    PROXY_MISSING(
            "proxy-missing",
            "The walk ends at {}, an address of an inner network, and more stands to its left (values: {})",
            "If it is your proxy, set {}"),
    HOPS_BEYOND_TRUST(
            "hops-beyond-trust",
            "hops counts {} hops, and trust ends after {}: {} is not in trustedProxies",
            "If it is your proxy, add it to trustedProxies; to count hops whoever the nodes are, leave trustedProxies out"),
    FIELD_NOT_COUNTED(
            "field-not-counted",
            "Not read, since hops={} counts other fields alone: {}",
            "If the nearest proxy sets that on every request, set hops={}"),
    SCHEME_OF_INNER_HOP(
            "scheme-of-inner-hop",
            "{} hops are believed and {} holds one value, http: an inner proxy may have replaced the outer one's",
            "If the client used https, let the inner proxies pass the header on instead of setting it to their own scheme"),
    SCHEME_STATED_ELSEWHERE(
            "scheme-stated-elsewhere",
            "The scheme is http, and {} says https",
            "If your proxy sets that header on every request, set names=proto={}"),
    HOST_LOOKS_INTERNAL(
            "host-looks-internal",
            "The host {} comes from {} and looks like an inner one",
            "Let the outermost proxy pass the client's Host on, or state it in {}; or set publicUrl"),
    HOST_STATED_ELSEWHERE(
            "host-stated-elsewhere",
            "The host is {}, and {}, which is not read, says {}",
            "If your proxy sets that header on every request, set {}"),
    VALUES_UNREAD(
            "values-unread",
            "{} holds {} values: {} is taken, and \"{}\" further left is not read",
            "If {} proxies wrote them, set {}; else let the outermost proxy replace what the client sent"),
    NAME_THE_FAMILY(
            "name-the-family",
            "Both families of headers are read, and a request in which they disagree is refused",
            "Set headers=x-forwarded or headers=forwarded, whichever your proxy writes, or a profile"),
    TRUSTS_EVERYBODY(
            "trusts-everybody",
            "Everybody is trusted: any client that reaches this port can choose the URL and its own address",
            "Set trustedProxies to the addresses of the proxies"),
    TRUSTS_WIDELY(
            "trusts-widely",
            "{} is wider than any one operator's network",
            "Set trustedProxies to the addresses or the network of the proxies"),
    HOPS_ALONE(
            "hops-alone",
            "Hops are counted, and nobody's address is checked: any client that reaches this port directly is believed",
            "Set trustedProxies beside hops, or let nobody reach this port but the proxy"),
    SECRET_ALONE(
            "secret-alone",
            "The header {} is the only condition for a peer to be trusted",
            "If others can see its value, as X-Azure-FDID, set trustedProxies too, or restrict the network"),
    REPORT_MODE(
            "report-mode",
            "mode=report: decisions are logged, and no request is changed or refused",
            "Set mode=enforce when the log shows what you expect"),
    PROFILE_WITHOUT_TRUST(
            "profile-without-trust",
            "profile={} says what is read, and nothing says from whom: only {} is trusted",
            "Set trustedProxies to the addresses of the proxy"),
    HOST_UNGUARDED(
            "host-unguarded",
            "X-Forwarded-Host is believed, and many proxies pass a client's own (AWS ALB, HAProxy, Squid, h2o)",
            "Set a profile, leave host out of fields, or set allowedHosts");

    private static final String SLOT = "{}";

    /** A setting to write: it is not cut, for who writes half a list loses the other half of the proxies. */
    record Written(String text) {}

    private final String id;
    private final String sentence;
    private final String fix;
    private final int slots;

    FindingKind(String id, String sentence, String fix) {
        this.id = id;
        this.sentence = sentence;
        this.fix = fix;
        slots = slots(sentence);
    }

    String id() {
        return id;
    }

    /** The finding for one case; the values fill the sentence first, then the fix. */
    Finding of(@Nullable Object... values) {
        return new Finding(id, fill(sentence, values, 0), fill(fix, values, slots));
    }

    /** The direct neighbour, in the words of the findings. */
    static String peer(@Nullable String address) {
        return address == null || address.isEmpty() ? "on a Unix socket" : address;
    }

    /** Where a value stands, in the words of the findings. */
    static String place(String header, int position) {
        return position == HeaderList.LEFTMOST
                ? header + ", the leftmost value"
                : header + ", value " + position + " from the right";
    }

    private static int slots(String template) {
        int slots = 0;
        for (int pos = template.indexOf(SLOT); pos >= 0; pos = template.indexOf(SLOT, pos + SLOT.length())) {
            slots++;
        }
        return slots;
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof Written line) {
            text.append(line.text);
        } else {
            Printable.append(text, value == null ? "" : value.toString());
        }
    }

    /** The template with its slots filled, beginning with a value. */
    private static String fill(String template, @Nullable Object[] values, int first) {
        StringBuilder text = new StringBuilder(template.length() + Printable.LONGEST);
        int pos = 0;
        int slot = template.indexOf(SLOT);
        for (int i = first; slot >= 0; i++) {
            Object value = values[i];
            text.append(template, pos, slot);
            append(text, value);
            pos = slot + SLOT.length();
            slot = template.indexOf(SLOT, pos);
        }
        return text.append(template, pos, template.length()).toString();
    }
}
