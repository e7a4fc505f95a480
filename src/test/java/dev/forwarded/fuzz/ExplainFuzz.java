package dev.forwarded.fuzz;

import dev.forwarded.Explanation;
import dev.forwarded.Finding;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.RequestHead;

/** The account of any request under any settings: fit for a terminal, and of the same decision. */
public final class ExplainFuzz {

    private ExplainFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzInput input = new FuzzInput(data);
        RequestHead request = input.request();
        if (request == null) {
            return;
        }
        ForwardedResolver resolver = input.resolver();
        Explanation explanation = resolver.explain(request);
        FuzzInput.checkClean(explanation.toString());
        FuzzInput.check(!explanation.toMap().isEmpty(), "an empty account", input.settings);
        for (Finding finding : explanation.findings()) {
            FuzzInput.checkClean(finding.sentence());
        }
        FuzzInput.check(
                FuzzInput.said(explanation.decision()).equals(FuzzInput.said(resolver.decide(request))),
                "explained otherwise",
                input.settings,
                input.head);
    }
}
