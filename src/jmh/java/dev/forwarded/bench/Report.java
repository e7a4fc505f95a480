package dev.forwarded.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what was measured: the table between the marks of {@code performance.md}, and the picture beside it. */
final class Report {

    private static final String BEGIN = "<!-- results: begin -->\n";
    private static final String END = "<!-- results: end -->\n";

    private static final List<Scenario> DRAWN =
            List.of(Scenario.NONE, Scenario.XFP, Scenario.XFF3, Scenario.FWD1, Scenario.FWD3, Scenario.HOSTILE8K);
    private static final List<String> BARS = List.of("floor", "ours", "jetty", "tomcat", "spring");

    private static final int LEFT = 210;
    private static final int WIDTH = 640;
    private static final int BAR = 13;

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    void write(Path docs) throws IOException {
        Path page = docs.resolve("performance.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        Files.writeString(page, text.substring(0, begin) + table() + text.substring(end));
        Files.writeString(docs.resolve("img/performance.svg"), picture());
    }

    /** Times in nanoseconds, and in brackets the bytes beyond those of the application. */
    private String table() {
        String head = "| request | " + String.join(" | ", Candidate.ALL) + " | of floor | of Jetty | forks |\n";
        String rule = "|---|" + "--:|".repeat(Candidate.ALL.size() + 3) + "\n";
        return Stream.of("all", "url")
                        .filter(reads -> !rows(reads).isEmpty())
                        .map(reads -> "\n" + (reads.equals("all") ? "All getters are read:" : "The URL alone is read:")
                                + "\n\n" + head + rule + rows(reads))
                        .collect(Collectors.joining())
                + "\n";
    }

    private String rows(String reads) {
        return Stream.of(Scenario.values())
                .filter(scenario -> results.forks(scenario, "ours", reads) > 0)
                .map(scenario -> row(scenario, reads))
                .collect(Collectors.joining());
    }

    private String row(Scenario scenario, String reads) {
        String cells = Candidate.ALL.stream()
                .map(candidate -> cell(scenario, candidate, reads))
                .collect(Collectors.joining(" | "));
        return "| " + scenario.words + " | " + cells + " | " + ratio(scenario, "floor", reads) + " | "
                + ratio(scenario, "jetty", reads) + " | " + results.forks(scenario, "ours", reads) + " |\n";
    }

    private String cell(Scenario scenario, String candidate, String reads) {
        OptionalDouble time = results.nanoseconds(scenario, candidate, reads);
        OptionalDouble bytes = results.bytes(scenario, candidate, reads);
        OptionalDouble application = ofApplication(candidate.startsWith("jetty") ? "jetty-none" : "none", reads);
        return time.isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%,.0f (%,d)",
                        time.getAsDouble(),
                        Math.round(bytes.orElse(0) - application.orElse(bytes.orElse(0))));
    }

    /** The bytes of the application, which are the same for every request. */
    private OptionalDouble ofApplication(String candidate, String reads) {
        return Stream.of(Scenario.values())
                .map(scenario -> results.bytes(scenario, candidate, reads))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private String ratio(Scenario scenario, String other, String reads) {
        OptionalDouble ours = results.nanoseconds(scenario, "ours", reads);
        OptionalDouble theirs = results.nanoseconds(scenario, other, reads);
        return ours.isEmpty() || theirs.isEmpty()
                ? "–"
                : String.format(Locale.ROOT, "%.2f", ours.getAsDouble() / theirs.getAsDouble());
    }

    private String picture() {
        StringBuilder drawn = new StringBuilder();
        int y = 46;
        for (Scenario scenario : DRAWN) {
            y = bars(scenario, y, drawn);
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="t d">
                <title id="t">Time of one request, by filter</title>
                <desc id="d">Bars on a logarithmic scale: the floor, this filter, Jetty's customizer, Tomcat's and Spring's filter</desc>
                <style>
                text { font: 12px sans-serif; fill: #1f2328 }
                .name { font-weight: bold }
                .other { fill: #afb8c1 }
                .ours { fill: #0969da }
                @media (prefers-color-scheme: dark) {
                  text { fill: #e6edf3 }
                  .other { fill: #57606a }
                  .ours { fill: #58a6ff }
                }
                </style>
                <text x="8" y="20">Nanoseconds a request, the application's getters included; logarithmic, shorter is better</text>
                %3$s</svg>
                """.formatted(WIDTH, y, drawn);
    }

    private int bars(Scenario scenario, int top, StringBuilder drawn) {
        int y = top;
        drawn.append(text("name", 8, y, scenario.words));
        y += 6;
        for (String candidate : BARS) {
            OptionalDouble time = results.nanoseconds(scenario, candidate, "all");
            if (time.isPresent()) {
                double length = 75 * Math.log10(Math.max(time.getAsDouble(), 20) / 10);
                drawn.append(text("label", 40, y + BAR - 3, label(candidate)))
                        .append(String.format(
                                Locale.ROOT,
                                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"%d\"/>%n",
                                candidate.equals("ours") ? "ours" : "other",
                                LEFT,
                                y + 1,
                                length,
                                BAR - 2))
                        .append(text(
                                "value",
                                LEFT + (int) length + 6,
                                y + BAR - 3,
                                String.format(Locale.ROOT, "%,.0f", time.getAsDouble())));
                y += BAR;
            }
        }
        return y + 22;
    }

    private static String label(String candidate) {
        return switch (candidate) {
            case "ours" -> "Forwarded Filter";
            case "floor" -> "floor";
            case "jetty" -> "Jetty's customizer";
            case "tomcat" -> "Tomcat's RemoteIpFilter";
            default -> "Spring's filter";
        };
    }

    private static String text(String type, int x, int y, String words) {
        return String.format(Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", type, x, y, words);
    }
}
