package dev.forwarded.servlet;

import java.util.ArrayList;
import java.util.List;

/**
 * The way of a request as a picture, SVG without script: the outermost node that was looked at above, the application
 * below. Every stop says in words what its sign and colour say.
 */
final class ChainPicture {

    private static final int WIDTH = 340;
    private static final int TEXT_LEFT = 44;
    private static final int LINE = 17;
    private static final int GAP = 22;

    /** About as many letters as fit beside the signs; a text of more lines than that ends in dots. */
    private static final int LETTERS = 36;

    private static final int LINES = 4;

    /** The signs, around the middle of their circle. */
    private static final String YES = "<path class=\"sign\" d=\"M-5 0l4 4 7-8\"/>";

    private static final String NO = "<path class=\"sign\" d=\"M-4-4l8 8m0-8l-8 8\"/>";
    private static final String DOTS = "<path class=\"sign\" d=\"M-5 0h1m4 0h1m4 0h1\"/>";
    private static final String PERSON = "<path class=\"sign\" d=\"M0-6a3 3 0 1 0 .1 0zM-5 6a5 4 0 0 1 10 0z\"/>";
    private static final String BOX = "<path class=\"sign\" d=\"M-5-4h10v8h-10z\"/>";

    /** How a stop is drawn. */
    private enum Kind {
        CLIENT("client", PERSON),
        BELIEVED("believed", YES),
        REFUSED("refused", NO),
        UNREAD("unread", DOTS),
        APPLICATION("application", BOX);

        final String style;
        final String sign;

        Kind(String style, String sign) {
            this.style = style;
            this.sign = sign;
        }
    }

    private record Stop(Kind kind, String title, String name, String reason) {}

    private final List<Stop> stops = new ArrayList<>();
    private final Markup svg;

    private ChainPicture(Markup svg) {
        this.svg = svg;
    }

    /**
     * Draws the hops that one header names.
     *
     * @param id of the elements that say what it is, which are two
     */
    static void draw(Markup page, String id, Account account, List<Account> hops) {
        ChainPicture picture = new ChainPicture(page);
        List<Account> outermostFirst = new ArrayList<>(hops);
        boolean hasMore =
                !hops.isEmpty() && hops.get(hops.size() - 1).text("position").equals("0");
        if (hasMore) {
            outermostFirst.remove(hops.size() - 1);
            picture.stops.add(stop(hops.get(hops.size() - 1)));
        }
        for (int i = outermostFirst.size() - 1; i >= 0; i--) {
            picture.stops.add(stop(outermostFirst.get(i)));
        }
        picture.peer(account, hops.stream().anyMatch(hop -> hop.text("role").equals("client")));
        picture.stops.add(new Stop(Kind.APPLICATION, "This application", account.text("received"), ""));
        picture.draw(id);
    }

    private static Stop stop(Account hop) {
        Kind kind = kind(hop.text("role"));
        String title = switch (kind) {
            case CLIENT -> "Client, believed";
            case BELIEVED -> "Proxy, believed";
            case REFUSED -> "Refused";
            default -> "Not looked at";
        };
        return new Stop(kind, title, hop.text("node"), hop.text("verdict"));
    }

    private static Kind kind(String role) {
        return switch (role) {
            case "client" -> Kind.CLIENT;
            case "believed" -> Kind.BELIEVED;
            case "refused" -> Kind.REFUSED;
            default -> Kind.UNREAD;
        };
    }

    private void peer(Account account, boolean isClientNamed) {
        Account peer = account.part("peer");
        boolean isTrusted = peer.is("trusted");
        boolean isClient = !isClientNamed && !account.has("rejected");
        String title = isTrusted ? "Direct neighbour, believed" : "Direct neighbour, not believed";
        stops.add(new Stop(
                isTrusted ? Kind.BELIEVED : Kind.REFUSED,
                isClient ? title + ": client" : title,
                peer.text("address"),
                peer.text("verdict")));
    }

    private void draw(String id) {
        List<List<String>> texts = stops.stream().map(ChainPicture::lines).toList();
        int height = texts.stream().mapToInt(lines -> lines.size() * LINE + GAP).sum();
        svg.tag("<svg role=\"img\" viewBox=\"0 0 ")
                .number(WIDTH)
                .tag(" ")
                .number(height)
                .tag("\" width=\"");
        svg.number(WIDTH)
                .tag("\" height=\"")
                .number(height)
                .tag("\" aria-labelledby=\"")
                .tag(id)
                .tag("t ")
                .tag(id);
        svg.tag("d\"><title id=\"")
                .tag(id)
                .tag("t\">The way of the request</title><desc id=\"")
                .tag(id)
                .tag("d\">");
        stops.forEach(stop -> svg.text(stop.title + ": " + stop.name + ". "));
        svg.tag("</desc>");
        int top = 0;
        for (int i = 0; i < stops.size(); i++) {
            int next = top + texts.get(i).size() * LINE + GAP;
            draw(stops.get(i), texts.get(i), top, i + 1 < stops.size() ? next : top);
            top = next;
        }
        svg.tag("</svg>");
    }

    private void draw(Stop stop, List<String> lines, int top, int next) {
        svg.tag("<g class=\"").tag(stop.kind.style).tag("\">");
        if (next > top) {
            svg.tag("<path class=\"way\" d=\"M18 ")
                    .number(top + 26)
                    .tag("V")
                    .number(next - 4)
                    .tag("m-4-5l4 5 4-5\"/>");
        }
        svg.tag("<g transform=\"translate(18 ")
                .number(top + 13)
                .tag(")\"><circle r=\"12\"/>")
                .tag(stop.kind.sign);
        svg.tag("</g><text>");
        for (int i = 0; i < lines.size(); i++) {
            svg.tag("<tspan x=\"")
                    .number(TEXT_LEFT)
                    .tag("\" y=\"")
                    .number(top + 13 + i * LINE)
                    .tag("\"");
            svg.tag(i == 0 ? " class=\"what\">" : ">").text(lines.get(i)).tag("</tspan>");
        }
        svg.tag("</text></g>");
    }

    private static List<String> lines(Stop stop) {
        List<String> lines = new ArrayList<>(List.of(stop.title));
        wrap(stop.name, lines);
        wrap(stop.reason, lines);
        return lines;
    }

    private static void wrap(String text, List<String> lines) {
        String rest = text;
        for (int line = 1; !rest.isEmpty(); line++) {
            int end = rest.length() <= LETTERS ? rest.length() : end(rest);
            boolean isCut = line == LINES && end < rest.length();
            lines.add(rest.substring(0, end) + (isCut ? "…" : ""));
            rest = isCut ? "" : rest.substring(end).strip();
        }
    }

    /** Where a long text is broken: behind a space, comma or equals sign, and anywhere if there is none. */
    private static int end(String text) {
        for (int end = LETTERS; end > LETTERS / 3; end--) {
            char c = text.charAt(end - 1);
            if (c == ' ' || c == ',' || c == '=' || text.charAt(end) == ' ') {
                return end;
            }
        }
        return LETTERS;
    }
}
