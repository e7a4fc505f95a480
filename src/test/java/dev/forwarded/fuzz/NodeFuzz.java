package dev.forwarded.fuzz;

import dev.forwarded.internal.http.Node;
import dev.forwarded.oracle.Grammar;

/** A node of either family: accepted or not as the reference grammar has it, and an address reads back as itself. */
public final class NodeFuzz {

    private NodeFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = FuzzInput.text(data);
        if (text.isEmpty()) {
            return;
        }
        check(Node.parseForwarded(text, 0, text.length()), Grammar.node(text, true), text);
        check(Node.parseXForwarded(text, 0, text.length()), Grammar.node(text, false), text);
        String padded = "x" + text + "1";
        Node inside = Node.parseForwarded(padded, 1, padded.length() - 1);
        check(inside, Grammar.node(text, true), padded);
    }

    private static void check(Node node, Grammar.Node expected, String text) {
        FuzzInput.check((node == null) == (expected == null), "node or not", text);
        if (node != null) {
            FuzzInput.check(node.name().equals(expected.name()), "another name", text, node, expected);
            FuzzInput.check(node.port() == expected.port(), "another port", text, node, expected);
            String name = node.name();
            FuzzInput.check(
                    !node.isAddress() || node.withoutPort().equals(Node.parseXForwarded(name, 0, name.length())),
                    "does not read back",
                    text);
        }
    }
}
