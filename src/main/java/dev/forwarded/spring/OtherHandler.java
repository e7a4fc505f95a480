package dev.forwarded.spring;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Who else handles forwarded headers: Spring's filter, or the server before any filter.
 *
 * @param environment where Spring Boot is told so
 * @param beans what the application has
 */
record OtherHandler(Environment environment, ListableBeanFactory beans) {

    static final String STRATEGY = "server.forward-headers-strategy";

    /** Either of them makes Spring Boot add Tomcat's RemoteIpValve, whatever the strategy is. */
    private static final List<String> VALVE =
            List.of("server.tomcat.remoteip.remote-ip-header", "server.tomcat.remoteip.protocol-header");

    private static final String SPRING_FILTER = "org.springframework.web.filter.ForwardedHeaderFilter";

    /** Whether the filter only reports and another handler stays at work, so that what they see is compared. */
    static final class IsReported implements ConfigurationCondition {

        @Override
        public ConfigurationPhase getConfigurationPhase() {
            return ConfigurationPhase.REGISTER_BEAN;
        }

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return new OtherHandler(context.getEnvironment(), context.getBeanFactory()).isReported();
        }
    }

    /** Whether nothing is to be changed but the difference to what the other handler does is logged. */
    boolean isReported() {
        return "report".equalsIgnoreCase(property(PropertyNames.of("mode")))
                && (isServer()
                        || "framework".equalsIgnoreCase(strategy())
                        || !springFilters().isEmpty());
    }

    /** Whether the server handles the headers; where nothing is written it does on cloud platforms. */
    boolean isServer() {
        CloudPlatform platform = CloudPlatform.getActive(environment);
        String strategy = strategy();
        return strategy == null
                ? platform != null && platform.isUsingForwardHeaders() || valve() != null
                : strategy.equalsIgnoreCase("native") || valve() != null;
    }

    @Nullable
    String strategy() {
        return property(STRATEGY);
    }

    /** The key and value that bring Tomcat's valve; null if there is none. */
    @Nullable
    String valve() {
        for (String key : VALVE) {
            String header = property(key);
            if (header != null && !header.isBlank()) {
                return key + "=" + header;
            }
        }
        return null;
    }

    /** The beans of Spring's filter, and its registrations. */
    List<String> springFilters() {
        ClassLoader loader = OtherHandler.class.getClassLoader();
        if (!ClassUtils.isPresent(SPRING_FILTER, loader)) {
            return List.of();
        }
        Class<?> filter = ClassUtils.resolveClassName(SPRING_FILTER, loader);
        List<String> names = new ArrayList<>(List.of(beans.getBeanNamesForType(filter, true, false)));
        ResolvableType registration = ResolvableType.forClassWithGenerics(FilterRegistrationBean.class, filter);
        names.addAll(List.of(beans.getBeanNamesForType(registration, true, false)));
        return names;
    }

    /** The order of a filter that sees what the other handler has made of a request, as soon as it has. */
    int orderBehind() {
        int last = springFilters().stream().mapToInt(this::order).max().orElse(Ordered.HIGHEST_PRECEDENCE);
        return last == Ordered.LOWEST_PRECEDENCE ? last : last + 1;
    }

    private int order(String name) {
        if (beans.getBean(name) instanceof Ordered ordered) {
            return ordered.getOrder();
        }
        Order written = beans.findAnnotationOnBean(name, Order.class);
        return written == null ? Ordered.LOWEST_PRECEDENCE : written.value();
    }

    /** By the binder, which knows every spelling of a key. */
    private @Nullable String property(String key) {
        return Binder.get(environment).bind(key, String.class).orElse(null);
    }
}
