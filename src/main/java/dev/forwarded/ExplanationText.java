package dev.forwarded;

import java.util.List;

/** Lays an account out as text: a label in the first column, then a value and a remark in aligned columns. */
final class ExplanationText {

    /** One line of an account: what it is about, its value, and a remark. */
    record Row(String name, String value, String remark) {}

    private static final int LABEL = 10;

    /** A value longer than this does not push the remarks of the other lines to the right. */
    private static final int MAX_COLUMN = 60;

    /** Sentences are broken here, so that a narrow terminal or a log viewer does not do it worse. */
    private static final int MAX_LINE = 100;

    private final StringBuilder text = new StringBuilder();

    void line(String label, String line) {
        text.append(pad(label, LABEL)).append(line.stripTrailing()).append('\n');
    }

    /** Lines of two cells under one label. */
    void rows(String label, List<String[]> rows) {
        int width = width(rows.stream().map(row -> row[0]).toList());
        String first = label;
        for (String[] row : rows) {
            line(first, pad(row[0], width) + "  " + row[1]);
            first = "";
        }
    }

    /** Lines with a label each. */
    void fields(List<Row> rows) {
        int width = width(rows.stream().map(Row::value).toList());
        rows.forEach(row -> line(row.name(), pad(row.value(), width) + "  " + row.remark()));
    }

    void findings(List<Finding> findings) {
        for (Finding finding : findings) {
            sentence("finding", finding.sentence() + ". [" + finding.id() + "]");
            sentence("  fix", finding.fix() + ".");
        }
    }

    /** A sentence, broken at spaces. */
    private void sentence(String label, String sentence) {
        String first = label;
        String rest = sentence;
        while (!rest.isEmpty()) {
            int room = MAX_LINE - LABEL;
            int space = rest.length() <= room ? rest.length() : rest.lastIndexOf(' ', room);
            int end = space > 0 ? space : rest.length();
            line(first, rest.substring(0, end));
            rest = rest.substring(end).strip();
            first = "";
        }
    }

    private static int width(List<String> cells) {
        return cells.stream()
                .mapToInt(String::length)
                .filter(length -> length <= MAX_COLUMN)
                .max()
                .orElse(0);
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
