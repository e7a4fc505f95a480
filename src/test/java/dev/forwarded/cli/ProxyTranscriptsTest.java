package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every transcript in the pages of the proxies is what the command prints, byte by byte. */
final class ProxyTranscriptsTest {

    private static final Path PAGES = Path.of("").toAbsolutePath().resolve("docs/proxies");

    @TestFactory
    Stream<DynamicTest> a_transcript_is_what_the_command_prints() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.sorted().toList()) {
                ExplainDocTest.transcripts(page).forEach(one -> tests.add(test(page, one)));
            }
        }
        return tests.stream();
    }

    private static DynamicTest test(Path page, ExplainDocTest.Transcript transcript) {
        return dynamicTest(page.getFileName() + ": " + transcript.command(), () -> {
            Cli cli = transcript.run();
            assertThat(cli.out() + cli.err()).isEqualTo(transcript.output());
            assertThat(cli.status()).isEqualTo(cli.out().contains("\nrejected  400 ") ? 1 : 0);
        });
    }
}
