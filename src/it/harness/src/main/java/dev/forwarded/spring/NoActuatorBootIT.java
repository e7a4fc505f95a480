package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Without the actuator and without Micrometer the application starts, and JMX has the counters. */
class NoActuatorBootIT {

    @Test
    void there_is_no_endpoint_and_counters_are_read_by_jmx() throws Exception {
        assertThat(getClass().getResource("/org/springframework/boot/actuate/endpoint/annotation/Endpoint.class"))
                .isNull();
        assertThat(getClass().getResource("/io/micrometer/core/instrument/Metrics.class"))
                .isNull();
        try (Shop shop = Shop.with("forwarded.headers=x-forwarded", "forwarded.trusted-proxies=127.0.0.1")) {
            assertThat(shop.context().containsBean("forwardedEndpoint")).isFalse();
            ObjectName beans = new ObjectName("dev.forwarded:type=ForwardedFilter,context=\"/\",*");
            assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(beans, null))
                    .isNotEmpty();
        }
    }
}
