package dev.forwarded.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A transport guarantee is checked by the container, before any filter, against the received connection. */
class ConstraintContainerIT {

    private static final class Guarded extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getScheme());
        }
    }

    private static void guarded(ServletContext context) {
        ServletRegistration.Dynamic servlet = context.addServlet("guarded", new Guarded());
        servlet.addMapping("/guarded");
        servlet.setServletSecurity(
                new ServletSecurityElement(new HttpConstraintElement(TransportGuarantee.CONFIDENTIAL)));
    }

    @Test
    void a_confidential_servlet_is_refused_to_a_client_that_uses_https_at_the_proxy() throws IOException {
        Application application = Application.filtered(Map.of("headers", "x-forwarded"), Application.RECOMMENDED)
                .setUp(ConstraintContainerIT::guarded);
        try (Container container = Container.start(application)) {
            Answer answer = RawHttp.ask(container.port(), "GET /app/guarded HTTP/1.1\n" + Scenarios.ONE_HOP);
            String seen = answer.status() + " " + answer.value("Location") + " " + answer.body();
            assertThat(seen.trim()).isEqualTo(expected());
        }
    }

    /** Tomcat redirects, in a loop; Undertow has no port to redirect to, Jetty nobody who checks. */
    private static String expected() {
        if (Container.is("jetty")) {
            return "200 none https";
        }
        return Container.is("tomcat") ? "302 https://inner/app/guarded" : "500 none";
    }
}
