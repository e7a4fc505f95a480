package dev.forwarded;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps every step of a resolution, for an {@link Explanation}. */
final class Account extends Recorder {

    /**
     * A node that a believed hop named.
     *
     * @param header the header that names it
     * @param position its number from the right
     * @param node the node
     * @param trusted whether the walk may go on beyond it
     */
    record Hop(String header, int position, Node node, boolean trusted) {}

    final List<Hop> hops = new ArrayList<>();
    final Map<Field, String> sources = new EnumMap<>(Field.class);
    final List<Finding> findings = new ArrayList<>();

    @Override
    void hop(String header, int position, Node node, boolean trusted) {
        hops.add(new Hop(header, position, node, trusted));
    }

    @Override
    void took(Field field, String header, int position) {
        sources.put(field, header + ", value " + position + " from the right");
    }

    @Override
    void source(Field field, String source) {
        sources.put(field, source);
    }

    @Override
    void finding(Finding finding) {
        findings.add(finding);
    }
}
