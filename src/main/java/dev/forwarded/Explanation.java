package dev.forwarded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the library did with one request and why: the peer and whether it is trusted, each header line, each hop, where
 * scheme, host, port, client and prefix come from, the findings with the line to change, and the outcome.
 *
 * <p>The same walk as {@link ForwardedResolver#resolve}, told step by step. {@link #toString()} is for people,
 * {@link #toMap()} for programs. Values of the request are cut at 200 characters and stripped of control characters;
 * the value of a trusted secret is never shown. Immutable.
 */
public final class Explanation {

    /** One line of the account: what it is about, its value, and a remark. */
    record Row(String name, String value, String remark) {}

    private final Decision decision;
    private final Row peer;
    private final List<Row> headers;
    private final List<Row> hops;
    private final List<Row> sources;
    private final List<Finding> findings;

    private Explanation(
            Decision decision, Row peer, List<Row> headers, List<Row> hops, List<Row> sources, List<Finding> findings) {
        this.decision = decision;
        this.peer = peer;
        this.headers = List.copyOf(headers);
        this.hops = List.copyOf(hops);
        this.sources = List.copyOf(sources);
        this.findings = List.copyOf(findings);
    }

    static Explanation of(Settings settings, ReceivedRequest received) {
        Account account = new Account();
        Decision decision = new Resolution(settings, received, account).decide();
        List<Finding> findings = new ArrayList<>(account.findings);
        findings.addAll(Observations.of(settings, received, decision, account));
        return new Explanation(
                decision,
                HeaderAccount.peer(settings, received),
                HeaderAccount.headers(settings, received),
                hops(account, decision),
                sources(account, decision),
                findings);
    }

    private static List<Row> hops(Account account, Decision decision) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < account.hops.size(); i++) {
            Account.Hop hop = account.hops.get(i);
            boolean last = i == account.hops.size() - 1;
            String remark = hop.trusted() ? "trusted" : "not trusted";
            String client = last && decision instanceof OriginalRequest ? ": the client" : "";
            String port = hop.node().port() == 0 ? "" : ", port " + hop.node().port();
            rows.add(new Row(
                    String.valueOf(i + 1),
                    Printable.of(hop.node().name()) + port,
                    hop.header() + ", value " + hop.position() + " from the right, " + remark + client));
        }
        return rows;
    }

    private static List<Row> sources(Account account, Decision decision) {
        List<Row> rows = new ArrayList<>();
        if (decision instanceof OriginalRequest original) {
            Map<Field, String> sources = account.sources;
            rows.add(new Row("scheme", original.scheme(), sources.getOrDefault(Field.PROTO, "as received")));
            rows.add(new Row("host", original.host(), sources.getOrDefault(Field.HOST, "as received")));
            String port = original.port() > 0 ? String.valueOf(original.port()) : "none";
            rows.add(new Row("port", port, sources.getOrDefault(Field.PORT, "as received")));
            rows.add(new Row("client", client(original), clientSource(account, original)));
            if (!original.prefix().isEmpty()) {
                rows.add(new Row("prefix", original.prefix(), sources.getOrDefault(Field.PREFIX, "publicUrl")));
            }
        }
        return rows.stream()
                .map(row -> new Row(row.name, Printable.of(row.value), row.remark))
                .toList();
    }

    private static String client(OriginalRequest original) {
        boolean named = original.clientNode().equals(original.clientAddress());
        return named
                ? original.clientAddress()
                : original.clientNode() + ", nearest address " + original.clientAddress();
    }

    private static String clientSource(Account account, OriginalRequest original) {
        if (account.hops.isEmpty() || original.hops() == 0) {
            return "the peer";
        }
        Account.Hop last = account.hops.get(account.hops.size() - 1);
        return last.header() + ", value " + last.position() + " from the right";
    }

    /**
     * What became of the request.
     *
     * @return the same as {@link ForwardedResolver#decide}
     */
    public Decision decision() {
        return decision;
    }

    /**
     * What was noticed, with the mend each.
     *
     * @return the findings, a rejection first
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The account for programs: maps, lists and texts only, ready to be written as JSON. Its keys are {@code peer},
     * {@code headers}, {@code hops}, {@code sources}, {@code findings}, and {@code original} or {@code rejected}.
     *
     * @return a new map in the order of the account
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("peer", map("address", peer.value, "verdict", peer.remark));
        map.put(
                "headers",
                headers.stream()
                        .map(row -> map("name", row.name, "value", row.value, "verdict", row.remark))
                        .toList());
        map.put(
                "hops",
                hops.stream()
                        .map(row -> map("node", row.value, "verdict", row.remark))
                        .toList());
        Map<String, Object> from = new LinkedHashMap<>();
        sources.forEach(row -> from.put(row.name, map("value", row.value, "source", row.remark)));
        map.put("sources", from);
        map.put("findings", findings.stream().map(Explanation::map).toList());
        if (decision instanceof OriginalRequest original) {
            map.put("original", map(original));
        } else if (decision instanceof RejectedRequestException rejected) {
            map.put(
                    "rejected",
                    map("status", rejected.status(), "id", rejected.finding().id()));
        }
        return map;
    }

    private static Map<String, Object> map(Finding finding) {
        return map("id", finding.id(), "sentence", finding.sentence(), "mend", finding.mend());
    }

    private static Map<String, Object> map(OriginalRequest original) {
        Map<String, Object> map = map("url", original.url(), "urlWithPort", original.urlWithPort());
        map.putAll(map("scheme", original.scheme(), "host", original.host(), "port", original.port()));
        map.putAll(map("prefix", original.prefix(), "pathOverridden", original.pathOverridden()));
        map.putAll(map("clientNode", original.clientNode(), "clientAddress", original.clientAddress()));
        map.putAll(map("clientPort", original.clientPort(), "peerAddress", original.peerAddress()));
        map.putAll(map("trusted", original.isTrusted(), "hops", original.hops()));
        return map;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** The account for people: aligned plain text, several lines. */
    @Override
    public String toString() {
        return AccountText.of(peer, headers, hops, sources, findings, decision);
    }
}
