package dev.forwarded.servlet;

import dev.forwarded.BuiltIn;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the README says of this filter on each container, and of Tomcat's valve on Tomcat. */
class BuiltInContainerIT {

    private static void check(String column, Application application) throws Exception {
        BuiltIn.check(
                column, Stage.own(application.on("/cart", BuiltIn::answer)).port());
    }

    @Test
    void this_filter_makes_of_the_requests_what_the_readme_says() throws Exception {
        check(BuiltIn.FILTER, Application.filtered(Map.of("trustedProxies", BuiltIn.PROXY)));
    }

    @Test
    void the_containers_own_handling_makes_of_the_requests_what_the_readme_says() throws Exception {
        if (Container.is("tomcat")) {
            check(BuiltIn.TOMCAT, new Application().handlesForwarded());
        } else if (Container.NAME.startsWith("jetty-12.1")) {
            check(BuiltIn.JETTY, new Application().handlesForwarded());
        }
    }
}
