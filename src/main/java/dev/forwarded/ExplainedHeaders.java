package dev.forwarded;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.PeerAddress;
import dev.forwarded.internal.http.Printable;
import dev.forwarded.internal.settings.Family;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.HiddenHeaders;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.PrefixMode;
import dev.forwarded.internal.settings.Secret;
import dev.forwarded.internal.settings.Setting;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The parts of an account that tell what arrived: the peer, and what became of each header line. */
final class ExplainedHeaders {

    private final Trust peer;
    private final Plan plan;
    private final ReceivedRequest received;
    private final Believed believed;
    private final List<ExplanationText.Row> rows = new ArrayList<>();

    private ExplainedHeaders(Resolution resolution, Trust peer) {
        this.peer = peer;
        this.plan = resolution.plan();
        this.received = resolution.received();
        this.believed = resolution.believed();
    }

    static ExplanationText.Row peer(Resolution resolution, Trust peer) {
        String address = resolution.received().peerAddress();
        String text = address == null ? "" : address;
        String named = PeerAddress.isUnix(address) ? "unix socket " + text : text;
        return new ExplanationText.Row("peer", Printable.of(named.trim()), verdict(resolution.plan(), peer));
    }

    private static String verdict(Plan plan, Trust peer) {
        String hops = "hops=" + plan.settings.word(Setting.HOPS);
        String list = Printable.of(plan.settings.word(Setting.TRUSTED_PROXIES));
        String header = plan.secret == null ? "" : plan.secret.header();
        String secret = "it sends the trusted secret in " + header;
        String and = plan.secret == null ? "" : ", and " + secret;
        return switch (peer) {
            case BY_ADDRESS -> "trusted: it is in trustedProxies=" + list + and;
            case BY_COUNT -> "trusted: " + hops + " counts the peer as a proxy, whoever it is" + and;
            case BY_SECRET -> "trusted: " + secret;
            case REWRITTEN -> "not trusted: something in front of the filter has already replaced its address";
            case NOBODY -> "not trusted: " + hops + " believes nobody";
            case NOT_LISTED ->
                "not trusted: " + (list.isEmpty() ? "trustedProxies is empty" : "it is not in trustedProxies=" + list);
            case NO_SECRET -> "not trusted: it does not send the trusted secret in " + header;
        };
    }

    /** Every line of Host and of the headers that are read or hidden. */
    static List<ExplanationText.Row> lines(Resolution resolution, Trust peer) {
        ExplainedHeaders headers = new ExplainedHeaders(resolution, peer);
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(headers.plan.hidden.watched(), HiddenHeaders.KIN, OtherHeaders.CLIENT)
                .flatMap(List::stream)
                .forEach(names::add);
        headers.lines(ReceivedHost.HEADER);
        names.forEach(headers::lines);
        return List.copyOf(headers.rows);
    }

    private void lines(String name) {
        for (Enumeration<String> lines = received.headers(name); lines.hasMoreElements(); ) {
            rows.add(row(name, lines.nextElement()));
        }
    }

    private ExplanationText.Row row(String name, String value) {
        Secret token = plan.settings.get(Setting.EXPLAIN_TOKEN).orElse(null);
        if (token != null && Ascii.equalsIgnoreCase(name, token.header())) {
            return new ExplanationText.Row(name, "…", "the header of explainToken");
        }
        Secret secret = plan.secret;
        if (secret == null || !Ascii.equalsIgnoreCase(name, secret.header())) {
            return new ExplanationText.Row(name, Printable.of(value), verdict(name, value));
        }
        boolean isSent = secret.isSentAs(received.headers(name));
        return new ExplanationText.Row(
                name, "…", isSent ? "the trusted secret" : "not the trusted secret, or more than one line");
    }

    private String verdict(String name, String value) {
        if (name.equals(ReceivedHost.HEADER)) {
            return "";
        }
        String verdict = readable(name, value);
        if (verdict.isEmpty()) {
            return plan.hidden.hides(name) ? "never read, and hidden from the application" : "never read";
        }
        return peer.isTrusted() ? verdict : "not read: the peer is not trusted";
    }

    /** What became of a header that some setting can make the library read; empty for any other. */
    private String readable(String name, String value) {
        if (name.equals(HiddenHeaders.FORWARDED)) {
            return forwarded(value);
        }
        for (Field field : Field.values()) {
            if (Ascii.equalsIgnoreCase(name, plan.header(field))) {
                return verdict(field, value);
            }
        }
        for (Field field : Field.COUNTED) {
            if (Ascii.equalsIgnoreCase(name, field.header)) {
                return "not read: names gives " + field.word + "=" + plan.header(field);
            }
        }
        return "";
    }

    private String forwarded(String value) {
        if (plan.family == Family.X_FORWARDED) {
            return "not read: headers=x-forwarded";
        }
        return plan.readsForwarded ? read(believed.forwarded, value) : "not read: it states nothing that is in fields";
    }

    private String verdict(Field field, String value) {
        return switch (field) {
            case URL -> read(believed.hasRead(field), value);
            case PREFIX -> prefix(value);
            default -> listed(field, value);
        };
    }

    private String listed(Field field, String value) {
        if (!plan.readsXForwarded) {
            return "not read: headers=forwarded";
        }
        if (!plan.takes(field)) {
            boolean isPinned = plan.publicUrl != null && field != Field.FOR;
            return isPinned ? "not read: publicUrl pins it" : "not read: " + field.word + " is not in fields";
        }
        return plan.isCountedAway(field) ? countedAway() : read(believed.hasRead(field), value);
    }

    private String prefix(String value) {
        if (plan.pinnedPrefix != null) {
            return "not read: publicUrl pins it";
        }
        if (plan.prefixMode == PrefixMode.IGNORE) {
            return "not read: prefix=ignore";
        }
        return plan.prefixCount == 0 ? countedAway() : read(believed.hasRead(Field.PREFIX), value);
    }

    private String countedAway() {
        return "not read: hops=" + plan.settings.word(Setting.HOPS);
    }

    private String read(boolean wasRead, String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        if (wasRead) {
            return "read";
        }
        if (believed.isRefused()) {
            return "not read: the request was refused before";
        }
        return believed.tooShort ? "not read: the chain is too short" : "empty";
    }
}
