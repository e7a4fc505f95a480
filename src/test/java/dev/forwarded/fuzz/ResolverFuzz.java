package dev.forwarded.fuzz;

import dev.forwarded.Decision;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.OriginalRequest;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.RequestHead;
import dev.forwarded.oracle.Naive;
import java.util.Locale;
import java.util.Set;

/** Any settings and any request: an answer or a rejection, always the same, and that of the naive model. */
public final class ResolverFuzz {

    private static final Set<String> UNKNOWN_TO_THE_MODEL = Set.of("profile", "prefix", "allowedHosts", "mode");

    private ResolverFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzInput input = new FuzzInput(data);
        RequestHead request = input.request();
        if (request == null) {
            return;
        }
        ForwardedResolver resolver = input.resolver();
        String decided = FuzzInput.said(resolver.decide(request));
        FuzzInput.check(decided.equals(FuzzInput.said(resolver.decide(request))), "another answer", decided);
        String resolved;
        try {
            resolved = FuzzInput.said(resolver.resolve(request));
        } catch (RejectedRequestException rejected) {
            FuzzInput.checkClean(rejected.getMessage());
            resolved = FuzzInput.said(rejected);
        }
        FuzzInput.check(resolved.equals(decided), "resolved otherwise", resolved, decided);
        if (!input.settings.getOrDefault("names", "").toLowerCase(Locale.ROOT).contains("url=")
                && input.settings.keySet().stream().noneMatch(UNKNOWN_TO_THE_MODEL::contains)) {
            compare(input, request, resolver.decide(request));
        }
    }

    private static void compare(FuzzInput input, RequestHead request, Decision decision) {
        String said = decision instanceof OriginalRequest original
                ? original.scheme() + "://" + original.host() + ":" + original.port() + " " + original.clientNode()
                        + " " + original.clientAddress() + " " + original.clientPort() + " " + original.isTrusted()
                : "rejected";
        String expected = new Naive(input.settings).answer(request);
        FuzzInput.check(said.equals(expected), "the model says otherwise", expected, said, input.settings);
    }
}
