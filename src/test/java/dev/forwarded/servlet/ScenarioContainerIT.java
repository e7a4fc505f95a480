package dev.forwarded.servlet;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of scenarios, on the container of this run. */
class ScenarioContainerIT {

    static Stream<Scenario> scenarios() {
        return Scenarios.all().filter(Scenario::isForThisContainer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void scenario(Scenario scenario) throws IOException {
        scenario.run();
    }
}
