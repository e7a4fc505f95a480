package dev.forwarded.fuzz;

import dev.forwarded.internal.http.ForwardedElement;
import dev.forwarded.internal.http.ForwardedElements;
import dev.forwarded.internal.http.Node;
import dev.forwarded.oracle.Grammar;
import java.util.Collections;
import java.util.List;

/** Lines of Forwarded: every element is read as the reference grammar reads it. */
public final class ForwardedElementsFuzz {

    private static final int MOST_ELEMENTS = 60;

    private ForwardedElementsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        List<String> lines = FuzzInput.lines(data);
        List<Grammar.Element> expected = Grammar.elements(lines);
        if (expected.size() > MOST_ELEMENTS) {
            return;
        }
        ForwardedElements elements = new ForwardedElements();
        boolean any = elements.open(Collections.enumeration(lines));
        for (int i = expected.size() - 1; any && i >= 0; i--) {
            ForwardedElement element = elements.previous();
            FuzzInput.check(element != null, "an element is missing", i, expected);
            check(expected.get(i), element);
        }
        FuzzInput.check(!any || elements.previous() == null, "an element too many", expected);
        FuzzInput.check(any || expected.isEmpty(), "no element was found", expected);
    }

    private static void check(Grammar.Element expected, ForwardedElement element) {
        FuzzInput.check(
                expected.malformed() == (element.fault() != null), "malformed or not", expected, element.text());
        if (!expected.malformed()) {
            String stated = stated(element.node()) + " " + element.scheme() + " " + element.host();
            Grammar.Node node = expected.node();
            String other = (node == null ? "-" : node.name() + " " + node.port()) + " " + expected.proto() + " "
                    + expected.host();
            FuzzInput.check(stated.equals(other), "another value", other, stated);
        }
    }

    private static String stated(Node node) {
        return node == null ? "-" : node.name() + " " + node.port();
    }
}
