package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.PublicApi;
import dev.forwarded.internal.settings.Profile;
import dev.forwarded.internal.settings.Setting;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written elsewhere of the settings and profiles is what their tables in the code say: a setting that is added
 * there needs no second hand here. So is the list of what others may call, so that no change to it goes unseen. {@code -Dforwarded.golden=write} writes the files instead of comparing them.
 */
final class GoldenFilesTest {

    private static final boolean WRITES =
            System.getProperty("forwarded.golden", "").equals("write");

    private static final Path METADATA =
            Path.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json");

    /** What a release promises to keep. */
    private static final Path API = Path.of("src/api/public.txt");

    /** Settings whose first words stand for what the user writes, as {@code host} for a host. */
    private static final List<String> WITHOUT_HINTS = List.of("allowedHosts");

    private static final String END_OF_TABLE = "\n\n";

    /** A file, as it is and as it is to be. */
    private record Golden(Path path, String is, String shall) {

        @Override
        public String toString() {
            return path.toString();
        }
    }

    static Stream<Golden> files() throws IOException {
        return Stream.of(
                new Golden(METADATA, Files.readString(METADATA), metadata()),
                new Golden(API, Files.readString(API), PublicApi.text()),
                page(
                        "docs/settings.md",
                        "| setting | values | default | meaning |\n|---|---|---|---|\n",
                        settingRows()),
                page("docs/profiles.md", "| profile | settings | reason |\n|---|---|---|\n", profileRows()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_says_what_the_code_says(Golden file) throws IOException {
        if (WRITES) {
            Files.writeString(file.path, file.shall);
        } else {
            assertThat(file.is)
                    .as("%s; docs/development.md has the command that writes it", file)
                    .isEqualTo(file.shall);
        }
    }

    /** A page with the rows of one table replaced. */
    private static Golden page(String name, String head, Stream<String> rows) throws IOException {
        Path path = Path.of(name);
        String text = Files.readString(path);
        int start = text.indexOf(head) + head.length();
        assertThat(start).as("the table of %s", name).isGreaterThan(head.length());
        String end = text.substring(text.indexOf(END_OF_TABLE, start));
        return new Golden(path, text, text.substring(0, start) + rows.collect(Collectors.joining("\n")) + end);
    }

    private static Stream<String> settingRows() {
        return Setting.all().stream().map(setting -> {
            String standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
            return "| `%s` | %s | %s | %s |".formatted(setting.key(), setting.words(), standard, setting.meaning());
        });
    }

    private static Stream<String> profileRows() {
        return Profile.ALL.stream().map(profile -> {
            String settings = profile.settings().entrySet().stream()
                    .map(setting -> "`" + setting.getKey() + "=" + setting.getValue() + "`")
                    .collect(Collectors.joining(" "));
            return "| `%s` | %s | %s |".formatted(profile.name(), settings, profile.reason());
        });
    }

    private static String metadata() {
        return """
                {
                  "properties": [
                %s
                  ],
                  "hints": [
                %s
                  ]
                }
                """.formatted(
                        lines(Setting.all().stream()
                                .filter(setting -> !setting.standard().isEmpty())
                                .map(GoldenFilesTest::property)),
                        lines(Setting.all().stream()
                                .filter(setting -> !hints(setting).isEmpty())
                                .map(GoldenFilesTest::hint)));
    }

    private static String lines(Stream<String> objects) {
        return objects.map(object -> "    " + object).collect(Collectors.joining(",\n"));
    }

    private static String property(Setting<?> setting) {
        boolean isList = types().get(setting.key()).equals(List.class.getName() + "<" + String.class.getName() + ">");
        String standard = isList
                ? Stream.of(setting.standard().split(","))
                        .map(GoldenFilesTest::quoted)
                        .collect(Collectors.joining(", ", "[", "]"))
                : quoted(setting.standard());
        return "{\"name\": %s, \"type\": %s, \"defaultValue\": %s}"
                .formatted(quoted(PropertyNames.of(setting.key())), quoted(types().get(setting.key())), standard);
    }

    private static Map<String, String> types() {
        return Stream.of(ForwardedProperties.class.getRecordComponents())
                .collect(Collectors.toMap(
                        RecordComponent::getName,
                        component -> component.getGenericType().getTypeName()));
    }

    private static String hint(Setting<?> setting) {
        List<String> hints = hints(setting);
        boolean takesMore = !setting.equals(Setting.PROFILE)
                && hints.size() < words(setting).size();
        return "{\"name\": %s, \"values\": [%s]%s}"
                .formatted(
                        quoted(PropertyNames.of(setting.key())),
                        hints.stream()
                                .map(word -> "{\"value\": " + quoted(word) + "}")
                                .collect(Collectors.joining(", ")),
                        takesMore ? ", \"providers\": [{\"name\": \"any\"}]" : "");
    }

    /** The words that are written as they stand. */
    private static List<String> hints(Setting<?> setting) {
        if (setting.equals(Setting.PROFILE)) {
            return Profile.ALL.stream().map(Profile::name).toList();
        }
        boolean hasNone = WITHOUT_HINTS.contains(setting.key());
        return words(setting).stream()
                .filter(word -> !hasNone && word.matches("[a-z-]+"))
                .toList();
    }

    private static List<String> words(Setting<?> setting) {
        return List.of(setting.words().split(", "));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
