package dev.forwarded;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps every step of a resolution, for an {@link Explanation}. */
final class Account extends Recorder {

    /**
     * A node that a believed hop named.
     *
     * @param header the header that names it
     * @param position its number from the right
     * @param node the node; null if the value is none, which ends the walk
     * @param trusted whether the walk may go on beyond it
     */
    record Hop(String header, int position, @Nullable Node node, boolean trusted) {}

    private static final String PLACE = ", value ";

    private final List<String> walked;
    final List<Hop> hops = new ArrayList<>();
    final Map<Field, String> sources = new EnumMap<>(Field.class);
    final List<Finding> findings = new ArrayList<>();

    /**
     * @param walked the headers that name nodes
     */
    Account(List<String> walked) {
        this.walked = walked;
    }

    @Override
    void hop(String header, int position, Node node, boolean trusted) {
        hops.add(new Hop(header, position, node, trusted));
    }

    @Override
    void took(Field field, String header, int position) {
        sources.put(field, place(header, position));
    }

    @Override
    void source(Field field, String source) {
        sources.put(field, source);
    }

    @Override
    void finding(Finding finding) {
        findings.add(finding);
        if (finding.id().equals(Problem.INVALID_VALUE.id()) || finding.id().equals(Problem.FAMILY_INVALID.id())) {
            walked.forEach(header -> refused(header, finding.sentence()));
        }
    }

    /** A value that is no node is a step of the walk, too: its last one. */
    private void refused(String header, String sentence) {
        int start = sentence.indexOf(header + PLACE);
        boolean begins = start == 0 || start > 0 && sentence.charAt(start - 1) == ' ';
        if (begins) {
            int number = start + header.length() + PLACE.length();
            int position = Integer.parseInt(sentence.substring(number, sentence.indexOf(' ', number)));
            hops.add(new Hop(header, position, null, false));
        }
    }

    /** Where a value stands, in the words of the findings. */
    static String place(String header, int position) {
        return header + PLACE + position + " from the right";
    }

    /** The last hop of a header; null if it has none. */
    @Nullable
    Hop last(String header) {
        Hop last = null;
        for (Hop hop : hops) {
            last = hop.header.equals(header) ? hop : last;
        }
        return last;
    }
}
