package dev.forwarded;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The parts of an account that tell what arrived: the peer, and what is read of each header line. */
final class HeaderAccount {

    private static final String HOST = "Host";

    /** Headers that people expect to be read, and that are not hidden either. */
    private static final List<String> EXPECTED = List.of("X-Real-IP", "True-Client-IP", "CF-Connecting-IP");

    private final Settings settings;
    private final ReceivedRequest received;
    private final boolean trusted;
    private final List<Explanation.Row> rows = new ArrayList<>();

    private HeaderAccount(Settings settings, ReceivedRequest received) {
        this.settings = settings;
        this.received = received;
        this.trusted = settings.trustsPeerOf(received);
    }

    static Explanation.Row peer(Settings settings, ReceivedRequest received) {
        String address = received.peerAddress();
        String text =
                Peer.isUnix(address) ? "unix socket " + (address == null ? "" : address) : String.valueOf(address);
        boolean trusted = settings.trustsPeerOf(received);
        String verdict = trusted ? "trusted: " + why(settings) : "not trusted: " + whyNot(settings, received);
        return new Explanation.Row("peer", Printable.of(text.trim()), verdict);
    }

    private static String why(Settings settings) {
        Secret secret = settings.secret();
        String condition = settings.hopsAlone()
                ? "hops=" + settings.word(Setting.HOPS) + " counts the peer as a proxy, whoever it is"
                : settings.secretAlone() ? "" : "it is in trustedProxies=" + list(settings);
        String known = secret == null ? "" : "it sends the trusted secret in " + secret.header();
        return condition.isEmpty() || known.isEmpty() ? condition + known : condition + ", and " + known;
    }

    private static String whyNot(Settings settings, ReceivedRequest received) {
        if (received.isRewritten()) {
            return "something in front of the filter has already replaced its address";
        }
        if (settings.believesNobody()) {
            return "hops=" + settings.word(Setting.HOPS) + " believes nobody";
        }
        boolean address = settings.hopsAlone()
                || settings.secretAlone()
                || settings.trusted().trustsPeer(received.peerAddress());
        Secret secret = settings.secret();
        if (address && secret != null) {
            return "it does not send the trusted secret in " + secret.header();
        }
        String list = list(settings);
        return list.isEmpty() ? "trustedProxies is empty" : "it is not in trustedProxies=" + list;
    }

    private static String list(Settings settings) {
        return Printable.of(settings.word(Setting.TRUSTED_PROXIES));
    }

    /** Every line of Host and of the headers that are read or hidden, and what becomes of it. */
    static List<Explanation.Row> headers(Settings settings, ReceivedRequest received) {
        HeaderAccount account = new HeaderAccount(settings, received);
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(settings.hidden().watched(), HiddenHeaders.KIN, EXPECTED)
                .flatMap(List::stream)
                .filter(name -> received.header(name) != null)
                .forEach(names::add);
        if (received.header(HOST) != null) {
            account.lines(HOST);
        }
        names.forEach(account::lines);
        return account.rows;
    }

    private void lines(String name) {
        Enumeration<String> lines = received.headers(name);
        while (lines.hasMoreElements()) {
            rows.add(row(name, lines.nextElement()));
        }
    }

    private Explanation.Row row(String name, String value) {
        Secret secret = settings.secret();
        if (secret == null || !Ascii.equalsIgnoreCase(name, secret.header())) {
            return new Explanation.Row(name, Printable.of(value), verdict(name, value));
        }
        boolean sent = secret.isSentBy(received);
        return new Explanation.Row(
                name, "…", sent ? "the trusted secret" : "not the trusted secret, or more than one line");
    }

    private String verdict(String name, String value) {
        if (name.equals(HOST)) {
            return "";
        }
        String verdict = readable(name, value);
        if (verdict.isEmpty()) {
            return settings.hidden().hides(name) ? "never read, and hidden from the application" : "never read";
        }
        return trusted ? verdict : "not read: the peer is not trusted";
    }

    /** What becomes of a header that some setting can make the library read; empty for any other. */
    private String readable(String name, String value) {
        if (name.equals(ForwardedElements.NAME)) {
            return settings.family().readsForwarded() ? read(value) : "not read: headers=x-forwarded";
        }
        for (Field field : Field.values()) {
            if (Ascii.equalsIgnoreCase(name, settings.names().of(field))) {
                return verdict(field, value);
            }
        }
        for (Field field : Field.COUNTED) {
            if (Ascii.equalsIgnoreCase(name, field.header)) {
                return "not read: names gives " + field.word + "="
                        + settings.names().of(field);
            }
        }
        return "";
    }

    private String verdict(Field field, String value) {
        if (field == Field.URL) {
            return read(value);
        }
        if (field == Field.PREFIX) {
            return prefixVerdict(value);
        }
        if (!settings.family().readsXForwarded()) {
            return "not read: headers=forwarded";
        }
        if (!settings.takes(field)) {
            boolean pinned = settings.publicUrl() != null && field != Field.FOR;
            return pinned ? "not read: publicUrl pins it" : "not read: " + field.word + " is not in fields";
        }
        return isCountedAway(field) ? "not read: hops=" + settings.word(Setting.HOPS) : read(value);
    }

    private String prefixVerdict(String value) {
        if (settings.pinnedPrefix() != null) {
            return "not read: publicUrl pins it";
        }
        if (settings.prefix() == PrefixMode.IGNORE) {
            return "not read: prefix=ignore";
        }
        return settings.prefixCount() == 0 ? "not read: hops=" + settings.word(Setting.HOPS) : read(value);
    }

    private boolean isCountedAway(Field field) {
        int count = settings.hops().of(field);
        return count == 0 || settings.hopsAlone() && count == Hops.UNSET;
    }

    private static String read(String value) {
        return value.isEmpty() ? "empty" : "read";
    }
}
