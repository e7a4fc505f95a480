package dev.forwarded.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Sees to it that nobody else handles forwarded headers. Spring Boot lets its container do so when it detects a cloud
 * platform and the strategy is not set: the container then eats X-Forwarded-For, and the filter would see the client
 * as its peer.
 */
final class SoleHandler implements BeanFactoryPostProcessor {

    static final String STRATEGY = "server.forward-headers-strategy";

    private static final String NONE = "none";

    /** Either of them makes Spring Boot add Tomcat's RemoteIpValve, whatever the strategy is. */
    private static final List<String> VALVE =
            List.of("server.tomcat.remoteip.remote-ip-header", "server.tomcat.remoteip.protocol-header");

    private static final String OR_OFF = ", or switch the forwarded filter off: forwarded.enabled=false.";

    private static final String SPRING_FILTER = "org.springframework.web.filter.ForwardedHeaderFilter";

    private static final Logger LOG = LoggerFactory.getLogger(SoleHandler.class);

    private final ConfigurableEnvironment environment;

    SoleHandler(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        String strategy = property(STRATEGY);
        if (strategy != null && !strategy.equalsIgnoreCase(NONE)) {
            throw new StartUpException(
                    STRATEGY + "=" + strategy + " makes the container or Spring handle forwarded headers before the"
                            + " forwarded filter sees them.",
                    "Set " + STRATEGY + "=" + NONE + " or leave it out" + OR_OFF);
        }
        refuseValve();
        refuseSpringFilters(beans);
        if (strategy == null) {
            environment.getPropertySources().addLast(new MapPropertySource("forwarded", Map.of(STRATEGY, NONE)));
            LOG.info(
                    "Forwarded filter: {} is not set and now {}, so that on no platform the container handles"
                            + " forwarded headers too",
                    STRATEGY,
                    NONE);
        }
    }

    private void refuseValve() {
        for (String key : VALVE) {
            String header = property(key);
            if (header != null && !header.isBlank()) {
                throw new StartUpException(
                        key + "=" + header + " makes Tomcat handle forwarded headers before the forwarded filter sees"
                                + " them.",
                        "Leave " + key + " out" + OR_OFF);
            }
        }
    }

    private static void refuseSpringFilters(ConfigurableListableBeanFactory beans) {
        List<String> filters = springFilters(beans);
        if (!filters.isEmpty()) {
            throw new StartUpException(
                    "Spring's ForwardedHeaderFilter, the bean " + String.join(", ", filters)
                            + ", handles the same headers as the forwarded filter.",
                    "Remove the bean" + OR_OFF);
        }
    }

    private static List<String> springFilters(ConfigurableListableBeanFactory beans) {
        ClassLoader loader = beans.getBeanClassLoader();
        if (!ClassUtils.isPresent(SPRING_FILTER, loader)) {
            return List.of();
        }
        Class<?> filter = ClassUtils.resolveClassName(SPRING_FILTER, loader);
        List<String> names = new ArrayList<>(List.of(beans.getBeanNamesForType(filter, true, false)));
        ResolvableType registration = ResolvableType.forClassWithGenerics(FilterRegistrationBean.class, filter);
        names.addAll(List.of(beans.getBeanNamesForType(registration, true, false)));
        return names;
    }

    /** By the binder, which knows every spelling of a key. */
    private @Nullable String property(String key) {
        return Binder.get(environment).bind(key, String.class).orElse(null);
    }
}
