package dev.forwarded.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every pair of a scenario and a candidate, those of one scenario side by side and each in a JVM of its own, as
 * often as there are rounds; then writes the table and the picture of {@code docs/performance.md}.
 *
 * <p>Arguments are {@code key=value}: {@code scenarios}, {@code candidates} and {@code reads} (comma-separated),
 * {@code rounds}, {@code warmup} and {@code measured} (seconds), {@code results} (a file, added to), {@code report} (the folder of the page; none if empty);
 * {@code quick} is one short round of a few of them, without a report. {@code end-to-end} and {@code start-up} are
 * measurements of their own.
 */
public final class Bench {

    /** Iterations a second: the least disturbed of many short ones counts. */
    private static final int PARTS = 5;

    private static final Map<String, String> FULL = Map.of(
            "scenarios", Stream.of(Scenario.values()).map(Scenario::word).collect(Collectors.joining(",")),
            "candidates", String.join(",", Candidate.ALL),
            "reads", "all,url",
            "rounds", "3",
            "warmup", "8",
            "measured", "5",
            "results", "target/bench/results.json",
            "report", "docs");

    private static final Map<String, String> QUICK = Map.of(
            "scenarios", "none,xfp,fwd1",
            "candidates", "none,floor,ours",
            "reads", "all",
            "rounds", "1",
            "warmup", "5",
            "measured", "3",
            "results", "target/bench/quick.json",
            "report", "");

    private final Map<String, String> settings;
    private final Results results;

    private Bench(Map<String, String> settings) throws IOException {
        this.settings = settings;
        results = Results.in(Path.of(settings.get("results")));
    }

    /** Takes the arguments above. */
    public static void main(String[] arguments) throws Exception {
        List<String> words =
                Stream.of(arguments).filter(word -> !word.isEmpty()).toList();
        if (words.contains("end-to-end")) {
            EndToEnd.main(words.toArray(String[]::new));
        } else if (words.contains("start-up")) {
            StartUp.main();
        } else {
            Map<String, String> settings = new HashMap<>(words.contains("quick") ? QUICK : FULL);
            words.stream().filter(word -> word.indexOf('=') > 0).forEach(word -> {
                int equals = word.indexOf('=');
                settings.put(word.substring(0, equals), word.substring(equals + 1));
            });
            new Bench(settings).run();
        }
    }

    private List<String> words(String key) {
        return List.of(settings.get(key).split(","));
    }

    private int number(String key) {
        return Integer.parseInt(settings.get(key));
    }

    private void run() throws IOException, RunnerException {
        for (int round = 0; round < number("rounds"); round++) {
            for (String reads : words("reads")) {
                for (String scenario : words("scenarios")) {
                    candidates(Scenario.of(scenario), reads);
                }
            }
        }
        if (!settings.get("report").isEmpty()) {
            new Report(results).write(Path.of(settings.get("report")));
        }
    }

    private void candidates(Scenario scenario, String reads) throws IOException, RunnerException {
        for (String candidate : words("candidates")) {
            if (Candidate.knows(candidate, scenario)) {
                Results.Fork fork = fork(scenario, candidate, reads);
                results.add(fork);
                System.out.printf(
                        "%-12s %-11s %-4s %,12.0f ns %,10.0f bytes%n",
                        scenario.word(), candidate, reads, fork.nanoseconds(), fork.bytes());
            }
        }
    }

    private Results.Fork fork(Scenario scenario, String candidate, String reads) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(ForwardedBenchmark.class.getName())
                .param("scenario", scenario.word())
                .param("candidate", candidate)
                .param("reads", reads)
                .forks(1)
                .warmupIterations(number("warmup"))
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(number("measured") * PARTS)
                .measurementTime(TimeValue.milliseconds(1_000 / PARTS))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> run = new Runner(options).run();
        RunResult result = run.iterator().next();
        return new Results.Fork(
                scenario.word(),
                candidate,
                reads,
                result.getSecondaryResults().get("ownTime").getStatistics().getMin(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
