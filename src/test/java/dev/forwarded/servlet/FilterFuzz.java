package dev.forwarded.servlet;

import dev.forwarded.fuzz.FuzzInput;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** The filter over a request of a few lines: the application is called once or the answer is 400; nothing is thrown. */
public final class FilterFuzz {

    private static final List<String> ALWAYS_HIDDEN = List.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-ssl",
            "x-forwarded-scheme",
            "x-forwarded-server",
            "x-forwarded-by");

    private FilterFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        FuzzInput input = new FuzzInput(data);
        List<String> lines =
                input.head.lines().filter(line -> line.indexOf(':') > 0).toList();
        ForwardedFilter filter = new ForwardedFilter(input.resolver());
        HttpServletRequest request = new NamedRequest(input.peer(), lines);
        RecordedResponse response = new RecordedResponse();
        int[] calls = {0};
        FilterChain chain = (seen, answer) -> {
            calls[0]++;
            if (!input.settings.getOrDefault("mode", "").equals("report")
                    && !input.settings.getOrDefault("hideHeaders", "true").contains("-")
                    && !input.settings.getOrDefault("hideHeaders", "true").contains("false")) {
                checkHidden((HttpServletRequest) seen);
            }
        };
        filter.doFilter(request, response, chain);
        FuzzInput.check(
                calls[0] == 1 || calls[0] == 0 && response.status == 400,
                "calls and status",
                calls[0],
                response.status);
    }

    private static void checkHidden(HttpServletRequest seen) {
        for (String name : ALWAYS_HIDDEN) {
            FuzzInput.check(Visible.by(seen, name).isEmpty(), "visible", name);
        }
        seen.getRequestURI();
        seen.getRemoteAddr();
    }
}
