package dev.forwarded.servlet;

import dev.forwarded.ForwardedResolver;
import dev.forwarded.ReceivedRequest;
import dev.forwarded.internal.settings.Plan;
import dev.forwarded.internal.settings.Planned;
import dev.forwarded.internal.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The account of a request as a page. All text of it goes through {@link Markup#text}. */
final class ExplainPage {

    private static final String STYLE = style();

    /** Nothing is loaded and nothing runs; the one style is known by its hash. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** A value that is longer is folded up. */
    private static final int LONG = 200;

    private final Account account;
    private final ReceivedRequest received;
    private final Plan plan;
    private final boolean isSeen;
    private final Markup page = new Markup();

    /**
     * @param isSeen whether the filter has had the request
     */
    ExplainPage(Account account, ReceivedRequest received, ForwardedResolver resolver, boolean isSeen) {
        this.account = account;
        this.received = received;
        this.plan = Planned.planOf(resolver);
        this.isSeen = isSeen;
    }

    private static String style() {
        try (InputStream in = ExplainPage.class.getResourceAsStream("explain.css")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String style) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String html() {
        page.tag("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .tag("<meta name=\"color-scheme\" content=\"light dark\"><title>Forwarded request</title>")
                .tag("<link rel=\"icon\" href=\"data:,\"><style>")
                .tag(STYLE)
                .tag("</style></head><body><header><h1>What became of this request</h1>");
        outcome();
        page.tag("</header><main><section class=\"chain\" aria-labelledby=\"chain\"><h2 id=\"chain\">Its way</h2>");
        pictures();
        page.tag("</section><div>");
        findings();
        sources();
        comparison();
        hops();
        headers();
        return page.tag("</div></main></body></html>\n").toString();
    }

    private void outcome() {
        if (account.has("rejected")) {
            page.tag("<p class=\"url\">Refused: 400 Bad Request, <code>")
                    .text(account.part("rejected").text("id"))
                    .tag("</code></p>");
        } else {
            page.tag("<p class=\"url\"><code>")
                    .text(account.part("original").text("url"))
                    .tag("</code></p>");
        }
        if (isReportOnly()) {
            page.tag("<p>mode=report: the application sees the request as without the filter, and nothing is refused."
                    + "</p>");
        } else if (!isSeen && isForwarded()) {
            page.tag("<p class=\"alarm\">The filter has not had this request: map it to this path, before every other"
                    + " filter.</p>");
        } else if (!isForwarded()) {
            page.tag("<p>No header that the filter reads has arrived, so it passed the request untouched.</p>");
        }
    }

    private boolean isReportOnly() {
        return plan.settings.get(Setting.MODE).equals("report");
    }

    private boolean isForwarded() {
        return plan.hidden.watched().stream().anyMatch(name -> received.header(name) != null);
    }

    /** One for each header that names nodes. */
    private void pictures() {
        Map<String, List<Account>> hops = new LinkedHashMap<>();
        account.parts("hops")
                .forEach(hop -> hops.computeIfAbsent(hop.text("header"), header -> new ArrayList<>())
                        .add(hop));
        if (hops.isEmpty()) {
            ChainPicture.draw(page, "way", account, List.of());
        }
        int number = 0;
        for (Map.Entry<String, List<Account>> header : hops.entrySet()) {
            if (hops.size() > 1) {
                page.element("h3", "By " + header.getKey());
            }
            number++;
            ChainPicture.draw(page, "way" + number, account, header.getValue());
        }
    }

    private void findings() {
        List<Account> findings = account.parts("findings");
        begin("findings", "Findings");
        if (findings.isEmpty()) {
            page.tag("<p>Nothing is to be done.</p>");
        }
        for (Account finding : findings) {
            page.tag("<article><h3>").text(finding.text("sentence")).tag(".</h3><p><strong>Fix:</strong> ");
            page.text(finding.text("fix"))
                    .tag(".</p><p><code>")
                    .text(finding.text("id"))
                    .tag("</code></p></article>");
        }
        end();
    }

    private void sources() {
        Account sources = account.part("sources");
        if (!sources.values().isEmpty()) {
            table("sources", "Where its values come from", "what", "value", "source");
            for (Object name : sources.values().keySet()) {
                Account source = sources.part(String.valueOf(name));
                row(String.valueOf(name)).code(source.text("value")).element("td", source.text("source"));
                page.tag("</tr>");
            }
            endTable();
        }
    }

    private void comparison() {
        Account original = account.part("original");
        boolean isServed = account.has("original");
        table("comparison", "With the filter, and without it", "what", "with", "without");
        compared("URL", isServed ? original.text("url") : "refused", account.text("received"));
        compared("scheme", isServed ? original.text("scheme") : "", received.scheme());
        compared("server name", isServed ? original.text("host") : "", String.valueOf(received.serverName()));
        compared("server port", isServed ? original.text("port") : "", String.valueOf(received.serverPort()));
        compared(
                "remote address",
                isServed ? original.text("clientAddress") : "",
                String.valueOf(received.peerAddress()));
        endTable();
    }

    private void compared(String name, String with, String without) {
        row(name).code(with).code(without).tag("</tr>");
    }

    private void hops() {
        List<Account> hops = account.parts("hops");
        if (!hops.isEmpty()) {
            table("hops", "Hops, the nearest first", "header", "node", "verdict");
            for (Account hop : hops) {
                String position = hop.text("position").equals("0") ? "" : ", value " + hop.text("position");
                row(hop.text("header") + position).code(hop.text("node")).element("td", hop.text("verdict"));
                page.tag("</tr>");
            }
            endTable();
        }
    }

    private void headers() {
        table("headers", "Header lines as they arrived", "header", "value", "verdict");
        String before = "";
        int index = 0;
        for (Account line : account.parts("headers")) {
            String name = line.text("name");
            index = name.equals(before) ? index + 1 : 0;
            before = name;
            row(name).tag("<td>");
            value(line.text("value"), raw(name, index));
            page.tag("</td>").element("td", line.text("verdict")).tag("</tr>");
        }
        endTable();
    }

    /** A line as it arrived; what is secret of it only as the account shows it. */
    private String raw(String name, int index) {
        List<String> lines = Collections.list(received.headers(name));
        return index < lines.size() ? lines.get(index) : "";
    }

    private void value(String shown, String raw) {
        if (shown.equals("…")) {
            page.element("code", shown);
        } else if (raw.length() <= LONG) {
            page.element("code", raw);
        } else {
            page.tag("<details><summary><code>").text(shown).tag("</code> (").number(raw.length());
            page.tag(" characters)</summary>").element("code", raw).tag("</details>");
        }
    }

    private void begin(String id, String title) {
        page.tag("<section aria-labelledby=\"")
                .tag(id)
                .tag("\"><h2 id=\"")
                .tag(id)
                .tag("\">")
                .tag(title)
                .tag("</h2>");
    }

    private void end() {
        page.tag("</section>");
    }

    private void table(String id, String title, String... columns) {
        begin(id, title);
        page.tag("<table aria-labelledby=\"").tag(id).tag("\"><thead><tr>");
        for (String column : columns) {
            page.tag("<th scope=\"col\">").tag(column).tag("</th>");
        }
        page.tag("</tr></thead><tbody>");
    }

    private Markup row(String name) {
        return page.tag("<tr><th scope=\"row\">").text(name).tag("</th>");
    }

    private void endTable() {
        page.tag("</tbody></table>");
        end();
    }
}
