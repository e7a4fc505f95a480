package dev.forwarded;

import java.util.List;

/** Lays an account out as text: a label in the first column, then aligned columns. */
final class AccountText {

    private static final int LABEL = 10;

    /** A value longer than this does not push the remarks of the other lines to the right. */
    private static final int MAX_COLUMN = 48;

    private final StringBuilder text = new StringBuilder();

    private AccountText() {}

    static String of(
            Explanation.Row peer,
            List<Explanation.Row> headers,
            List<Explanation.Row> hops,
            List<Explanation.Row> sources,
            List<Finding> findings,
            Decision decision) {
        AccountText account = new AccountText();
        account.line("peer", peer.value() + "  " + peer.remark());
        account.rows(headers.isEmpty() ? "" : "headers", headers, ": ");
        account.rows("hops", hops, "  ");
        sources.forEach(row -> account.line(row.name(), pad(row.value(), width(sources)) + row.remark()));
        account.findings(findings);
        account.outcome(decision);
        return account.text.toString();
    }

    private void rows(String label, List<Explanation.Row> rows, String separator) {
        int width = 0;
        for (Explanation.Row row : rows) {
            width = Math.max(width, Math.min(MAX_COLUMN, (row.name() + separator + row.value()).length()));
        }
        String first = label;
        for (Explanation.Row row : rows) {
            line(first, pad(row.name() + separator + row.value(), width) + row.remark());
            first = "";
        }
    }

    private static int width(List<Explanation.Row> rows) {
        return rows.stream()
                .mapToInt(row -> Math.min(MAX_COLUMN, row.value().length()))
                .max()
                .orElse(0);
    }

    private void findings(List<Finding> findings) {
        for (Finding finding : findings) {
            line("finding", finding.sentence() + ". [" + finding.id() + "]");
            line("  mend", finding.mend() + ".");
        }
    }

    private void outcome(Decision decision) {
        if (decision instanceof OriginalRequest original) {
            line("url", Printable.of(original.url()));
        } else if (decision instanceof RejectedRequestException rejected) {
            line("rejected", rejected.status() + " Bad Request");
        }
    }

    private void line(String label, String line) {
        text.append(pad(label, LABEL - 2)).append(line.stripTrailing()).append('\n');
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()) + 2);
    }
}
