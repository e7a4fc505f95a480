package dev.forwarded;

import dev.forwarded.internal.http.Outgoing;
import dev.forwarded.internal.http.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the library did with one request and why: the peer and whether it is trusted, each header line, each hop, where
 * scheme, host, port, client and prefix come from, the findings with the line to change, and the outcome.
 *
 * <p>It is read off the result of the same walk that {@link ForwardedResolver#resolve} does. {@link #text()} is for
 * people, {@link #toString()} for logs, {@link #toMap()} for programs. Values of the request are cut at 200 characters
 * and stripped of control characters; the value of a trusted secret is never shown. Immutable and thread-safe.
 *
 * <p>How to read one: <a href="https://forwarded.dev/forwarded-filter/docs/explain.md">Explain</a>.
 *
 * @since 1.0.0
 */
public final class Explanation {

    private final Decision decision;
    private final String received;
    private final ExplanationText.Row peer;
    private final boolean trusted;
    private final List<ExplanationText.Row> headers;
    private final List<ExplainedHops.Step> hops;
    private final List<ExplanationText.Row> sources;
    private final List<Finding> findings;

    /**
     * @param resolution the request, resolved
     * @param peer what was found of the direct neighbour
     * @param decision what became of it
     * @param trace the walk
     */
    Explanation(Resolution resolution, Trust peer, Decision decision, List<Believed.Hop> trace) {
        this.decision = decision;
        this.received = url(resolution.received());
        this.peer = ExplainedHeaders.peer(resolution, peer);
        this.trusted = peer.isTrusted();
        this.headers = ExplainedHeaders.lines(resolution, peer);
        this.hops = ExplainedHops.of(resolution, decision, trace);
        this.sources =
                decision instanceof OriginalRequest original ? ExplainedSources.of(resolution, original) : List.of();
        this.findings = Findings.of(resolution, peer, decision, trace);
    }

    /** The URL as the server makes it of the request. */
    private static String url(ReceivedRequest received) {
        String origin =
                AuthorityRules.origin(new Believed(false, null), received, null).text();
        String query = received.rawQuery();
        String path = received.rawPath() + (query == null ? "" : "?" + query);
        return Printable.of(origin + (path.startsWith("/") ? "" : " ") + path);
    }

    /** {@return what became of the request, the same as {@link ForwardedResolver#decide} gives} */
    public Decision decision() {
        return decision;
    }

    /** {@return what was noticed, with the fix each, a rejection first; unmodifiable, empty if there is nothing to say} */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The account for programs: maps, lists, texts, numbers and booleans only, ready to be written as JSON. Its keys
     * are {@code received}, {@code peer}, {@code headers}, {@code hops}, {@code sources}, {@code findings}, and
     * {@code original} or {@code rejected}. The {@code role} of a hop is {@code client}, {@code believed},
     * {@code refused} or {@code unread}; its {@code position} is counted from the right, from 1, and 0 where several are
     * told together. No key goes away or changes its type within a major version; new ones may come.
     *
     * @return a new map in the order of the account
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = map("received", received);
        map.put("peer", map("address", peer.value(), "trusted", trusted, "verdict", peer.remark()));
        map.put(
                "headers",
                headers.stream()
                        .map(row -> map("name", row.name(), "value", row.value(), "verdict", row.remark()))
                        .toList());
        map.put("hops", hops.stream().map(Explanation::map).toList());
        Map<String, Object> from = new LinkedHashMap<>();
        sources.forEach(row -> from.put(row.name(), map("value", row.value(), "source", row.remark())));
        map.put("sources", from);
        map.put("findings", findings.stream().map(Explanation::map).toList());
        if (decision instanceof OriginalRequest original) {
            map.put("original", map(original));
        } else {
            RejectedRequestException rejected = (RejectedRequestException) decision;
            map.put("rejected", map("status", rejected.status(), "id", rejected.id()));
        }
        return map;
    }

    private static Map<String, Object> map(ExplainedHops.Step step) {
        Map<String, Object> map = map("header", step.header(), "position", step.position(), "node", step.node());
        map.putAll(map("role", step.role().word, "verdict", step.verdict()));
        return map;
    }

    private static Map<String, Object> map(Finding finding) {
        return map("id", finding.id(), "sentence", finding.sentence(), "fix", finding.fix());
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

    /** The account for people, as {@link #text()}, fit for a log: every query is left out. */
    @Override
    public String toString() {
        return Outgoing.lines(text());
    }

    /**
     * The account for people: aligned plain text, several lines that end with LF. Its words may change with any version;
     * programs read {@link #toMap()}.
     *
     * @return the text, with the queries of the URLs, which may hold secrets
     */
    public String text() {
        ExplanationText text = new ExplanationText();
        text.line("received", received);
        text.line("peer", peer.value() + "  " + peer.remark());
        text.rows("headers", headers.stream().map(Explanation::cells).toList());
        text.rows("hops", hops.stream().map(Explanation::cells).toList());
        text.fields(sources);
        text.findings(findings);
        if (decision instanceof OriginalRequest original) {
            text.line("url", Printable.of(original.url()));
        } else {
            RejectedRequestException rejected = (RejectedRequestException) decision;
            text.line("rejected", rejected.status() + " Bad Request [" + rejected.id() + "]");
        }
        return text.toString();
    }

    private static String[] cells(ExplanationText.Row header) {
        return new String[] {header.name() + ": " + header.value(), header.remark()};
    }

    private static String[] cells(ExplainedHops.Step step) {
        boolean counted = step.position() > 0;
        String number = counted ? step.position() + "  " : "   ";
        String place = counted ? FindingKind.place(step.header(), step.position()) + ": " : step.header() + ": ";
        return new String[] {number + step.node(), place + step.verdict()};
    }
}
