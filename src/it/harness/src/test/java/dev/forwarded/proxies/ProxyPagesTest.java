package dev.forwarded.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the proxies show the recipes that are tested, and a table in which nothing is wrong. */
final class ProxyPagesTest {

    private static final Path INDEX = Tally.PAGE;

    /** The name of a recipe above the fenced block that shows it. */
    private static final Pattern SHOWN =
            Pattern.compile("`examples/proxies/([^`\\n]+)`:\n\n```[a-z]*\n(.*?\n)```\n", Pattern.DOTALL);

    private static final Pattern ROW =
            Pattern.compile("\\| \\[[^]]+]\\(([a-z0-9]+\\.md)\\) \\| [0-9., ]+ \\| ([0-9]+) \\| (.*) \\|");

    private static final Pattern SHARE = Pattern.compile("([0-9]+) of ([0-9]+)");

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> all() throws IOException {
        return files(INDEX.getParent()).stream()
                .filter(file -> !file.equals(INDEX))
                .toList();
    }

    /** Of proxies that a live test starts. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path page : all()) {
            if (!Files.readString(page).contains("\nFrom documentation, not tested live:")) {
                pages.add(page);
            }
        }
        return pages;
    }

    @Test
    void the_index_names_every_page() throws IOException {
        String index = Files.readString(INDEX);
        assertThat(all())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(index)
                        .containsAnyOf("](" + page.getFileName() + ")", "](" + page.getFileName() + "#"));
    }

    private static List<MatchResult> rows() throws IOException {
        List<MatchResult> rows = new ArrayList<>();
        for (String line : Files.readAllLines(INDEX)) {
            ROW.matcher(line).results().forEach(rows::add);
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_shows_each_recipe_as_it_is(Path page) throws IOException {
        List<MatchResult> shown =
                SHOWN.matcher(Files.readString(page)).results().toList();
        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(one ->
                        assertThat(one.group(2)).isEqualTo(Files.readString(Recipe.FOLDER.resolve(one.group(1)))));
    }

    @Test
    void every_recipe_is_shown_in_a_page() throws IOException {
        List<String> shown = new ArrayList<>();
        for (Path page : pages()) {
            SHOWN.matcher(Files.readString(page)).results().forEach(one -> shown.add(one.group(1)));
        }
        List<String> recipes = files(Recipe.FOLDER).stream()
                .filter(file -> !file.toString().endsWith(".http"))
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .map(file -> Recipe.FOLDER.relativize(file).toString())
                .toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(recipes);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_says_what_to_set_and_how_to_check(Path page) throws IOException {
        assertThat(Files.readString(page))
                .containsPattern("\n(profile|headers)=")
                .contains("\ntrustedProxies=")
                .contains("## What goes wrong otherwise", "## How to check")
                .contains("forwarded-filter-cli.jar explain ");
    }

    @Test
    void the_table_has_a_row_for_every_page() throws IOException {
        List<String> pages =
                pages().stream().map(page -> page.getFileName().toString()).toList();
        assertThat(rows()).extracting(row -> row.group(1)).containsAll(pages);
    }

    @Test
    void in_no_row_of_the_table_is_anything_wrong() throws IOException {
        assertThat(rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(Integer.parseInt(row.group(2))).isGreaterThanOrEqualTo(40);
            assertThat(SHARE.matcher(row.group(3)).results())
                    .hasSize(3)
                    .allSatisfy(share -> assertThat(share.group(1)).isEqualTo(share.group(2)));
        });
    }

    @Test
    void the_text_adds_the_table_up() throws IOException {
        int requests =
                rows().stream().mapToInt(row -> Integer.parseInt(row.group(2))).sum();
        assertThat(Files.readString(INDEX)).contains("\n" + Tally.SUM + requests + " live requests.\n");
    }

    @ParameterizedTest
    @FieldSource("DIFFERENCES")
    void a_page_tells_every_difference(Difference difference) throws IOException {
        String row = "| [" + difference.proxy() + "](";
        String line = Files.readAllLines(INDEX).stream()
                .filter(one -> one.startsWith(row))
                .findFirst()
                .orElseThrow();
        String page = line.substring(row.length(), line.indexOf(')'));
        assertThat(Files.readString(INDEX.resolveSibling(page))).contains(difference.reason());
    }

    static final List<Difference> DIFFERENCES = Difference.ALL;
}
