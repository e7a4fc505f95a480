package dev.forwarded.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forwarded.OwnWords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The fuzz targets without a fuzzer: on what once broke them, on recorded requests, on the library's own words. */
final class FuzzRegressionTest {

    @TestFactory
    Stream<DynamicTest> every_target_holds_on_known_input() {
        return FuzzTargets.FLOORS.keySet().stream()
                .map(target -> DynamicTest.dynamicTest(target, () -> {
                    List<byte[]> inputs = new ArrayList<>(FuzzTargets.seeds(target));
                    OwnWords.all().forEach(word -> inputs.add(word.getBytes(StandardCharsets.ISO_8859_1)));
                    for (Path finding : FuzzTargets.findings(target)) {
                        inputs.add(Files.readAllBytes(finding));
                    }
                    assertThat(inputs).hasSizeGreaterThan(100);
                    for (byte[] input : inputs) {
                        FuzzTargets.run(target, input);
                    }
                }));
    }

    @Test
    void most_seeds_of_the_resolver_are_requests() {
        assertThat(FuzzTargets.seeds("fuzz.ResolverFuzz"))
                .filteredOn(seed -> new FuzzInput(seed).request() != null)
                .hasSizeGreaterThan(100);
    }

    @Test
    void a_broken_promise_is_noticed() {
        assertThatThrownBy(() -> FuzzInput.checkClean("a\u001b[31mb")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> FuzzInput.check(false, "what", "why")).hasMessageContaining("why");
    }
}
