package dev.forwarded.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is fuzzed, with the least coverage that a fuzzer sees when the library is instrumented, and the first inputs. */
public final class FuzzTargets {

    /** Class names below {@code dev.forwarded}, and the least number of edges that each reaches in seconds. */
    public static final Map<String, Integer> FLOORS = new LinkedHashMap<>();

    static {
        FLOORS.put("fuzz.ForwardedElementsFuzz", 150);
        FLOORS.put("fuzz.NodeFuzz", 100);
        FLOORS.put("fuzz.AuthorityFuzz", 80);
        FLOORS.put("fuzz.PrefixFuzz", 50);
        FLOORS.put("fuzz.SettingsFuzz", 500);
        FLOORS.put("fuzz.RequestHeadFuzz", 500);
        FLOORS.put("fuzz.ResolverFuzz", 800);
        FLOORS.put("fuzz.ExplainFuzz", 800);
        FLOORS.put("servlet.RedirectFuzz", 200);
        FLOORS.put("servlet.FilterFuzz", 500);
        FLOORS.put("cli.CliFuzz", 500);
    }

    /** A location, and the path of a request. */
    private static final List<String> REDIRECTS = List.of(
            "../x?a=b#c\n//evil.example/..;/a",
            "/login\n/app/x",
            "..//evil.example\n/a/b/c",
            "./\\evil.example\n/app/",
            "?next=//evil.example\n/\\evil.example",
            "/%2e%2e//x\n//evil.example/x");

    private static final Path RESOURCES = Path.of("src/test/resources");

    private FuzzTargets() {}

    /** Runs a target on one input. */
    public static void run(String target, byte[] input) throws Throwable {
        MethodHandle method = MethodHandles.lookup()
                .findStatic(type(target), "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
        method.invoke(input);
    }

    private static Class<?> type(String target) throws ClassNotFoundException {
        return Class.forName("dev.forwarded." + target);
    }

    /** Every input that once found a fault. */
    public static List<Path> findings(String target) {
        Path folder = RESOURCES.resolve("fuzz").resolve(target.substring(target.indexOf('.') + 1) + "Inputs");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Inputs to begin with: recorded requests, known attacks, and the values in them. */
    public static List<byte[]> seeds(String target) {
        Set<String> seeds = new LinkedHashSet<>();
        for (Map.Entry<String, String> seed : SeedReader.all(RESOURCES).entrySet()) {
            String head = seed.getKey();
            String settings = seed.getValue();
            switch (target) {
                case "fuzz.ForwardedElementsFuzz", "fuzz.NodeFuzz", "fuzz.AuthorityFuzz", "fuzz.PrefixFuzz" ->
                    head.lines()
                            .filter(line ->
                                    line.toLowerCase(java.util.Locale.ROOT).matches("(x-)?(forwarded|host).*"))
                            .forEach(line -> seeds.add(line.replaceFirst("^[^:]*: ?", "")));
                case "fuzz.SettingsFuzz" -> seeds.add(settings);
                case "fuzz.RequestHeadFuzz" -> seeds.add(head);
                case "servlet.RedirectFuzz" -> seeds.addAll(REDIRECTS);
                case "cli.CliFuzz" -> seeds.add("explain trustedProxies=loopback\n" + head);
                default -> seeds.add(settings + "\n\n" + head);
            }
        }
        return seeds.stream()
                .map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }
}
