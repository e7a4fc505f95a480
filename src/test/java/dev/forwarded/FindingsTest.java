package dev.forwarded;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of findings: each has a stable id, can happen, and stands in {@code docs/troubleshooting.md}. */
final class FindingsTest {

    /** Of the settings alone. */
    private static final String SETTINGS = """
            trusts-everybody; trustedProxies=all
            trusts-widely; trustedProxies=10.0.0.0/7
            hops-alone; hops=1
            secret-alone; trustedSecret=X-Proxy-Secret=0123456789abcdef
            report-mode; mode=report
            profile-without-trust; profile=nginx
            host-unguarded; trustedProxies=10.0.0.0/8
            """;

    /** Said by the summary line. */
    private static final Set<String> ELSEWHERE = Set.of("name-the-family");

    /** Of the servlet container and its filters, said by the filter alone. */
    private static final Set<String> OF_THE_FILTER =
            Set.of("session-cookie-insecure", "server-believes", "second-instance");

    private record Row(String symptom, String id, String cause, String fix) {}

    @TestFactory
    Stream<DynamicTest> requests_bring_it_about() {
        return FindingCases.REQUESTS
                .lines()
                .map(line -> line.split("; ", -1))
                .map(cells -> dynamicTest(cells[0], () -> {
                    Map<String, String> settings = settings(cells[1].replace("REWRITTEN", ""));
                    String peer = settings.getOrDefault("peer", "127.0.0.1");
                    settings.remove("peer");
                    ReceivedRequest received = received(cells, peer);
                    Explanation explanation = ForwardedResolver.builder()
                            .settings(settings)
                            .build()
                            .explain(cells[1].equals("REWRITTEN") ? rewritten(received) : received);
                    assertThat(explanation.findings()).extracting(Finding::id).contains(cells[0]);
                    assertThat(explanation.findings()).allSatisfy(FindingsTest::isFilled);
                }));
    }

    private static ReceivedRequest received(String[] cells, String peer) {
        StringBuilder head = new StringBuilder("GET / HTTP/1.1\r\n");
        for (int i = 2; i < cells.length; i++) {
            head.append(cells[i].replace("MANY", "10.0.0.1" + ",127.0.0.1".repeat(70)))
                    .append("\r\n");
        }
        return RequestHead.parse(head.toString()).peer(peer, 40112);
    }

    private static ReceivedRequest rewritten(ReceivedRequest received) {
        return (ReceivedRequest) Proxy.newProxyInstance(
                ReceivedRequest.class.getClassLoader(),
                new Class<?>[] {ReceivedRequest.class},
                (proxy, method, args) -> method.getName().equals("isRewritten") ? true : method.invoke(received, args));
    }

