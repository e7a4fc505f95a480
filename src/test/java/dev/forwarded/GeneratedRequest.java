package dev.forwarded;

import dev.forwarded.Requests.Pair;
import java.util.List;
import java.util.Map;

/** Settings and a request from a seed, for tests of other packages. */
public record GeneratedRequest(Map<String, String> settings, String peer, String scheme, List<String> lines) {

    public static GeneratedRequest of(long seed) {
        Pair pair = new Requests(seed).pair();
        List<String> lines = pair.request().lines().stream()
                .map(line -> line.name() + ": " + line.value())
                .toList();
        return new GeneratedRequest(
                pair.settings(), pair.request().peer(), pair.request().scheme(), lines);
    }
}
