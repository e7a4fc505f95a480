package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader needs from the pages as a whole: symptoms in two clicks, no type and no block of code that is not true. */
final class PagesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern PUBLIC = Pattern.compile(
            "(?m)^public (?:final |abstract |sealed )*(?:class|record|interface|enum|@interface) (\\w+)");
    private static final Pattern CONFORMING =
            Pattern.compile("(?m)^\\|.*\\| `(\\w+)(?:\\.(\\w+))?`(?:: ([^|]+))? \\|$");

    /** The words of the person who has the trouble, and where the way must end. */
    private static final String SYMPTOMS = """
            redirects go to http           | docs/stories/redirect-loop.md
            login loop                     | docs/stories/oauth-login.md
            all clients have the proxy's address | docs/troubleshooting.md
            wrong port 8080 in links       | docs/troubleshooting.md
            400 after adding the filter    | docs/troubleshooting.md
            Traefik in Docker, with changing addresses | docs/proxies/docker.md
            Kubernetes ingress             | docs/proxies/kubernetes-ingress-nginx.md
            CloudFront in front of an ALB  | docs/proxies/aws.md
            Cloud Run                      | docs/proxies/cloud-run.md
            links show an internal host    | docs/stories/host-not-preserved.md
            session is lost                | docs/stories/session-cookie.md
            path prefix is missing         | docs/stories/stripped-prefix.md
            """;

    private static List<String> lines(Path page) throws IOException {
        return Files.readAllLines(page);
    }

    private static List<Path> targets(Path page, String line) {
        return LINK.matcher(line.replace("](#", "](" + page.getFileName() + "#"))
                .results()
                .map((MatchResult link) -> page.resolveSibling(link.group(1)).normalize())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> a_symptom_is_found_in_two_clicks_by_its_own_words() {
        return SYMPTOMS.lines()
                .map(line -> line.split("\\|"))
                .map(cells -> dynamicTest(cells[0].strip(), () -> {
                    Path end = ROOT.resolve(cells[1].strip());
                    assertThat(ends(ROOT.resolve("README.md"), cells[0].strip(), 2))
                            .contains(end);
                }));
    }

    /** Where links of lines with these words lead; the first click may be any link of the start page. */
    private static List<Path> ends(Path page, String words, int clicks) throws IOException {
        List<Path> ends = new ArrayList<>();
        for (String line : lines(page)) {
            List<Path> targets = targets(page, line);
            if (line.toLowerCase(java.util.Locale.ROOT).contains(words.toLowerCase(java.util.Locale.ROOT))) {
                ends.addAll(targets);
            }
            for (Path target : targets) {
                if (clicks > 1 && target.toString().endsWith(".md") && Files.exists(target)) {
                    ends.addAll(ends(target, words, clicks - 1));
                }
            }
        }
        return ends;
    }

    @Test
    void every_public_type_is_named_in_a_page_and_promised_in_one() throws IOException {
        String pages = text(DocsPages.all());
        String promised = Files.readString(ROOT.resolve("docs/compatibility.md"));
        assertThat(publicTypes()).hasSizeGreaterThan(10).allSatisfy(type -> {
            assertThat(pages).contains("`" + type + "`");
            assertThat(promised).contains("`" + type + "`");
        });
    }

    private static List<String> publicTypes() throws IOException {
        List<String> types = new ArrayList<>();
        for (String folder : List.of("", "servlet", "spring")) {
            try (Stream<Path> files = Files.list(ROOT.resolve("src/main/java/dev/forwarded/" + folder))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    PUBLIC.matcher(Files.readString(file)).results().forEach(type -> types.add(type.group(1)));
                }
            }
        }
        return types;
    }

    private static String text(List<Path> pages) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path page : pages) {
            text.append(Files.readString(page));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("dev.forwarded.DocsPages#all")
    void a_block_of_xml_is_well_formed(Path page) throws Exception {
        for (String block : blocks(page, "xml")) {
            String text = "<all>" + block.replaceFirst("^<\\?xml.*?\\?>", "") + "</all>";
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.forwarded.DocsPages#all")
    void a_block_of_settings_is_understood(Path page) throws IOException {
        for (String block : blocks(page, "properties")) {
            Map<String, String> settings = settings(block);
            settings.keySet().removeIf(key -> key.startsWith("forwarded.") || key.contains(".") || key.startsWith("#"));
            assertThat(ForwardedResolver.builder().settings(settings).build()).isNotNull();
        }
    }

    private static Map<String, String> settings(String block) {
        return block.lines()
                .filter(line -> line.contains("="))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(
                        setting -> setting[0], setting -> setting[1], (one, other) -> other, LinkedHashMap::new));
    }

    private static List<String> blocks(Path page, String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```")
                .matcher(Files.readString(page))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> every_deviation_has_the_test_that_the_page_names() throws IOException {
        return CONFORMING
                .matcher(Files.readString(ROOT.resolve("docs/conformance.md")))
                .results()
                .map((MatchResult row) -> dynamicTest(row.group(1) + " " + row.group(3), () -> {
                    String test = source(row.group(1));
                    String held = row.group(3) == null ? " " + row.group(2) + "(" : " " + row.group(3) + " | ";
                    assertThat(test).containsAnyOf(held, " " + row.group(3) + "\n");
                }));
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("src/test/java"))) {
            return Files.readString(files.filter(file -> file.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @TestFactory
    Stream<DynamicTest> a_picture_says_what_it_shows_has_a_dark_side_and_needs_nothing_else() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/img"))) {
            List<Path> pictures =
                    files.filter(file -> file.toString().endsWith(".svg")).toList();
            return pictures.stream()
                    .map(picture -> dynamicTest(picture.getFileName() + "", () -> {
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(picture.toFile());
                        assertThat(Files.readString(picture))
                                .contains("<title id=", "<desc id=", "prefers-color-scheme: dark", "viewBox")
                                .doesNotContain("href", "url(", "@import", "@font-face", "<script");
                    }));
        }
    }

    @Test
    void the_readme_counts_the_live_requests_of_the_page_of_the_proxies() throws IOException {
        String proxies = Files.readString(ROOT.resolve("docs/proxies/README.md"));
        int end = proxies.indexOf(" live requests.\n");
        String total = proxies.substring(proxies.lastIndexOf(' ', end - 1) + 1, end);
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("| " + total + ": every URL");
    }
}
