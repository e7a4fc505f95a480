package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forwarded.ForwardedResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTokenTest {

    private static final String TOKEN = "X-Explain: 0123456789abcdef";

    private final AtomicLong clock = new AtomicLong();
    private final RecordingLogger log = new RecordingLogger();
    private final Warnings warnings = new Warnings(new Slf4jLog(log), clock::get);

    private List<String> asked(String settings, String... headers) {
        String head = "GET /app/x HTTP/1.1\nHost: inner:8080\n" + String.join("\n", headers);
        warnings.asked(new StubRequest("127.0.0.1", head), Local.resolver(settings));
        return log.lines();
    }

    @Test
    void the_account_of_a_request_with_the_token_is_logged_without_the_token() {
        assertThat(asked(
                        "headers=x-forwarded; explainToken=X-Explain=0123456789abcdef",
                        TOKEN,
                        "X-Forwarded-Proto: https"))
                .singleElement()
                .asString()
                .startsWith("INFO Forwarded filter: asked for by explainToken:\nreceived  http://inner:8080/app/x\n")
                .contains("X-Forwarded-Proto: https", "url       https://inner:8080/app/x")
                .doesNotContain("0123456789abcdef");
    }

    @Test
    void a_request_without_forwarded_headers_is_explained_too() {
        assertThat(asked("explainToken=X-Explain=0123456789abcdef", TOKEN)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explainToken=X-Explain=0123456789abcdef | X-Explain: 0123456789abcdeg",
                "explainToken=X-Explain=0123456789abcdef | X-Explain: 0123456789abcdef;X-Explain: 0123456789abcdef",
                "explainToken=X-Explain=0123456789abcdef | Accept: */*",
                "headers=x-forwarded | X-Explain: 0123456789abcdef"
            })
    void nothing_else_is(String settings, String headers) {
        assertThat(asked(settings, headers.split(";"))).isEmpty();
    }

    @Test
    void at_most_ten_accounts_are_logged_in_a_minute() {
        for (int i = 0; i < 12; i++) {
            asked("explainToken=X-Explain=0123456789abcdef", TOKEN);
        }
        assertThat(log.lines()).hasSize(10);
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(asked("explainToken=X-Explain=0123456789abcdef", TOKEN)).hasSize(11);
    }

    @Test
    void the_sample_of_the_troubleshooting_page_is_what_the_filter_says() throws Exception {
        String page = Files.readString(Path.of("docs/troubleshooting.md"));
        String account = ForwardedResolver.builder()
                .headers("x-forwarded")
                .build()
                .explain(dev.forwarded.RequestHead.parse("""
                                GET /login HTTP/1.1
                                Host: 10.0.0.12:8080
                                X-Forwarded-For: 203.0.113.9
                                X-Forwarded-Proto: https
                                """).peer("172.18.0.1", 40112))
                .toString();
        assertThat(page).contains("```text\n" + account + "```");
    }
}
