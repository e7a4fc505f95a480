package dev.forwarded;

import java.util.ArrayList;
import java.util.List;

/** The part of an account that tells where scheme, host, port, client, prefix and path come from. */
final class SourceAccount {

    private static final String AS_RECEIVED = "as received";

    private final Settings settings;
    private final ReceivedRequest received;
    private final OriginalRequest original;
    private final Account account;
    private final List<Explanation.Row> rows = new ArrayList<>();
    private final String agreement;

    private SourceAccount(Settings settings, ReceivedRequest received, OriginalRequest original, Account account) {
        this.settings = settings;
        this.received = received;
        this.original = original;
        this.account = account;
        this.agreement = isOfBothFamilies() ? "; both families agree" : "";
    }

    static List<Explanation.Row> of(
            Settings settings, ReceivedRequest received, OriginalRequest original, Account account) {
        SourceAccount sources = new SourceAccount(settings, received, original, account);
        sources.origin();
        sources.client();
        sources.path();
        return sources.rows;
    }

    private boolean isOfBothFamilies() {
        Resolution unrecorded = new Resolution(settings, received, Recorder.NONE);
        return settings.family() == Family.EITHER
                && original.isTrusted()
                && ForwardedFamily.open(unrecorded) != null
                && XForwardedFamily.open(unrecorded) != null;
    }

    private void row(String name, String value, String source) {
        rows.add(new Explanation.Row(name, Printable.of(value), source));
    }

    private void origin() {
        row("scheme", original.scheme(), source(Field.PROTO));
        row("host", original.host(), source(Field.HOST));
        row("port", original.port() > 0 ? String.valueOf(original.port()) : "none", source(Field.PORT));
    }

    private String source(Field field) {
        if (settings.publicUrl() != null) {
            return "publicUrl";
        }
        String source = account.sources.getOrDefault(field, AS_RECEIVED);
        if (!agreement.isEmpty() && field == Field.PORT) {
            return "both families agree";
        }
        return (source.equals("the server") ? AS_RECEIVED : source) + agreement;
    }

    private void client() {
        boolean named = original.clientNode().equals(original.clientAddress());
        String address = named ? "" : ", nearest address " + original.clientAddress();
        row("client", original.clientNode() + address, clientSource());
    }

    private String clientSource() {
        String place = "the peer";
        for (Account.Hop hop : account.hops) {
            Node node = hop.node();
            boolean taken = node != null && node.name().equals(original.clientNode());
            place = taken && settings.takes(Field.FOR) ? Account.place(hop.header(), hop.position()) : place;
        }
        return place + agreement;
    }

    private void path() {
        boolean changed = !original.contextPath().equals(received.contextPath());
        if (changed || !original.prefix().isEmpty()) {
            row("prefix", original.prefix().isEmpty() ? "none" : original.prefix(), prefixSource());
        }
        String header = settings.names().urlHeader();
        if (original.pathOverridden() && header != null) {
            row("path", String.valueOf(received.header(header)), header);
        }
    }

    private String prefixSource() {
        if (settings.pinnedPrefix() != null) {
            return "publicUrl";
        }
        int count = settings.prefixCount();
        String header = settings.names().of(Field.PREFIX);
        return count == 1 ? Account.place(header, 1) : header + ", the last " + count + " values";
    }
}
