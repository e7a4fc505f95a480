package dev.forwarded.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.OwnWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every target under Jazzer, for {@code -Dfuzz.seconds} each, in a JVM of its own; {@code -Dfuzz.targets} is a regular
 * expression for their names. A run fails on a finding, and when the coverage shows that the library was not
 * instrumented: a fuzzer that sees nothing finds nothing, and looks content.
 */
final class FuzzRun {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 30);

    /** As many inputs, and the same ones in every build; -1 and 0 for a search that goes on, and elsewhere. */
    private static final int RUNS = Integer.getInteger("fuzz.runs", 4000);

    private static final int SEED = Integer.getInteger("fuzz.seed", 7239);

    private static final String TARGETS = System.getProperty("fuzz.targets", ".*");

    private static final Path FOLDER =
            Path.of(System.getProperty("fuzz.folder", "target/fuzz")).toAbsolutePath();

    private static final Pattern COVERAGE = Pattern.compile("#(\\d+)\\s+(\\w+)\\s+cov: (\\d+)");

    @TestFactory
    Stream<DynamicTest> a_target_finds_nothing_and_sees_the_library() {
        return FuzzTargets.FLOORS.entrySet().stream()
                .filter(target -> target.getKey().matches(TARGETS))
                .map(target ->
                        DynamicTest.dynamicTest(target.getKey(), () -> fuzz(target.getKey(), target.getValue())));
    }

    private static void fuzz(String target, int floor) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(FOLDER.resolve(target));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        int number = 0;
        for (byte[] seed : FuzzTargets.seeds(target)) {
            Files.write(seeds.resolve("seed-" + number++), seed);
        }
        for (Path finding : FuzzTargets.findings(target)) {
            Files.write(seeds.resolve("finding-" + number++), Files.readAllBytes(finding));
        }
        Path dictionary = Files.write(folder.resolve("dictionary.txt"), dictionary());
        Path log = folder.resolve("log.txt");
        Process jazzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=dev.forwarded." + target,
                        "--instrumentation_includes=dev.forwarded.**",
                        // What is measured is the library, not the tests.
                        "--instrumentation_excludes=dev.forwarded.fuzz.**:dev.forwarded.oracle.**",
                        "--custom_hook_includes=dev.forwarded.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-dict=" + dictionary,
                        "-max_total_time=" + SECONDS,
                        "-runs=" + RUNS,
                        "-seed=" + SEED,
                        "-max_len=2000",
                        "-timeout=60",
                        corpus.toString(),
                        seeds.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status = jazzer.waitFor();
        String said = Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        Coverage coverage = coverage(said);
        System.out.println(target + ": " + coverage.executions + " executions, coverage " + coverage.first + " to "
                + coverage.last + ", status " + status);
        assertThat(status)
                .as("%s%n%s", log, said.substring(Math.max(0, said.length() - 4000)))
                .isZero();
        assertThat(said).as("what was instrumented").contains("INFO: Instrumented dev.forwarded.");
        assertThat(coverage.last)
                .as("edges that the fuzzer of %s sees, see %s", target, log)
                .isGreaterThan(floor);
        assertThat(coverage.last).as("coverage grows in %s", log).isGreaterThan(coverage.first);
    }

    /** Edges after the first input and in the end. */
    private record Coverage(long executions, int first, int last) {}

    private static Coverage coverage(String log) {
        Coverage coverage = new Coverage(0, 0, 0);
        for (Matcher line = COVERAGE.matcher(log); line.find(); ) {
            int edges = Integer.parseInt(line.group(3));
            int first = coverage.executions == 0 ? edges : coverage.first;
            coverage = new Coverage(Long.parseLong(line.group(1)), first, edges);
        }
        return coverage;
    }

    private static List<String> dictionary() throws IOException {
        List<String> words = new ArrayList<>(OwnWords.all());
        words.addAll(OwnWords.quoted(Files.readString(Path.of("src/main/java/dev/forwarded/FindingKind.java"))));
        return words.stream().map(FuzzRun::entry).toList();
    }

    private static String entry(String word) {
        StringBuilder entry = new StringBuilder("\"");
        for (byte b : word.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            boolean plain = b >= ' ' && b < 0x7f && b != '"' && b != '\\';
            entry.append(plain ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xff));
        }
        return entry.append('"').toString();
    }
}
