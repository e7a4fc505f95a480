package dev.forwarded.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link StartUpException} as what it is: a line to change. */
final class StartUpAnalyzer extends AbstractFailureAnalyzer<StartUpException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, StartUpException cause) {
        return new FailureAnalysis(cause.what(), cause.fix(), cause);
    }
}
