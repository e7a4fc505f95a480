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
    private final String received;
    private final Row peer;
    private final boolean trusted;
    private final List<Row> headers;
    private final List<HopAccount.Step> hops;
    private final List<Row> sources;
    private final List<Finding> findings;

    private Explanation(Settings settings, ReceivedRequest request, Decision decision, Account account) {
        this.decision = decision;
        this.received = url(request);
        this.peer = HeaderAccount.peer(settings, request);
        this.trusted = settings.trustsPeerOf(request);
        this.headers = List.copyOf(HeaderAccount.headers(settings, request));
        this.hops = List.copyOf(HopAccount.of(settings, request, decision, account));
        this.sources = decision instanceof OriginalRequest original
                ? List.copyOf(SourceAccount.of(settings, request, original, account))
                : List.of();
        this.findings = findings(account, decision, Observations.of(settings, request, decision, account));
    }

    private static List<Finding> findings(Account account, Decision decision, List<Finding> observed) {
        List<Finding> findings = new ArrayList<>(account.findings);
        if (decision instanceof RejectedRequestException rejected) {
            findings.remove(rejected.finding());
            findings.add(0, rejected.finding());
        }
        findings.addAll(observed);
        return List.copyOf(findings);
    }

    static Explanation of(Settings settings, ReceivedRequest received) {
        Account account =
                new Account(List.of(ForwardedElements.NAME, settings.names().of(Field.FOR)));
        Decision decision = new Resolution(settings, received, account).decide();
        return new Explanation(settings, received, decision, account);
    }

    /** The URL as the server makes it of the request. */
    private static String url(ReceivedRequest received) {
        Origin origin = Origin.of(new Facts(), received, null, Recorder.NONE);
        String query = received.rawQuery();
        String path = received.rawPath() + (query == null ? "" : "?" + query);
        return Printable.of(origin.text() + (path.startsWith("/") ? "" : " ") + path);
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
     * The account for programs: maps, lists, texts, numbers and booleans only, ready to be written as JSON. Its keys
     * are {@code received}, {@code peer}, {@code headers}, {@code hops}, {@code sources}, {@code findings}, and
     * {@code original} or {@code rejected}.
     *
     * @return a new map in the order of the account
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = map("received", received);
        map.put("peer", map("address", peer.value, "trusted", trusted, "verdict", peer.remark));
        map.put(
                "headers",
                headers.stream()
                        .map(row -> map("name", row.name, "value", row.value, "verdict", row.remark))
                        .toList());
        map.put("hops", hops.stream().map(Explanation::map).toList());
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

    private static Map<String, Object> map(HopAccount.Step step) {
        return map(
                "header", step.header(), "position", step.position(), "node", step.node(), "verdict", step.verdict());
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
        AccountText text = new AccountText();
        text.line("received", received);
        text.line("peer", peer.value + "  " + peer.remark);
        text.rows("headers", headers.stream().map(Explanation::cells).toList());
        text.rows("hops", hops.stream().map(Explanation::cells).toList());
        text.fields(sources);
        text.findings(findings);
        if (decision instanceof OriginalRequest original) {
            text.line("url", Printable.of(original.url()));
        } else if (decision instanceof RejectedRequestException rejected) {
            text.line(
                    "rejected",
                    rejected.status() + " Bad Request [" + rejected.finding().id() + "]");
        }
        return text.toString();
    }

    private static String[] cells(Row header) {
        return new String[] {header.name + ": " + header.value, header.remark};
    }

    private static String[] cells(HopAccount.Step step) {
        boolean counted = step.position() > 0;
        String number = counted ? step.position() + "  " : "   ";
        String place = counted ? Account.place(step.header(), step.position()) + ": " : step.header() + ": ";
        return new String[] {number + step.node(), place + step.verdict()};
    }
}