    @TestFactory
    Stream<DynamicTest> settings_bring_it_about() {
        return SETTINGS.lines()
                .map(line -> line.split("; ", -1))
                .map(cells -> dynamicTest(cells[0], () -> {
                    List<Finding> warnings = ForwardedResolver.builder()
                            .settings(settings(cells[1]))
                            .build()
                            .warnings();
                    assertThat(warnings).extracting(Finding::id).contains(cells[0]);
                    assertThat(warnings).allSatisfy(FindingsTest::isFilled);
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profile-without-trust | profile=nginx hops=1",
                "profile-without-trust | profile=nginx trustedSecret=X-Secret=0123456789abcdef",
                "profile-without-trust | profile=nginx trustedProxies=10.0.0.1",
                "host-unguarded | trustedProxies=10.0.0.1 fields=for,proto,host",
                "host-unguarded | trustedProxies=10.0.0.1 profile=nginx",
                "host-unguarded | trustedProxies=10.0.0.1 allowedHosts=shop.example.com",
                "host-unguarded | trustedProxies=10.0.0.1 headers=x-forwarded hops=host=0",
                "trusts-widely | trustedProxies=10.0.0.0/8"
            })
    void settings_beside_it_take_a_warning_back(String id, String settings) {
        assertThat(ForwardedResolver.builder()
                        .settings(settings(settings))
                        .build()
                        .warnings())
                .extracting(Finding::id)
                .doesNotContain(id);
    }

    @Test
    void hops_alone_that_believe_nobody_are_no_risk() {
        assertThat(ForwardedResolver.builder().hops(0).build().warnings()).isEmpty();
    }

    @Test
    void the_line_at_start_up_says_when_nobody_is_believed_and_what_is_pinned() {
        assertThat(ForwardedResolver.builder().hops(0).build().summary()).startsWith("trusted: nobody (hops=0); ");
        assertThat(ForwardedResolver.builder().trustedProxies("").build().summary())
                .startsWith("trusted: nobody; ");
        assertThat(ForwardedResolver.builder()
                        .publicUrl("https://shop.example.com")
                        .build()
                        .summary())
                .contains("), under publicUrl=https://shop.example.com; ");
    }

    @Test
    void the_summary_line_asks_to_name_the_family() {
        assertThat(ForwardedResolver.builder().build().summary()).endsWith("[name-the-family]");
        assertThat(ForwardedResolver.builder().headers("forwarded").build().summary())
                .doesNotContain("[");
    }

    /** Settings that are written with a space between them. */
    static Map<String, String> settings(String words) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
            settings.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return settings;
    }

    /** No slot of a template is left over, and the parts make sentences when they are put together. */
    private static void isFilled(Finding finding) {
        assertThat(finding.toString()).doesNotContain("{}").endsWith(" [" + finding.id() + "]");
        assertThat(finding.sentence()).isNotBlank().doesNotEndWith(".");
        assertThat(finding.fix()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void every_finding_of_the_catalogue_is_brought_about() {
        Set<String> tried = Stream.concat(FindingCases.REQUESTS.lines(), SETTINGS.lines())
                .map(line -> line.substring(0, line.indexOf(';')))
                .collect(toCollection(TreeSet::new));
        tried.addAll(ELSEWHERE);
        assertThat(tried).isEqualTo(ids());
    }

    private static Set<String> ids() {
        return Stream.of(FindingKind.values()).map(FindingKind::id).collect(toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource(FindingKind.class)
    void an_id_is_the_name_in_kebab_case(FindingKind problem) {
        assertThat(problem.id())
                .isEqualTo(problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void ids_are_unique() {
        assertThat(ids()).hasSameSizeAs(FindingKind.values());
    }

    @Test
    void the_page_on_troubleshooting_has_every_finding_and_no_other() throws IOException {
        Set<String> told = rows().stream().map(Row::id).collect(toCollection(TreeSet::new));
        Set<String> all = ids();
        all.addAll(OF_THE_FILTER);
        assertThat(told).isEqualTo(all);
    }

    @Test
    void every_row_of_the_page_has_a_symptom_a_cause_and_a_fix() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            assertThat(row.symptom).isNotBlank();
            assertThat(row.cause).endsWith(".");
            assertThat(row.fix).endsWith(".");
        });
    }

    @Test
    void the_page_has_the_words_that_people_search_for() throws IOException {
        assertThat(Files.readString(page()))
                .contains("Redirect loop", "http instead of https", "Wrong port", "Internal host in links")
                .contains("`getRemoteAddr()` is the proxy's address", "`isSecure()` is false", "400 for health checks");
    }

    private static Path page() {
        return Path.of("docs/troubleshooting.md").toAbsolutePath();
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(page());
        for (String line : lines.subList(lines.indexOf("## Every finding"), lines.size())) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("| ") && !cells[2].strip().equals("id")) {
                assertThat(cells).as(line).hasSize(6);
                String id = cells[2].strip();
                assertThat(id).startsWith("`").endsWith("`");
                rows.add(new Row(
                        cells[1].strip(), id.substring(1, id.length() - 1), cells[3].strip(), cells[4].strip()));
            }
        }
        return rows;
    }
}
