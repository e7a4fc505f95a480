package dev.forwarded.cli;

/** Colours for an account on a terminal: the labels, the outcome, and what is wrong. */
final class Colours {

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";

    private static final int LABEL = 10;

    private Colours() {}

    static String paint(String account) {
        StringBuilder painted = new StringBuilder();
        Lines lines = new Lines(account);
        String label = "";
        while (lines.next()) {
            String line = lines.line();
            boolean labelled = line.length() > LABEL && line.charAt(0) > ' ';
            label = labelled ? line.substring(0, line.indexOf(' ')) : line.startsWith("  fix") ? "fix" : label;
            int end = Math.min(line.length(), LABEL);
            String colour = colour(label, line.substring(end));
            painted.append(FAINT).append(line, 0, end).append(RESET);
            painted.append(colour).append(line, end, line.length()).append(colour.isEmpty() ? "" : RESET);
            painted.append('\n');
        }
        return painted.toString();
    }

    private static String colour(String label, String rest) {
        if (rest.startsWith("- ") || rest.startsWith("+ ")) {
            return rest.startsWith("-") ? RED : GREEN;
        }
        return switch (label) {
            case "url" -> BOLD + GREEN;
            case "rejected" -> BOLD + RED;
            case "finding" -> YELLOW;
            case "fix" -> BOLD;
            case "peer" -> rest.contains("  not trusted: ") ? RED : GREEN;
            default -> "";
        };
    }
}
