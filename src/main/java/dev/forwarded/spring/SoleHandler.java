package dev.forwarded.spring;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sees to it that nobody else handles forwarded headers, unless decisions are only reported. Spring Boot lets its
 * container do so when it detects a cloud platform and the strategy is not set: the container then eats
 * X-Forwarded-For, and the filter would see the client as its peer.
 */
final class SoleHandler implements BeanFactoryPostProcessor {

    static final String STRATEGY = OtherHandler.STRATEGY;

    private static final String NONE = "none";

    private static final String OR_OFF = ", switch the forwarded filter off: forwarded.enabled=false, or let it only"
            + " report what would change: forwarded.mode=report.";

    private static final Log LOG = Log.of(SoleHandler.class);

    private final ConfigurableEnvironment environment;

    SoleHandler(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        OtherHandler other = new OtherHandler(environment, beans);
        if (other.isReported()) {
            LOG.info("another handler of forwarded headers stays at work, and differences to it are reported");
            return;
        }
        refuse(other);
        if (other.strategy() == null) {
            environment.getPropertySources().addLast(new MapPropertySource("forwarded", Map.of(STRATEGY, NONE)));
            LOG.info(STRATEGY + " is not set and now " + NONE
                    + ", so that on no platform the container handles forwarded headers too");
        }
    }

    private static void refuse(OtherHandler other) {
        String strategy = other.strategy();
        if (strategy != null && !strategy.equalsIgnoreCase(NONE)) {
            throw new StartUpException(
                    STRATEGY + "=" + strategy + " makes the container or Spring handle forwarded headers before the"
                            + " forwarded filter sees them.",
                    "Set " + STRATEGY + "=" + NONE + " or leave it out" + OR_OFF);
        }
        String valve = other.valve();
        if (valve != null) {
            throw new StartUpException(
                    valve + " makes Tomcat handle forwarded headers before the forwarded filter sees them.",
                    "Leave " + valve.substring(0, valve.indexOf('=')) + " out" + OR_OFF);
        }
        List<String> filters = other.springFilters();
        if (!filters.isEmpty()) {
            throw new StartUpException(
                    "Spring's ForwardedHeaderFilter, the bean " + String.join(", ", filters)
                            + ", handles the same headers as the forwarded filter.",
                    "Remove the bean" + OR_OFF);
        }
    }
}
