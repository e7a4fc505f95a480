package dev.forwarded;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/** The parts of an account that tell what arrived: the peer, and what is read of each header line. */
final class HeaderAccount {

    private HeaderAccount() {}

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
                ? "hops=" + settings.word(Setting.HOPS) + " counts the peer as a proxy"
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
        Secret secret = settings.secret();
        if (secret != null && !secret.isSentBy(received)) {
            return "it does not send the trusted secret in " + secret.header();
        }
        String list = list(settings);
        return list.isEmpty() ? "trustedProxies is empty" : "it is not in trustedProxies=" + list;
    }

    private static String list(Settings settings) {
        return settings.word(Setting.TRUSTED_PROXIES);
    }

    /** Every line of Host and of the headers that are read or hidden, and what becomes of it. */
    static List<Explanation.Row> headers(Settings settings, ReceivedRequest received) {
        List<Explanation.Row> rows = new ArrayList<>();
        rows(rows, "Host", settings, received);
        settings.hidden().known().forEach(name -> rows(rows, name, settings, received));
        return rows;
    }

    private static void rows(List<Explanation.Row> rows, String name, Settings settings, ReceivedRequest received) {
        if (received.header(name) == null) {
            return;
        }
        Enumeration<String> lines = received.headers(name);
        while (lines.hasMoreElements()) {
            String value = lines.nextElement();
            boolean secret = settings.secret() != null
                    && name.equalsIgnoreCase(settings.secret().header());
            rows.add(new Explanation.Row(
                    name, secret ? "…" : Printable.of(value), verdict(name, value, settings, received)));
        }
    }

    private static String verdict(String name, String value, Settings settings, ReceivedRequest received) {
        if (name.equals("Host")
                || settings.secret() != null && name.equals(settings.secret().header())) {
            return "";
        }
        if (!settings.trustsPeerOf(received)) {
            return "not read: the peer is not trusted";
        }
        if (name.equals(ForwardedElements.NAME)) {
            return settings.family().readsForwarded() ? read(value) : "not read: headers=x-forwarded";
        }
        for (Field field : Field.values()) {
            if (Ascii.equalsIgnoreCase(name, settings.names().of(field))) {
                return verdict(field, value, settings);
            }
        }
        return settings.hidden().hides(name) ? "never read, hidden" : "never read";
    }

    private static String verdict(Field field, String value, Settings settings) {
        if (field == Field.URL) {
            return read(value);
        }
        if (field == Field.PREFIX) {
            return settings.prefix() == PrefixMode.IGNORE ? "not read: prefix=ignore" : read(value);
        }
        if (!settings.takes(field)) {
            return settings.publicUrl() != null && field != Field.FOR
                    ? "not read: publicUrl pins it"
                    : "not read: " + field.word + " is not in fields";
        }
        return settings.family().readsXForwarded() ? read(value) : "not read: headers=forwarded";
    }

    private static String read(String value) {
        return value.isEmpty() ? "empty" : "read";
    }
}
