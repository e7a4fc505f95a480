package dev.forwarded;

import dev.forwarded.internal.http.Ascii;
import dev.forwarded.internal.http.Authority;
import dev.forwarded.internal.http.HeaderList;
import dev.forwarded.internal.http.Node;
import dev.forwarded.internal.http.Printable;
import dev.forwarded.internal.settings.Family;
import dev.forwarded.internal.settings.Field;
import dev.forwarded.internal.settings.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hops of the X-Forwarded headers: the nodes of X-Forwarded-For, and the values of the other lists at the depth
 * that the walk finds. Those within it must be the same; if they differ, nobody can tell from the request which hop
 * wrote which.
 */
final class XForwardedHops implements HopSource {

    private final Plan plan;
    private final ReceivedRequest received;
    private final HeaderList list = new HeaderList();

    /** The field whose list is open. */
    private Field opened = Field.FOR;

    private List<Difference> differences = List.of();

    /** Two values of a list, one of which another proxy than the outermost wrote. */
    private record Difference(Field field, String header, String inner, String outer) {

        @Override
        public String toString() {
            return header + " \"" + Printable.of(inner) + "\" and \"" + Printable.of(outer) + "\"";
        }
    }

    private XForwardedHops(Plan plan, ReceivedRequest received) {
        this.plan = plan;
        this.received = received;
    }

    /** The hops of a request; null if no header of a field that is taken has a value. */
    static @Nullable XForwardedHops open(Plan plan, ReceivedRequest received, boolean isExpected) {
        XForwardedHops hops = null;
        for (int i = 0; i < Field.TAKEN.size(); i++) {
            Field field = Field.TAKEN.get(i);
            if (plan.takes(field) && (isExpected || received.header(plan.header(field)) != null)) {
                hops = hops == null ? new XForwardedHops(plan, received) : hops;
                if (hops.open(field)) {
                    return hops;
                }
            }
        }
        return null;
    }

    private boolean open(Field field) {
        opened = field;
        String header = plan.header(field);
        return field == Field.FOR ? list.openNodes(received.headers(header)) : list.open(received.headers(header));
    }

    /** Moves before the last value of a field's list; false if there is none. Each header is looked up once. */
    private boolean isOpen(Field field) {
        return field == opened || field.compareTo(opened) > 0 && open(field);
    }

    /** Believes what trusted hops state. */
    void read(Believed believed) {
        believed.xForwarded = true;
        int depth = plan.hopsAlone ? Walk.byCount(plan, this, believed) : Walk.byTrust(plan, this, believed);
        if (opened == Field.FOR && (plan.hopsAlone ? plan.countedClient : plan.walkCap) > 0) {
            believed.read(Field.FOR);
        }
        believed.more(opened == Field.FOR && list.hasMore());
        for (int i = 1; i < Field.TAKEN.size() && !believed.isRefused(); i++) {
            take(Field.TAKEN.get(i), depth, believed);
        }
        if (!differences.isEmpty() && !believed.isRefused()) {
            believed.refuse(valuesDiffer(plan, differences, depth));
        }
    }

    private void take(Field field, int depth, Believed believed) {
        int own = plan.count(field);
        boolean isCounted = own != Plan.NO_COUNT;
        if (!plan.takes(field) || (isCounted ? own : depth) == Walk.NOTHING || !isOpen(field)) {
            return;
        }
        believed.read(field);
        boolean isFound = isCounted ? list.previous(own) : depth == Walk.EVERYTHING ? list.leftmost() : list.previous();
        if (isFound) {
            take(field, believed);
            believed.more(list.hasMore());
        }
        if (isFound && !isCounted && depth > 1 && depth != Walk.EVERYTHING) {
            agree(field, depth, believed);
        }
    }

    /** Believes the value at hand, if it is legal. */
    private void take(Field field, Believed believed) {
        String header = plan.header(field);
        switch (field) {
            case PROTO ->
                believed.scheme(plan.switchesScheme ? list.schemeOrSwitch() : list.scheme(), header, list.position());
            case HOST -> believed.host(list.authority(), header, list.position());
            default -> believed.port(list.port(), list.position());
        }
        if (!believed.has(field)) {
            believed.refuse(invalid(field));
        }
    }

    /** Goes on to the outermost of the last {@code depth} values, as long as all of them are the same. */
    private void agree(Field field, int depth, Believed believed) {
        while (believed.has(field) && list.position() < depth && list.previous()) {
            Object inner = believed.value(field);
            take(field, believed);
            Object outer = believed.value(field);
            if (outer != null && !isSame(outer, inner)) {
                differences = differences.isEmpty() ? new ArrayList<>() : differences;
                differences.add(new Difference(field, plan.header(field), String.valueOf(inner), outer.toString()));
                believed.drop(field);
            }
        }
    }

    private static boolean isSame(Object one, @Nullable Object other) {
        return one instanceof Authority && Ascii.equalsIgnoreCase(one.toString(), String.valueOf(other))
                || one.equals(other);
    }

    private FindingCase invalid(Field field) {
        return InvalidValue.of(plan, field, list.position(), list.excerpt(), received);
    }

    /** Refuses all fields of which the values differ at once, so that nobody fixes them one by one. */
    private static FindingCase valuesDiffer(Plan plan, List<Difference> found, int depth) {
        return new FindingCase(FindingKind.VALUES_DIFFER, () -> {
            String counts = found.stream()
                    .map(difference -> difference.field.word + "=N")
                    .collect(Collectors.joining(","));
            boolean isPort = found.stream().anyMatch(difference -> difference.field == Field.PORT);
            return new Object[] {
                depth,
                found.stream().map(Difference::toString).collect(Collectors.joining("; ")),
                "hops=" + counts + (plan.family == Family.X_FORWARDED ? "" : " beside headers=x-forwarded"),
                isPort ? "; or leave port out of fields" : ""
            };
        });
    }

    @Override
    public boolean next() {
        return opened == Field.FOR && list.previous();
    }

    @Override
    public @Nullable Node node() {
        return list.node();
    }

    @Override
    public FindingCase fault() {
        return invalid(Field.FOR);
    }

    @Override
    public boolean trusts(Node named) {
        return Trust.ofXForwardedNode(plan, named);
    }

    @Override
    public int countedClient() {
        return plan.countedClient;
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public String header() {
        return plan.header(Field.FOR);
    }

    @Override
    public int position() {
        return list.position();
    }

    @Override
    public void take(Believed believed) {
        // The other fields stand in lists of their own, and are taken once the depth is known.
    }
}
