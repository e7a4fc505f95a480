package dev.forwarded;

import org.jspecify.annotations.Nullable;

/**
 * Reads the X-Forwarded headers: X-Forwarded-For carries the walk, and the number of nodes that it finds trusted, the
 * depth, says how many values of every other list trusted proxies may have written. Those must be the same; if they
 * differ, nobody can tell from the request which hop wrote which.
 *
 * <p>It is the list that it reads at the time: an object less for every request.
 */
final class XForwardedFamily extends ListField {

    /** The depth under which nothing is verified. */
    private static final int NOTHING = 0;

    /** The depth under which everybody is believed, up to the leftmost value. */
    private static final int EVERYTHING = Integer.MAX_VALUE;

    private Resolution resolution;

    private XForwardedFamily(Resolution resolution) {
        this.resolution = resolution;
    }

    /** The family, if a header of a field that is taken has a value; else null. */
    static @Nullable XForwardedFamily open(Resolution resolution) {
        XForwardedFamily family = new XForwardedFamily(resolution);
        for (int i = 0; i < Field.TAKEN.size(); i++) {
            Field field = Field.TAKEN.get(i);
            if (resolution.settings().takes(field) && family.hasValue(resolution.received(), family.header(field))) {
                return family;
            }
        }
        return null;
    }

    private boolean open(Field field) {
        return open(resolution.received(), header(field));
    }

    private boolean openNodes() {
        return settings().takes(Field.FOR) && openNodes(resolution.received(), header(Field.FOR));
    }

    private Settings settings() {
        return resolution.settings();
    }

    private String header(Field field) {
        return settings().names().of(field);
    }

    /** The family, for a resolution that refuses more. */
    XForwardedFamily under(Resolution strict) {
        resolution = strict;
        return this;
    }

    Facts read() {
        Facts facts = new Facts();
        facts.xForwarded = true;
        int depth = settings().hopsAlone() ? count(facts) : walk(facts);
        facts.scheme = moveTo(Field.PROTO, depth) ? taken(Field.PROTO, proto()) : null;
        facts.host = moveTo(Field.HOST, depth) ? taken(Field.HOST, authority()) : null;
        facts.port = moveTo(Field.PORT, depth) ? takenPort() : Authority.NO_PORT;
        return facts;
    }

    /** The walk by trust; gives the depth. */
    private int walk(Facts facts) {
        TrustList trust = settings().trusted();
        int cap = settings().walkCap();
        boolean read = openNodes();
        while (read && facts.goesOn(cap) && previous()) {
            Node node = node();
            boolean trusted = node != null && trust.trustsXForwarded(node);
            if (node == null || !facts.step(node, trusted, cap)) {
                resolution.invalid(node == null ? invalid(Field.FOR) : Problem.TOO_MANY_HOPS.of(header(Field.FOR)));
                break;
            }
            resolution.recorder().hop(header(Field.FOR), position(), node, trusted);
        }
        int depth =
                Math.min(facts.trusted(), Math.min(Math.max(1, cap), settings().listCap()));
        facts.hops = Math.max(1, facts.hops);
        return trust.everybody() && cap == Hops.UNLIMITED ? EVERYTHING : depth;
    }

    /** The count of hops alone; gives the depth. */
    private int count(Facts facts) {
        Hops hops = settings().hops();
        int depth = Math.max(hops.all(), NOTHING);
        int number = settings().takes(Field.FOR) ? Math.max(hops.of(Field.FOR), 0) : 0;
        facts.hops = Math.max(depth, number);
        if (number == 0) {
            return depth;
        }
        boolean present = openNodes();
        if (present && previous(number)) {
            countedClient(facts, number);
        }
        boolean complete = depth <= 1 || present && previous(depth);
        if (!complete) {
            resolution.notice(Problem.CHAIN_TOO_SHORT, header(Field.FOR), depth);
            facts.hops = 0;
        }
        return complete ? depth : NOTHING;
    }

    private void countedClient(Facts facts, int number) {
        Node node = node();
        if (node == null) {
            resolution.invalid(invalid(Field.FOR));
            return;
        }
        resolution.recorder().hop(header(Field.FOR), number, node, false);
        facts.client(node);
    }

    /** Moves to the value of a field; false where there is none, or none that may be believed. */
    private boolean moveTo(Field field, int depth) {
        if (!settings().takes(field) || !open(field)) {
            return false;
        }
        int own = settings().hops().own(field);
        if (own != Hops.UNSET) {
            return own > 0 && previous(own);
        }
        return depth == EVERYTHING ? leftmost() : moveToAgreed(field, depth);
    }

    /** Moves to the outermost of the last {@code depth} values, if all of them are the same. */
    private boolean moveToAgreed(Field field, int depth) {
        if (depth == NOTHING || !previous()) {
            return false;
        }
        Object agreed = depth == 1 ? "" : taken(field, value(field));
        while (agreed != null && position() < depth && previous()) {
            Object value = taken(field, value(field));
            if (value != null && !isSame(agreed, value)) {
                resolution.invalid(Problem.VALUES_DIFFER.of(header(field), depth, agreed, value, hopsLine(field)));
                return false;
            }
            agreed = value;
        }
        return agreed != null;
    }

    /** The value at hand, told to the recorder; refused if it is null, which stands for an illegal one. */
    private <T> @Nullable T taken(Field field, @Nullable T value) {
        if (value == null) {
            resolution.invalid(invalid(field));
        } else {
            resolution.recorder().took(field, header(field), position());
        }
        return value;
    }

    private static boolean isSame(Object one, Object other) {
        return one instanceof Authority && Ascii.equalsIgnoreCase(one.toString(), other.toString())
                || one.equals(other);
    }

    /** The setting that says which value is the outermost proxy's. */
    private String hopsLine(Field field) {
        String line = "hops=" + field.word + "=N";
        return settings().family() == Family.X_FORWARDED ? line : line + " beside headers=x-forwarded";
    }

    private @Nullable Object value(Field field) {
        return switch (field) {
            case PROTO -> proto();
            case HOST -> authority();
            default -> port() < 0 ? null : Integer.valueOf(port());
        };
    }

    private @Nullable String proto() {
        return settings().names().isRenamed(Field.PROTO) ? schemeOrSwitch() : scheme();
    }

    private int takenPort() {
        int port = port();
        taken(Field.PORT, port < 0 ? null : "");
        return Math.max(port, Authority.NO_PORT);
    }

    private Finding invalid(Field field) {
        String expected = switch (field) {
            case FOR -> "an IP address, with or without port, 'unknown' or an identifier";
            case PROTO -> "http or https";
            case HOST -> "host or host:port";
            default -> "a port of 1 to 65535";
        };
        return Problem.INVALID_VALUE.of(header(field), position(), expected, text());
    }
}
