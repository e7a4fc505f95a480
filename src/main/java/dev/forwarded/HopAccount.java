package dev.forwarded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The part of an account that tells the walk: each node, and why it ends where it ends. */
final class HopAccount {

    /**
     * One node.
     *
     * @param header the header that names it
     * @param position its number from the right
     * @param node what it is called
     * @param verdict what becomes of it
     */
    record Step(String header, int position, String node, String verdict) {}

    private final Settings settings;
    private final ReceivedRequest received;
    private final Decision decision;
    private final Account account;
    private final List<Step> steps = new ArrayList<>();

    private HopAccount(Settings settings, ReceivedRequest received, Decision decision, Account account) {
        this.settings = settings;
        this.received = received;
        this.decision = decision;
        this.account = account;
    }

    static List<Step> of(Settings settings, ReceivedRequest received, Decision decision, Account account) {
        HopAccount hops = new HopAccount(settings, received, decision, account);
        Set<String> headers = new LinkedHashSet<>();
        account.hops.forEach(hop -> headers.add(hop.header()));
        headers.forEach(hops::walk);
        return hops.steps;
    }

    private void walk(String header) {
        Account.Hop last = account.last(header);
        for (Account.Hop hop : account.hops) {
            if (hop.header().equals(header)) {
                steps.add(step(hop, last != null && hop.position() == last.position()));
            }
        }
        int more = last == null ? 0 : values(header) - last.position();
        if (more > 0) {
            steps.add(new Step(header, 0, more + " more", "further left, not believed and not looked at"));
        }
    }

    private Step step(Account.Hop hop, boolean last) {
        Node node = hop.node();
        if (node == null) {
            return new Step(hop.header(), hop.position(), "invalid", "refused, and ends the walk");
        }
        String port = node.port() == 0 ? "" : ", port " + node.port();
        boolean client = last
                && decision instanceof OriginalRequest original
                && settings.takes(Field.FOR)
                && original.clientNode().equals(node.name());
        String verdict = verdict(hop, node, last) + (client ? ", so it is the client" : "");
        return new Step(hop.header(), hop.position(), Printable.of(node.name()) + port, verdict);
    }

    private String verdict(Account.Hop hop, Node node, boolean last) {
        if (settings.hopsAlone()) {
            return "counted by hops=" + settings.word(Setting.HOPS);
        }
        if (!hop.trusted()) {
            return node.isAddress() ? "not trusted" : "no address, and not trusted";
        }
        if (!last) {
            return "trusted";
        }
        boolean capped = hop.position() == settings.walkCap();
        return capped ? "trusted, and hops=" + settings.word(Setting.HOPS) + " ends here" : "trusted, and the last";
    }

    private int values(String header) {
        int values = 0;
        if (header.equals(ForwardedElements.NAME)) {
            ForwardedElements elements = new ForwardedElements();
            elements.open(received);
            while (elements.previous() != null) {
                values++;
            }
        } else {
            ListField list = new ListField();
            list.openNodes(received, header);
            while (list.previous()) {
                values++;
            }
        }
        return values;
    }
}
