package dev.forwarded;

import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.http.Printable;
import dev.forwarded.internal.settings.HiddenHeaders;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of an account that tells the walk: each node, and why it ends where it ends. */
final class ExplainedHops {

    /**
     * One node.
     *
     * @param header the header that names it
     * @param position its number from the right; 0 for all that stands further left
     * @param node what it is called
     * @param role what it is taken for
     * @param verdict what became of it
     */
    record Step(String header, int position, String node, Role role, String verdict) {}

    /** What a node is taken for, as a word of the account. */
    enum Role {
        CLIENT("client"),
        BELIEVED("believed"),
        REFUSED("refused"),
        UNREAD("unread");

        final String word;

        Role(String word) {
            this.word = word;
        }
    }

    private final Plan plan;
    private final ReceivedRequest received;
    private final @Nullable Node client;
    private final List<Believed.Hop> trace;
    private final List<Step> steps = new ArrayList<>();

    private ExplainedHops(Resolution resolution, Decision decision, List<Believed.Hop> trace) {
        this.plan = resolution.plan();
        this.received = resolution.received();
        this.client = decision instanceof OriginalRequest ? resolution.believed().client : null;
        this.trace = trace;
    }

    static List<Step> of(Resolution resolution, Decision decision, List<Believed.Hop> trace) {
        ExplainedHops hops = new ExplainedHops(resolution, decision, trace);
        Set<String> headers = new LinkedHashSet<>();
        trace.forEach(hop -> headers.add(hop.header()));
        headers.forEach(hops::walk);
        return List.copyOf(hops.steps);
    }

    private void walk(String header) {
        List<Believed.Hop> hops =
                trace.stream().filter(hop -> hop.header().equals(header)).toList();
        Believed.Hop last = hops.get(hops.size() - 1);
        Believed.Hop ofClient = hops.stream().filter(this::isOfClient).reduce(null, (inner, outer) -> outer);
        boolean isShort = isShort(last);
        hops.forEach(hop -> steps.add(isShort ? unverified(hop) : step(hop, hop.equals(last), hop.equals(ofClient))));
        int more = HeaderValues.count(received, header) - last.position();
        if (more > 0) {
            steps.add(new Step(header, 0, more + " more", Role.UNREAD, "further left, not believed and not looked at"));
        }
    }

    /** Whether the walk counted to the end of {@code Forwarded}, each element of which is a hop, and not far enough. */
    private boolean isShort(Believed.Hop last) {
        return last.header().equals(HiddenHeaders.FORWARDED)
                && last.verdict() == Believed.Verdict.COUNTED
                && last.position() < plan.countedHops;
    }

    private Step unverified(Believed.Hop hop) {
        String verdict = "not believed: " + hops() + " counts more than there are";
        return new Step(hop.header(), hop.position(), name(hop), Role.REFUSED, verdict);
    }

    private String hops() {
        return "hops=" + plan.settings.word(Setting.HOPS);
    }

    /** The outermost of these is the client's. */
    private boolean isOfClient(Believed.Hop hop) {
        Node node = hop.node();
        return role(hop) == Role.BELIEVED
                && client != null
                && node != null
                && client.name().equals(node.name());
    }

    private Step step(Believed.Hop hop, boolean isLast, boolean isClient) {
        String verdict = verdict(hop, isLast, isClient) + (isClient ? ", so it is the client" : "");
        return new Step(hop.header(), hop.position(), name(hop), isClient ? Role.CLIENT : role(hop), verdict);
    }

    private static Role role(Believed.Hop hop) {
        return switch (hop.verdict()) {
            case INVALID, TOO_MANY -> Role.REFUSED;
            case TRUSTED, NOT_TRUSTED, COUNTED, NAMELESS -> Role.BELIEVED;
        };
    }

    private static String name(Believed.Hop hop) {
        Node node = hop.node();
        if (node == null) {
            return hop.verdict() == Believed.Verdict.INVALID ? "invalid" : "no node";
        }
        return Printable.of(node.name()) + (node.port() == 0 ? "" : ", port " + node.port());
    }

    private String verdict(Believed.Hop hop, boolean isLast, boolean isClient) {
        Node node = hop.node();
        boolean isAddress = node != null && node.isAddress();
        return switch (hop.verdict()) {
            case COUNTED -> "counted by " + hops();
            case INVALID -> "refused, and ends the walk";
            case TOO_MANY -> "trusted, and one too many in a row";
            case NAMELESS -> "used, and ends the walk";
            case NOT_TRUSTED -> isAddress ? "not trusted" : "no address, and not trusted";
            case TRUSTED -> {
                String last = isLast ? ", and the last" : ", and the last that is believed";
                String end = hop.position() == plan.walkCap ? ", and " + hops() + " ends here" : last;
                yield "trusted" + (isLast || isClient ? end : "");
            }
        };
    }
}
