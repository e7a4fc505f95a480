package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of scenarios, on the container of this run. */
class ScenarioContainerIT {

    static Stream<Scenario> scenarios() {
        return Scenarios.all()
                .filter(Scenario::isForThisContainer)
                .filter(scenario -> !Container.is("quarkus") || !isLeftOutOnQuarkus(scenario.toString()));
    }

    /** Quarkus answers an exception itself, and does not find an encoded path again. */
    private static boolean isLeftOutOnQuarkus(String scenario) {
        return scenario.startsWith("ERROR after an exception") || scenario.startsWith("dispatch() ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void scenario(Scenario scenario) throws IOException {
        scenario.run();
    }

    /** Tomcat shows no trailer field that its connector does not name; Quarkus fails with trailers. */
    @Tag("not-quarkus")
    @Test
    void forwarded_headers_are_hidden_in_trailers_too() throws IOException {
        Stage stage = Stage.with("headers=x-forwarded").on("/trailers", (request, response) -> {
            request.getInputStream().readAllBytes();
            response.getWriter().print(request.isTrailerFieldsReady() + " " + request.getTrailerFields());
        });
        try (RawHttp connection = new RawHttp(stage.port())) {
            connection.send(RawHttp.head("POST /app/trailers HTTP/1.1\n" + Scenarios.ONE_HOP
                            + "Transfer-Encoding: chunked\nTrailer: X-Forwarded-For, X-Checksum\n")
                    + "1\r\nx\r\n0\r\nX-Forwarded-For: 192.0.2.66\r\nX-Checksum: 1\r\n\r\n");
            String seen = connection.read(false).body();
            assertThat(seen).isEqualToIgnoringCase(Container.is("tomcat") ? "true {}" : "true {x-checksum=1}");
        }
    }
}
