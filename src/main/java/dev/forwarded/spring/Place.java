package dev.forwarded.spring;

import dev.forwarded.servlet.ForwardedFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Where the filter stands among the filters: first. Spring Boot puts a filter last that says nothing of its order,
 * behind Spring Security; a registration of the application's own that leaves its order out becomes the first here.
 */
final class Place implements BeanPostProcessor {

    private static final Log LOG = Log.of(Place.class);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof FilterRegistrationBean<?> registration
                && registration.getFilter() instanceof ForwardedFilter
                && registration.getOrder() == Ordered.LOWEST_PRECEDENCE) {
            first(registration);
        }
        return bean;
    }

    private static void first(FilterRegistrationBean<?> registration) {
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        if (registration.determineDispatcherTypes().equals(EnumSet.of(DispatcherType.REQUEST))) {
            registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        }
    }

    /** Names the filters that run before it, in the order that Spring Boot gives them. */
    static void warnOfFiltersBefore(ListableBeanFactory beans) {
        List<String> before = new ArrayList<>();
        for (ServletContextInitializer each : new ServletContextInitializerBeans(beans)) {
            if (each instanceof AbstractFilterRegistrationBean<?> registration && registration.isEnabled()) {
                if (registration.getFilter() instanceof ForwardedFilter) {
                    warn(before);
                    return;
                }
                before.add(registration.getFilterName());
            }
        }
    }

    private static void warn(List<String> before) {
        if (!before.isEmpty()) {
            LOG.warn("filters before it in the chain see the request as it was received: " + String.join(", ", before)
                    + ". Give the forwarded filter the order Ordered.HIGHEST_PRECEDENCE, or those a later one");
        }
    }

    /** Whether the application leaves the registration to us; a bean of the filter alone does. */
    static final class Vacant implements ConfigurationCondition {

        private static final ResolvableType REGISTRATION =
                ResolvableType.forClassWithGenerics(FilterRegistrationBean.class, ForwardedFilter.class);

        @Override
        public ConfigurationPhase getConfigurationPhase() {
            return ConfigurationPhase.REGISTER_BEAN;
        }

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            ListableBeanFactory beans = context.getBeanFactory();
            return !new OtherHandler(context.getEnvironment(), beans).isReported()
                    && beans.getBeanNamesForType(REGISTRATION, true, false).length == 0
                    && Stream.of(beans.getBeanNamesForType(ForwardedFilter.class, true, false))
                            .allMatch(
                                    name -> beans.findAnnotationOnBean(name, FilterRegistration.class, false) == null);
        }
    }

    /** A registration that goes before every other, since those are not {@link PriorityOrdered}. */
    static final class First<F extends Filter> extends FilterRegistrationBean<F> implements PriorityOrdered {

        First(F filter) {
            super(filter);
            setName("forwardedFilter");
            setAsyncSupported(true);
            first(this);
        }
    }
}
